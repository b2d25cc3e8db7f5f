#include "core/stream/failed_record.h"

#include "core/base/uuid.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stream;

namespace {

const FailureTopics kTopics{.retry = "stock-retry-topic", .deadLetter = "stock-dead-letter-topic"};
const Outcome kRetry{OutcomeKind::Retry, "EXT_5XX", "503 from the other side"};
const FailureContext kContext{.group = "acl", .now = fromEpochMillis(1'000'000), .random01 = 0.5};

Record sample() {
    return {
        .topic = "virtual-stock-updates",
        .partition = 4,
        .offset = 17,
        .key = "stock-1",
        .value = std::string("{\"a\":\0}", 7),
        .headers = {{"event-id", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}, {"x-priority", "HIGH"}},
        .time = fromEpochMillis(5000)};
}

std::string headerOf(const OutboxRecord& record, std::string_view name) {
    const std::string* value = findHeader(record.headers, name);
    return value == nullptr ? "(absent)" : *value;
}

/// As the retry topic delivers it: other place, same headers.
Record delivered(const OutboxRecord& row) {
    return {.topic = row.topic,
            .partition = 1,
            .offset = 900,
            .key = row.key,
            .value = row.payload,
            .headers = row.headers,
            .time = row.recordTime};
}

} // namespace

class FailedRecordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRetryKeepsKeyValueAndHeadersAsTheyWere() {
        const auto row = retryOf(sample(), kRetry, {}, kTopics, kContext);
        QCOMPARE(row.topic, std::string("stock-retry-topic"));
        QCOMPARE(row.key, sample().key);
        QCOMPARE(row.payload, *sample().value);
        QCOMPARE(row.eventId, std::string("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"));
        QCOMPARE(headerOf(row, "x-priority"), std::string("HIGH"));
        QCOMPARE(row.recordTime, sample().time);
    }

    void aRetryIsDueAfterItsDelay() {
        const auto row = retryOf(sample(), kRetry, {}, kTopics, kContext);
        QCOMPARE(headerOf(row, "x-attempt"), std::string("1"));
        QCOMPARE(headerOf(row, "x-not-before"), std::string("1001000"));
        const auto second = retryOf(delivered(row), kRetry, {}, kTopics, kContext);
        QCOMPARE(headerOf(second, "x-attempt"), std::string("2"));
        QCOMPARE(headerOf(second, "x-not-before"), std::string("1002000"));
    }

    void theOriginIsTheFirstTopicOverAllRetries() {
        const auto first = retryOf(sample(), kRetry, {}, kTopics, kContext);
        const auto second =
            retryOf(delivered(first), {OutcomeKind::Retry, "EXT_TIMEOUT", "too slow"}, {}, kTopics,
                    kContext);
        QCOMPARE(headerOf(second, "x-origin-topic"), std::string("virtual-stock-updates"));
        QCOMPARE(headerOf(second, "x-origin-partition"), std::string("4"));
        QCOMPARE(headerOf(second, "x-origin-offset"), std::string("17"));
        QCOMPARE(headerOf(second, "x-origin-timestamp"), std::string("5000"));
        QCOMPARE(headerOf(second, "x-first-error"), std::string("503 from the other side"));
        QCOMPARE(headerOf(second, "x-error-class"), std::string("EXT_TIMEOUT"));
    }

    void afterThreeRetriesItIsExhausted() {
        Record record = sample();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(hasRetryLeft(record, {}, kTopics));
            record = delivered(retryOf(record, kRetry, {}, kTopics, kContext));
        }
        QVERIFY(!hasRetryLeft(record, {}, kTopics));
        const auto dead = deadLetterOf(record, kRetry, kTopics, kContext);
        QCOMPARE(dead.topic, std::string("stock-dead-letter-topic"));
        QCOMPARE(headerOf(dead, "x-error-class"), std::string("TRANSIENT_EXHAUSTED"));
        QCOMPARE(headerOf(dead, "x-attempt"), std::string("4"));
        QCOMPARE(headerOf(dead, "x-not-before"), std::string("(absent)"));
        QCOMPARE(headerOf(dead, "x-consumer-group"), std::string("acl"));
        QCOMPARE(headerOf(dead, "x-failed-at"), std::string("1000000"));
    }

    void withoutARetryTopicThereIsNoRetry() {
        QVERIFY(!hasRetryLeft(sample(), {}, {.deadLetter = "d"}));
    }

    void aHostileErrorTextIsShortAndPlain() {
        const Outcome outcome{OutcomeKind::DeadLetter, "SCHEMA",
                              std::string(5000, 'x') + "\x1b[2J"};
        const auto row = deadLetterOf(sample(), outcome, kTopics, kContext);
        QVERIFY(headerOf(row, "x-error-message").size() <= 1000);
        const Outcome control{OutcomeKind::DeadLetter, "SCHEMA", std::string("a\0b\x1b[2J", 7)};
        QVERIFY(headerOf(deadLetterOf(sample(), control, kTopics, kContext), "x-error-message")
                    .find('\x1b') == std::string::npos);
    }

    void aBrokenEventIdGetsANewOne() {
        Record record = sample();
        record.headers = {{"event-id", "not a uuid"}};
        QVERIFY(Uuid::parse(retryOf(record, kRetry, {}, kTopics, kContext).eventId).has_value());
    }

    void attemptsAndTimesFromOutsideAreChecked() {
        QCOMPARE(attemptOf({{"x-attempt", "2"}}), 2);
        for (const char* wrong : {"", "-1", "0", "1001", "2x", "99999999999999999999"})
            QCOMPARE(attemptOf({{"x-attempt", wrong}}), 0);
        QVERIFY(notBeforeOf({{"x-not-before", "1001000"}}) ==
                std::optional(fromEpochMillis(1'001'000)));
        for (const char* wrong : {"", "-1", "9223372036854775807", "soon"})
            QVERIFY(!notBeforeOf({{"x-not-before", wrong}}).has_value());
    }
};

VIGIA_TEST_CLASS(FailedRecordTest)
#include "failed_record_test.moc"
