#include "core/stock/queries.h"

#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/stock/fields.h"

#include <array>

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

constexpr std::int64_t kMaxReach = 100'000;
constexpr std::int64_t kMaxPoints = 2'000;
constexpr std::int64_t kMaxSeconds = 253'402'300'799; // 9999-12-31

constexpr std::array<std::pair<std::string_view, SortField>, 8> kSortFields{{
    {"symbol", SortField::Symbol},
    {"productId", SortField::ProductId},
    {"quantity", SortField::Quantity},
    {"unitPrice", SortField::UnitPrice},
    {"totalValue", SortField::TotalValue},
    {"status", SortField::Status},
    {"lastUpdated", SortField::LastUpdated},
    {"createdAt", SortField::CreatedAt},
}};

constexpr std::array<std::string_view, 7> kMetrics{"created",  "updated",  "reserved", "confirmed",
                                                   "released", "rejected", "units"};

/// Reads query parameters; an empty value counts as absent.
class QueryReader {
public:
    explicit QueryReader(const JsonObject& query)
        : m_query(withoutBlanks(query)), m_fields(m_query, FieldReader::Source::Query) {}

    FieldReader& fields() { return m_fields; }

    std::optional<std::string> text(std::string_view name, std::size_t maxLength) {
        return m_fields.text({name}, {.maxLength = maxLength});
    }

    std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max) {
        const auto value = m_fields.integer({name}, {.min = min, .max = max});
        return value ? std::optional(value->value) : std::nullopt;
    }

    std::optional<bool> flag(std::string_view name) {
        static constexpr std::array<std::string_view, 2> kFlags{"true", "false"};
        const auto value = m_fields.choice(name, kFlags, false);
        return value ? std::optional(*value == "true") : std::nullopt;
    }

    std::optional<Money> money(std::string_view name) {
        const auto* member = m_fields.find({name});
        if (member == nullptr)
            return std::nullopt;
        const auto number = parseJson(trimmed(*member->second.asString()));
        const auto amount = number ? number->asMoney() : std::nullopt;
        if (!amount)
            m_fields.note(std::string(name), "TYPE", "must be a number", member->second);
        return amount;
    }

    std::optional<UtcTime> time(std::string_view name) {
        const auto* member = m_fields.find({name});
        if (member == nullptr)
            return std::nullopt;
        const auto text = trimmed(*member->second.asString());
        const auto number = parseJson(text);
        const auto seconds = number ? number->asInteger() : std::nullopt;
        if (seconds && *seconds >= 0 && *seconds <= kMaxSeconds)
            return UtcTime(std::chrono::seconds(*seconds));
        const auto time = parseRfc3339(text);
        if (time)
            return *time;
        m_fields.note(std::string(name), "PATTERN", "must be a time like 2025-01-02T03:04:05.678Z",
                      member->second);
        return std::nullopt;
    }

    PageRequest page() {
        PageRequest page;
        page.number = integer("page", 0, kMaxQuantity).value_or(0);
        page.size = integer("size", 1, 1000).value_or(100);
        if (page.number * page.size > kMaxReach)
            m_fields.note("page", "MAX", "narrow the filter: page x size must be 100000 or less",
                          m_fields.find({"page"})->second);
        return page;
    }

    template <class T> Checked<T> answer(T value) {
        if (m_fields.failed())
            return std::move(m_fields).error();
        return value;
    }

private:
    static JsonObject withoutBlanks(const JsonObject& query) {
        JsonObject kept;
        for (const auto& member : query) {
            const auto* text = member.second.asString();
            if (text != nullptr && !trimmed(*text).empty())
                kept.push_back(member);
        }
        return kept;
    }

    const JsonObject m_query;
    FieldReader m_fields;
};

void readStatuses(QueryReader& reader, std::vector<StockStatus>& statuses) {
    const auto* member = reader.fields().find({"status"});
    if (member == nullptr)
        return;
    for (const auto name : split(*member->second.asString(), ',')) {
        const auto status = parseStatus(trimmed(name));
        if (status)
            statuses.push_back(*status);
        else
            reader.fields().note("status", "ENUM", "unknown status", JsonValue(std::string(name)));
    }
}

