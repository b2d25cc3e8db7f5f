#include "tests/ui/pages/page_host.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/list_page.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

using namespace vigia;
using tests::PageHost;
using ui::pages::ListPage;

namespace {

QPushButton* button(const QWidget& where, const char* text) {
    for (auto* each : where.findChildren<QPushButton*>()) {
        if (each->text() == QString::fromUtf8(text))
            return each;
    }
    return nullptr;
}

bool says(const QWidget& where, const char* part) {
    for (const auto* label : where.findChildren<QLabel*>()) {
        if (label->text().contains(QString::fromUtf8(part)))
            return true;
    }
    return false;
}

} // namespace

class ActionsTest : public QObject {
    Q_OBJECT

    static QDialog* openDialog(ListPage& page, const char* text) {
        button(*page.pane(), text)->click();
        return page.findChild<QDialog*>();
    }

private Q_SLOTS:
    void killingABrokerNamesWhatItTouchesFirst() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("brokers")));
        host.show(ui::testing::healthySnapshot(host.now));
        auto* dialog = openDialog(*page, "Kill…");
        QVERIFY(dialog);
        QVERIFY(says(*dialog, "Broker 1"));
        QVERIFY(says(*dialog, "Leads 24 partition"));
        QVERIFY(says(*dialog, "controller"));
        QVERIFY(host.control.calls.empty());
        button(*dialog, "Kill")->click();
        QCoreApplication::processEvents();
        QCOMPARE(host.control.calls, std::vector<std::string>{"process broker-1 kill"});
        QVERIFY(!dialog->isVisible());
    }

    void aFailureStaysOnScreenForEachItem() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("brokers")));
        host.show(ui::testing::healthySnapshot(host.now));
        page->table()->view()->selectAll();
        host.control.failure =
            core::failure(core::ErrorCode::Unreachable, "The guard does not answer.");
        auto* dialog = openDialog(*page, "Restart…");
        button(*dialog, "Restart")->click();
        QCoreApplication::processEvents();
        QCOMPARE(host.control.calls.size(), std::size_t{3});
        QVERIFY(dialog->isVisible());
        QVERIFY(says(*dialog, "The guard does not answer."));
    }

    void foreignBrokersCannotBeKilled() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("brokers")));
        auto snapshot = ui::testing::healthySnapshot(host.now);
        for (auto& broker : snapshot.brokers)
            broker.owned = false;
        host.show(std::move(snapshot));
        QVERIFY(!button(*page->pane(), "Kill…")->isEnabled());
    }

    void onProdTheNameOfTheClusterIsAskedFor() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("services")));
        auto snapshot = ui::testing::healthySnapshot(host.now);
        snapshot.tag = "prod";
        host.show(std::move(snapshot));
        auto* dialog = openDialog(*page, "Stop…");
        QVERIFY(!button(*dialog, "Stop")->isEnabled());
        auto* name = dialog->findChild<QLineEdit*>();
        QTest::keyClicks(name, QStringLiteral("loca"));
        QVERIFY(!button(*dialog, "Stop")->isEnabled());
        QTest::keyClicks(name, QStringLiteral("l"));
        QVERIFY(button(*dialog, "Stop")->isEnabled());
    }

    void stoppingTheLastOfItsKindSaysSo() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("services")));
        host.show(ui::testing::healthySnapshot(host.now));
        page->openItem(QStringLiteral("gateway-1"));
        QVERIFY(says(*openDialog(*page, "Kill…"), "Nobody else does gateway"));
    }

    void scalingSaysWhatFollows() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("services")));
        host.show(ui::testing::healthySnapshot(host.now));
        page->openItem(QStringLiteral("stock-1"));
        auto* dialog = openDialog(*page, "Scale…");
        auto* count = dialog->findChild<QSpinBox*>();
        QCOMPARE(count->value(), 2);
        QVERIFY(!button(*dialog, "Scale")->isEnabled());
        count->setValue(0);
        QVERIFY(says(*dialog, "Nobody does this work"));
        count->setValue(4);
        button(*dialog, "Scale")->click();
        QCoreApplication::processEvents();
        QCOMPARE(host.control.calls, std::vector<std::string>{"scale stock 4"});
    }
};

VIGIA_TEST_CLASS(ActionsTest)
#include "actions_test.moc"
