#include "backend/stock/list_filter.h"

#include "core/base/time_text.h"

#include <fmt/format.h>

namespace vigia::backend::stock {
namespace {

using namespace core::stock;

/// Adds conditions whose `{}` stands for the next parameter.
class Conditions {
public:
    void add(std::string_view condition) { m_filter.where += fmt::format(" AND {}", condition); }

    void add(std::string_view condition, std::string value) {
        m_filter.values.push_back(std::move(value));
        add(fmt::format(fmt::runtime(condition),
                        fmt::arg("p", fmt::format("${}", m_filter.values.size()))));
    }

    template <class T, class Text>
    void addIf(std::string_view condition, const std::optional<T>& value, Text text) {
        if (value)
            add(condition, text(*value));
    }

    ListFilter take() { return std::move(m_filter); }

private:
    ListFilter m_filter{"s.deleted_at IS NULL", {}, {}};
};

std::string_view expressionOf(SortField field) {
    switch (field) {
    case SortField::Symbol:
        return "s.symbol";
    case SortField::ProductId:
        return "s.product_id";
    case SortField::Quantity:
        return "s.quantity";
    case SortField::UnitPrice:
        return "s.unit_price";
    case SortField::TotalValue:
        return "s.unit_price * s.quantity";
    case SortField::Status:
        return "s.status";
    case SortField::LastUpdated:
        return "s.last_updated";
    case SortField::CreatedAt:
        break;
    }
    return "s.created_at";
}

std::string statusArray(const std::vector<StockStatus>& statuses) {
    std::string text;
    for (const auto status : statuses)
        text += fmt::format("{}{}", text.empty() ? "{" : ",", statusName(status));
    return text + "}";
}

} // namespace

ListFilter listFilter(const ListQuery& query, std::int64_t lowThreshold) {
    const auto same = [](const std::string& text) { return text; };
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    const auto money = [](core::Money value) { return value.text(); };
    Conditions all;
    if (!query.statuses.empty())
        all.add("s.status = ANY({p}::text[])", statusArray(query.statuses));
    all.addIf("s.symbol = {p}", query.symbol, same);
    all.addIf("s.product_id = {p}", query.productId, same);
    all.addIf("(starts_with(lower(s.symbol), lower({p}::text)) OR starts_with(lower(s.product_id), "
              "lower({p}::text)) "
              "OR starts_with(lower(s.product_name), lower({p}::text)))",
              query.prefix, same);
    if (query.lowStock)
        all.add(*query.lowStock ? "s.quantity < {p}::bigint" : "s.quantity >= {p}::bigint",
                number(lowThreshold));
    all.addIf("s.quantity >= {p}::bigint", query.minQuantity, number);
    all.addIf("s.quantity <= {p}::bigint", query.maxQuantity, number);
    all.addIf("s.unit_price >= {p}::numeric", query.minPrice, money);
    all.addIf("s.unit_price <= {p}::numeric", query.maxPrice, money);
    all.addIf("s.last_updated >= {p}::timestamptz", query.updatedSince, core::formatRfc3339Micros);
    auto filter = all.take();
    filter.order = fmt::format("{} {}, s.stock_id", expressionOf(query.sort),
                               query.descending ? "DESC" : "ASC");
    return filter;
}

} // namespace vigia::backend::stock
