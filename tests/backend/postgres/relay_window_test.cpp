#include "backend/postgres/relay_window.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::backend::postgres;
using vigia::core::stream::PublishError;
using vigia::core::stream::PublishErrorClass;

class RelayWindowTest : public QObject {
    Q_OBJECT

    static OutboxRow row(std::int64_t id, std::optional<std::string> key) {
        OutboxRow made;
        made.id = id;
        made.record.key = std::move(key);
        return made;
    }

    static std::vector<std::int64_t> ids(const std::vector<const RelayWindow::Row*>& rows) {
        std::vector<std::int64_t> out;
        for (const auto* each : rows)
            out.push_back(each->id);
        return out;
    }

    static std::optional<PublishError> lost() {
        return PublishError{PublishErrorClass::Retriable, "lost"};
    }

private Q_SLOTS:
    void aWindowIsBackWhenEveryRowIsReported() {
        std::vector<OutboxRow> rows{row(1, "a"), row(2, "b")};
        RelayWindow window(rows, 100);
        QVERIFY(window.take({101, 0, 5, std::nullopt}));
        QCOMPARE(window.outstanding(), 1U);
        QVERIFY(window.take({100, 0, 4, std::nullopt}));
        QCOMPARE(window.outstanding(), 0U);
        QVERIFY(!window.failed());
        QCOMPARE(ids(window.delivered()), (std::vector<std::int64_t>{1, 2}));
    }

    void reportsOfOthersAndRepeatedOnesAreNotTaken() {
        std::vector<OutboxRow> rows{row(1, "a")};
        RelayWindow window(rows, 100);
        QVERIFY(!window.take({99, 0, 0, std::nullopt}));
        QVERIFY(!window.take({101, 0, 0, std::nullopt}));
        QVERIFY(window.take({100, 0, 0, std::nullopt}));
        QVERIFY(!window.take({100, 0, 0, lost()}));
        QVERIFY(!window.failed());
    }

    void anAcknowledgedRowBehindALostOneOfItsKeyCountsAsNotDelivered() {
        std::vector<OutboxRow> rows{row(1, "a"), row(2, "b"), row(3, "a"), row(4, std::nullopt),
                                    row(5, "b")};
        RelayWindow window(rows, 1);
        QVERIFY(window.take({1, -1, -1, lost()}));
        for (std::uint64_t tag : {2U, 3U, 5U})
            QVERIFY(window.take({tag, 0, 0, std::nullopt}));
        QVERIFY(window.take({4, -1, -1, lost()}));
        QVERIFY(window.failed());
        QCOMPARE(ids(window.delivered()), (std::vector<std::int64_t>{2, 5}));
        QCOMPARE(ids(window.undelivered()), (std::vector<std::int64_t>{1, 4}));
    }

    void whatThePublisherDidNotTakeIsNotOfTheWindow() {
        std::vector<OutboxRow> rows{row(1, "a"), row(2, "a"), row(3, "a")};
        RelayWindow window(rows, 1);
        window.truncate(1);
        QCOMPARE(window.outstanding(), 1U);
        QVERIFY(!window.take({2, 0, 0, std::nullopt}));
        QVERIFY(window.take({1, 0, 0, std::nullopt}));
        QCOMPARE(ids(window.delivered()), (std::vector<std::int64_t>{1}));
    }
};

VIGIA_TEST_CLASS(RelayWindowTest)
#include "relay_window_test.moc"
