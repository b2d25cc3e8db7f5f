#include "core/stock/fields.h"
#include "core/stock/queries.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

using Pairs = std::vector<std::pair<std::string, std::string>>;

class QueriesTest : public QObject {
    Q_OBJECT

    static std::string firstError(const Pairs& pairs) {
        const auto read = readListQuery(objectFromPairs(pairs));
        if (!std::holds_alternative<DomainError>(read))
            return "accepted";
        const auto& error = std::get<DomainError>(read).errors.front();
        return error.field + ":" + error.code;
    }

private Q_SLOTS:
    void nothingGivenMeansTheFirstHundredByCreation() {
        const auto query = std::get<ListQuery>(readListQuery({}));
        QCOMPARE(query.sort, SortField::CreatedAt);
        QVERIFY(!query.descending);
        QCOMPARE(query.page.size, 100);
    }

    void everyParameterIsRead() {
        const auto query = std::get<ListQuery>(
            readListQuery(objectFromPairs({{"status", "AVAILABLE, RESERVED"},
                                           {"q", "ap"},
                                           {"lowStock", "true"},
                                           {"minQuantity", "5"},
                                           {"maxPrice", "99.90"},
                                           {"updatedSince", "2025-01-02T03:04:05Z"},
                                           {"sort", "totalValue,desc"},
                                           {"page", "2"},
                                           {"size", "50"},
                                           {"symbol", ""}})));
        QCOMPARE(query.statuses, (std::vector{StockStatus::Available, StockStatus::Reserved}));
        QCOMPARE(query.prefix, std::optional<std::string>("ap"));
        QCOMPARE(query.lowStock, std::optional(true));
        QCOMPARE(query.minQuantity, std::optional<std::int64_t>(5));
        QCOMPARE(query.maxPrice->text(), std::string("99.90"));
        QCOMPARE(query.updatedSince, std::optional(at("2025-01-02T03:04:05Z")));
        QVERIFY(query.sort == SortField::TotalValue && query.descending);
        QCOMPARE(query.page.number, 2);
        QVERIFY(!query.symbol);
    }

    void wrongParametersAreNamed() {
        QCOMPARE(firstError({{"status", "AVAILABLE,NEW"}}), std::string("status:ENUM"));
        QCOMPARE(firstError({{"lowStock", "yes"}}), std::string("lowStock:ENUM"));
        QCOMPARE(firstError({{"minPrice", "cheap"}}), std::string("minPrice:TYPE"));
        QCOMPARE(firstError({{"updatedSince", "yesterday"}}), std::string("updatedSince:PATTERN"));
        QCOMPARE(firstError({{"sort", "colour"}}), std::string("sort:ENUM"));
        QCOMPARE(firstError({{"sort", "symbol,up"}}), std::string("sort:ENUM"));
        QCOMPARE(firstError({{"size", "1001"}}), std::string("size:MAX"));
        QCOMPARE(firstError({{"size", "0"}}), std::string("size:MIN"));
        QCOMPARE(firstError({{"page", "-1"}}), std::string("page:MIN"));
        QCOMPARE(firstError({{"q", std::string("a\0", 2)}}), std::string("q:PATTERN"));
        QCOMPARE(firstError({{"q", "\xff\xfe"}}), std::string("q:PATTERN"));
    }

    void aParameterGivenTwiceMustNotContradictItself() {
        QCOMPARE(firstError({{"size", "5"}, {"size", "5"}}), std::string("accepted"));
        QCOMPARE(firstError({{"size", "5"}, {"size", "6"}}), std::string("size:CONFLICT"));
        QCOMPARE(firstError({{"status", "AVAILABLE"}, {"status", "RESERVED"}}),
                 std::string("status:CONFLICT"));
        QVERIFY(std::holds_alternative<DomainError>(
            readSummaryTop(objectFromPairs({{"top", "5"}, {"top", "6"}}))));
    }

    void pagesTooFarAwayAskForANarrowerFilter() {
        QCOMPARE(firstError({{"page", "1000"}, {"size", "100"}}), std::string("accepted"));
        QCOMPARE(firstError({{"page", "1001"}, {"size", "100"}}), std::string("page:MAX"));
    }

    void eventsAndSummaryHaveLimits() {
        QCOMPARE(std::get<EventsQuery>(readEventsQuery({})).limit, 100);
        QVERIFY(std::holds_alternative<DomainError>(
            readEventsQuery(objectFromPairs({{"limit", "501"}}))));
        QCOMPARE(std::get<std::int64_t>(readSummaryTop({})), 10);
        QVERIFY(
            std::holds_alternative<DomainError>(readSummaryTop(objectFromPairs({{"top", "51"}}))));
    }

    void seriesDefaultsToTheLastHourAndIsBounded() {
        const auto now = at("2025-01-02T03:04:05Z");
        const auto query =
            std::get<SeriesQuery>(readSeriesQuery(objectFromPairs({{"metric", "units"}}), now));
        QCOMPARE(query.from, now - std::chrono::hours(1));
        QCOMPARE(query.stepSeconds, 60);
        const auto tooMany = readSeriesQuery(objectFromPairs({{"metric", "units"},
                                                              {"from", "2024-01-01T00:00:00Z"},
                                                              {"to", "2025-01-01T00:00:00Z"}}),
                                             now);
        QCOMPARE(std::get<DomainError>(tooMany).errors.front().field, std::string("step"));
        QVERIFY(std::holds_alternative<DomainError>(
            readSeriesQuery(objectFromPairs({{"metric", "x"}}), now)));
        QVERIFY(std::holds_alternative<DomainError>(
            readSeriesQuery(objectFromPairs({{"metric", "units"}, {"step", "90"}}), now)));
    }
};

VIGIA_TEST_CLASS(QueriesTest)
#include "queries_test.moc"
