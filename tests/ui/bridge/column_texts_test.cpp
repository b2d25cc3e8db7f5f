#include "core/view/fleet_table.h"
#include "core/view/run_table.h"
#include "core/view/tables.h"
#include "tests/support/test_main.h"
#include "ui/bridge/column_texts.h"
#include "ui/bridge/plain_text.h"

#include <QTest>

using namespace vigia;
using namespace vigia::core::view;

class ColumnTextsTest : public QObject {
    Q_OBJECT

    static void check(const std::vector<Column>& columns) {
        for (const Column& column : columns) {
            QVERIFY2(ui::bridge::isKnownColumnText(column.title), column.title.data());
            QVERIFY2(ui::bridge::isKnownColumnText(column.tip), column.tip.data());
        }
    }

private Q_SLOTS:
    void translatorsSeeEveryTextOfEveryTable() {
        check(topicTable().plainColumns());
        check(partitionTable().plainColumns());
        check(groupTable().plainColumns());
        check(groupPartitionTable().plainColumns());
        check(memberTable().plainColumns());
        check(brokerTable().plainColumns());
        check(serviceTable().plainColumns());
        check(eventTable().plainColumns());
        check(queueTable().plainColumns());
        check(stockTable().plainColumns());
        check(reservationTable().plainColumns());
        check(runTable().plainColumns());
        check(fleetTable().plainColumns());
    }

    void theUnitStandsInTheHeader() {
        QCOMPARE(ui::bridge::columnTitle({"rate", "Rate", ColumnKind::Rate, 80, "/s"}),
                 QStringLiteral("Rate, /s"));
        QCOMPARE(ui::bridge::columnTitle({"lag", "Lag"}), QStringLiteral("Lag"));
    }

    void tooltipsNeverBecomeRichText() {
        const QString hostile = QStringLiteral("<img src='http://x/y.png'>");
        QVERIFY(!ui::bridge::plainTooltip(hostile).contains(QStringLiteral("<img")));
        QCOMPARE(ui::bridge::plainTooltip(QStringLiteral("a & b")), QStringLiteral("a & b"));
    }
};

VIGIA_TEST_CLASS(ColumnTextsTest)
#include "column_texts_test.moc"
