#include "core/ops/audit.h"

#include "core/base/json.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using core::ops::AuditEntry;
using core::ops::AuditResult;

class AuditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineHoldsWhatWasDoneAndWhatUndoingNeeds() {
        AuditEntry entry{core::fromEpochMillis(1'735'787'045'678),
                         "ana@desk",
                         "local",
                         "PUT",
                         "/stocks/s1/price",
                         "150.00",
                         "{\"newPrice\":151}",
                         "ticket 7",
                         AuditResult::Done,
                         "Price updated"};
        QCOMPARE(core::ops::auditLine(entry),
                 std::string("{\"at\":\"2025-01-02T03:04:05.678Z\",\"who\":\"ana@desk\","
                             "\"cluster\":\"local\",\"verb\":\"PUT\","
                             "\"target\":\"/stocks/s1/price\",\"old\":\"150.00\","
                             "\"new\":\"{\\\"newPrice\\\":151}\",\"reason\":\"ticket 7\","
                             "\"result\":\"done\",\"detail\":\"Price updated\"}"));
    }

    void textFromOutsideNeverMakesASecondLine() {
        AuditEntry entry;
        entry.target = "a\nb\r\"\xff\x01";
        entry.result = AuditResult::Failed;
        const auto line = core::ops::auditLine(entry);
        QVERIFY(line.find('\n') == std::string::npos);
        const auto json = core::parseJson(line);
        QVERIFY(json);
        QCOMPARE(json->stringAt("result"), std::optional<std::string>("failed"));
        QVERIFY(!json->find("reason"));
    }
};

VIGIA_TEST_CLASS(AuditTest)
#include "audit_test.moc"