void readSort(QueryReader& reader, ListQuery& query) {
    const auto* member = reader.fields().find({"sort"});
    if (member == nullptr)
        return;
    const auto parts = split(trimmed(*member->second.asString()), ',');
    const auto wanted = std::find_if(kSortFields.begin(), kSortFields.end(), [&](const auto& row) {
        return row.first == trimmed(parts[0]);
    });
    const auto order = parts.size() > 1 ? trimmed(parts[1]) : std::string_view("asc");
    if (wanted == kSortFields.end() || parts.size() > 2 || (order != "asc" && order != "desc")) {
        reader.fields().note("sort", "ENUM", "must be a field of the list, then ,asc or ,desc",
                             member->second);
        return;
    }
    query.sort = wanted->second;
    query.descending = order == "desc";
}

void checkPoints(QueryReader& reader, const SeriesQuery& query) {
    const auto span =
        std::chrono::duration_cast<std::chrono::seconds>(query.to - query.from).count();
    if (span < 0)
        reader.fields().note("from", "MAX", "must not be after to",
                             JsonValue(formatRfc3339(query.from)));
    else if (span / query.stepSeconds > kMaxPoints)
        reader.fields().note("step", "MIN",
                             fmt::format("would give more than {} points", kMaxPoints),
                             JsonValue(JsonNumber{std::to_string(query.stepSeconds)}));
}

} // namespace

Checked<ListQuery> readListQuery(const JsonObject& parameters) {
    QueryReader reader(parameters);
    ListQuery query;
    readStatuses(reader, query.statuses);
    query.symbol = reader.text("symbol", 20);
    query.productId = reader.text("productId", 100);
    query.prefix = reader.text("q", 100);
    query.lowStock = reader.flag("lowStock");
    query.minQuantity = reader.integer("minQuantity", -kMaxQuantity, kMaxQuantity);
    query.maxQuantity = reader.integer("maxQuantity", -kMaxQuantity, kMaxQuantity);
    query.minPrice = reader.money("minPrice");
    query.maxPrice = reader.money("maxPrice");
    query.updatedSince = reader.time("updatedSince");
    readSort(reader, query);
    query.page = reader.page();
    return reader.answer(std::move(query));
}

Checked<ReservationsQuery> readReservationsQuery(const JsonObject& parameters) {
    static constexpr std::array<std::string_view, 4> kStates{"ACTIVE", "CONFIRMED", "RELEASED",
                                                             "EXPIRED"};
    QueryReader reader(parameters);
    ReservationsQuery query;
    if (const auto state = reader.fields().choice("state", kStates, false))
        query.state = parseState(*state);
    query.page = reader.page();
    return reader.answer(std::move(query));
}

Checked<EventsQuery> readEventsQuery(const JsonObject& parameters) {
    QueryReader reader(parameters);
    EventsQuery query;
    query.limit = reader.integer("limit", 1, 500).value_or(100);
    query.beforeVersion = reader.integer("beforeVersion", 1, kMaxQuantity);
    return reader.answer(std::move(query));
}

Checked<std::int64_t> readSummaryTop(const JsonObject& parameters) {
    QueryReader reader(parameters);
    const auto top = reader.integer("top", 1, 50).value_or(10);
    return reader.answer(std::int64_t{top});
}

Checked<SeriesQuery> readSeriesQuery(const JsonObject& parameters, UtcTime now) {
    QueryReader reader(parameters);
    SeriesQuery query;
    query.metric = reader.fields().choice("metric", kMetrics, true).value_or("");
    query.symbol = reader.text("symbol", 20);
    query.to = reader.time("to").value_or(now);
    query.from = reader.time("from").value_or(query.to - std::chrono::hours(1));
    query.stepSeconds = reader.integer("step", 60, 86400).value_or(60);
    if (query.stepSeconds % 60 != 0)
        reader.fields().note("step", "PATTERN", "must be whole minutes in seconds",
                             JsonValue(JsonNumber{std::to_string(query.stepSeconds)}));
    checkPoints(reader, query);
    return reader.answer(std::move(query));
}

} // namespace vigia::core::stock
