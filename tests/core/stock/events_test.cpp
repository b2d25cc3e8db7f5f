#include "core/base/json.h"
#include "core/stock/events.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

class EventsTest : public QObject {
    Q_OBJECT

    static StockChange sampleReservation() {
        auto context = sampleContext();
        context.reason = "Client order";
        return *reserve(sampleStock(), units(50), "RES-71c2", std::chrono::seconds(900), context,
                        StockRules{})
                    .change;
    }

    static EventStamp stamp() {
        return {"5e0f0000-0000-4000-8000-000000000002", at("2025-01-02T03:04:05.680Z"), ""};
    }

private Q_SLOTS:
    void hashHasTheCheckValueOfTheContract() {
        QCOMPARE(messageHash("3f0c7a52-5a1e-4c7b-9a5e-2b1d6f0c9e11", "AAPL", "INITIAL_CREATION",
                             "150", "2025-01-02T03:04:05.678Z"),
                 std::string("6b858c0bdf637344f16eef73745833fbb157257ef815eb54bf48d46c81d146a3"));
    }

    void reservationEventIsWrittenToTheLetter() {
        const auto change = sampleReservation();
        const auto hash = messageHash(change.correlationId, "AAPL", "STOCK_RESERVATION", "150",
                                      "2025-01-02T03:04:05.678Z");
        const std::string expected =
            R"({"schemaVersion":1,"eventType":"STOCK_UPDATED","eventId":"5e0f0000-0000-4000-8000-000000000002",)"
            R"("correlationId":"3f0c7a52-5a1e-4c7b-9a5e-2b1d6f0c9e11","stockId":"0b9d3c6e-0000-4000-8000-000000000001",)"
            R"("productId":"AAPL","symbol":"AAPL","productName":"Apple","stockVersion":3,"operation":"STOCK_RESERVATION",)"
            R"("operationDescription":"Stock Reserved","operationBy":"trader-7","reason":"Client order",)"
            R"("previousQuantity":200,"newQuantity":150,"previousPrice":150.00,"newPrice":150.00,)"
            R"("previousStatus":"AVAILABLE","newStatus":"AVAILABLE","reservationId":"RES-71c2","reservationQuantity":50,)"
            R"("reservedQuantity":50,"occurredAt":"2025-01-02T03:04:05.678Z","publishedAt":"2025-01-02T03:04:05.680Z",)"
            R"("publishedBy":"VIRTUAL-STOCK-SERVICE","priority":"HIGH","messageHash":)"
            "\"" +
            hash +
            "\","
            R"("quantityChange":-50,"priceChange":0.00,"quantityIncreased":false,"priceIncreased":false,)"
            R"("significantQuantityChange":true,"significantPriceChange":false})";
        QCOMPARE(eventJson(change, stamp(), StockRules{}), expected);
    }

    void hashIsTakenOfUnescapedText() {
        auto context = sampleContext();
        context.correlationId = "c-1";
        CreateStock request{"A\"B\\ç", "S", "N", 150, Money::fromCents(100), {}};
        const auto change = create(request, "id", context, StockRules{});
        const auto event = parseJson(eventJson(change, stamp(), StockRules{}));
        QCOMPARE(
            event->stringAt("messageHash").value(),
            messageHash("c-1", "A\"B\\ç", "INITIAL_CREATION", "150", "2025-01-02T03:04:05.678Z"));
    }

    void optionalFieldsAppearOnlyWhenTheyApply() {
        const auto change = *setQuantity(sampleStock(), 7, sampleContext(), StockRules{}).change;
        const auto plain = parseJson(eventJson(change, stamp(), StockRules{}));
        QVERIFY(plain->find("reason") == nullptr);
        QVERIFY(plain->find("deadline") == nullptr);
        QVERIFY(plain->find("reservationId") == nullptr);
        StockRules rules;
        rules.deadline = std::chrono::seconds(30);
        const auto timed = parseJson(eventJson(change, stamp(), rules));
        QCOMPARE(timed->stringAt("deadline").value(), std::string("2025-01-02T03:04:35.678Z"));
    }

    void headersNameEventTypePriorityAndTrace() {
        auto traced = stamp();
        traced.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        const auto headers = eventHeaders(sampleReservation(), traced);
        QCOMPARE(*stream::findHeader(headers, "event-id"), traced.eventId);
        QCOMPARE(*stream::findHeader(headers, "event-type"), std::string("STOCK_RESERVATION"));
        QCOMPARE(*stream::findHeader(headers, "schema-version"), std::string("1"));
        QCOMPARE(*stream::findHeader(headers, "x-priority"), std::string("HIGH"));
        QCOMPARE(*stream::findHeader(headers, "X-Correlation-ID"), sampleContext().correlationId);
        QCOMPARE(*stream::findHeader(headers, "traceparent"), traced.traceparent);
        QVERIFY(stream::findHeader(eventHeaders(sampleReservation(), stamp()), "traceparent") ==
                nullptr);
    }

    void everyTopicGetsTheSameKeyValueAndEventId() {
        auto context = sampleContext();
        const auto change =
            *reserve(sampleStock(), units(195), "RES-1", {}, context, StockRules{}).change;
        const auto records = outboxRecords(change, stamp(), StockRules{});
        QCOMPARE(records.size(), std::size_t{3});
        for (const auto& record : records) {
            QCOMPARE(record.key, std::optional<std::string>(sampleStock().stockId));
            QCOMPARE(record.payload, records.front().payload);
            QCOMPARE(record.eventId, stamp().eventId);
            QCOMPARE(record.recordTime, change.occurredAt);
        }
    }
};

VIGIA_TEST_CLASS(EventsTest)
#include "events_test.moc"
