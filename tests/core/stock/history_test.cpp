#include "core/stock/events.h"
#include "core/stock/history.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

class HistoryTest : public QObject {
    Q_OBJECT

    static std::string reservationEvent() {
        const auto change = *reserve(sampleStock(), units(50), "RES-1", std::chrono::seconds(60),
                                     sampleContext(), StockRules{})
                                 .change;
        return eventJson(change, {"5e0f0000-0000-4000-8000-000000000002", change.occurredAt, ""},
                         StockRules{});
    }

    static std::string replaced(std::string text, const std::string& what,
                                const std::string& with) {
        return text.replace(text.find(what), what.size(), with);
    }

private Q_SLOTS:
    void ownEventsAreReadBack() {
        const auto event = readHistoryEvent(reservationEvent());
        QVERIFY(event.has_value());
        QCOMPARE(event->stockVersion, 3);
        QCOMPARE(event->reservationQuantity, 50);
        QCOMPARE(event->occurredAt, at("2025-01-02T03:04:05.678Z"));
        MinuteCounts counts;
        counts.add(*event);
        QCOMPARE(counts.reserved, 1);
        QCOMPARE(counts.units, 50);
    }

    void expiriesAreCountedApartFromReleases() {
        auto stock = sampleStock();
        const auto reservation = *reserve(stock, units(5), "RES-1", std::chrono::seconds(60),
                                          sampleContext(), StockRules{})
                                      .change->reservation;
        stock.reservedQuantity = 5;
        const auto change = *expire(stock, reservation, reservation.expiresAt, StockRules{});
        const auto event = readHistoryEvent(
            eventJson(change, {"5e0f0000-0000-4000-8000-000000000002", {}, ""}, StockRules{}));
        MinuteCounts counts;
        counts.add(*event);
        QCOMPARE(counts.expired, 1);
        QCOMPARE(counts.released, 0);
    }

    void brokenRecordsAreToldApart() {
        const auto code = [](const std::string& value) {
            return readHistoryEvent(value).error().code;
        };
        QCOMPARE(code(""), ErrorCode::Corrupt);
        QCOMPARE(code("[1]"), ErrorCode::Corrupt);
        QCOMPARE(code("{}"), ErrorCode::InvalidInput);
        const auto good = reservationEvent();
        QCOMPARE(code(replaced(good, "STOCK_RESERVATION", "STOCK_MAGIC")), ErrorCode::NotFound);
        QCOMPARE(code(replaced(good, "5e0f0000-", "5e0f")), ErrorCode::InvalidInput);
        QCOMPARE(code(replaced(good, "\"stockVersion\":3", "\"stockVersion\":0")),
                 ErrorCode::InvalidInput);
        QCOMPARE(
            code(replaced(good, "\"symbol\":\"AAPL\"", "\"symbol\":\"AAPLAAPLAAPLAAPLAAPLA\"")),
            ErrorCode::InvalidInput);
        QCOMPARE(code(replaced(good, "2025-01-02T", "yesterday ")), ErrorCode::InvalidInput);
    }
};

VIGIA_TEST_CLASS(HistoryTest)
#include "history_test.moc"
