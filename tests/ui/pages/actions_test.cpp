#include "tests/ui/pages/page_host.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/list_page.h"

#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

#include <mutex>

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
        QVERIFY(says(*dialog, "local is read-only."));
        QVERIFY(button(*dialog, "Unlock…")->isVisible());
        auto& lock = host.context.writeLock();
        QVERIFY(lock.unlock(QStringLiteral("local"), QStringLiteral("ticket 7")));
        QVERIFY(!button(*dialog, "Unlock…")->isVisible());
        QVERIFY(!button(*dialog, "Stop")->isEnabled());
        auto* name = dialog->findChild<QLineEdit*>();
        QTest::keyClicks(name, QStringLiteral("loca"));
        QVERIFY(!button(*dialog, "Stop")->isEnabled());
        QTest::keyClicks(name, QStringLiteral("l"));
        QVERIFY(button(*dialog, "Stop")->isEnabled());
        lock.lock();
        QVERIFY(!button(*dialog, "Stop")->isEnabled());
    }

    void everyActionIsWrittenDownWithWhatCameOfIt() {
        PageHost host;
        std::mutex mutex;
        std::vector<core::ops::AuditEntry> written;
        host.context.audit().setWriter(
            [&](const core::ops::AuditEntry& entry) -> core::Result<void> {
                const std::lock_guard guard(mutex);
                written.push_back(entry);
                return {};
            });
        const auto count = [&] {
            const std::lock_guard guard(mutex);
            return written.size();
        };
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("brokers")));
        host.show(ui::testing::healthySnapshot(host.now));
        host.control.failure =
            core::failure(core::ErrorCode::Unreachable, "The guard does not answer.");
        auto* dialog = openDialog(*page, "Kill…");
        button(*dialog, "Kill")->click();
        dialog->close(); // what came of it is written down all the same
        QTRY_COMPARE(count(), std::size_t{2});
        QCOMPARE(host.control.calls, std::vector<std::string>{"process broker-1 kill"});
        const std::lock_guard guard(mutex);
        QCOMPARE(written[0].verb, std::string("kill"));
        QCOMPARE(written[0].target, std::string("broker-1"));
        QCOMPARE(written[0].cluster, std::string("local"));
        QVERIFY(written[0].before.starts_with("process "));
        QVERIFY(written[0].result == core::ops::AuditResult::Begun);
        QVERIFY(written[1].result == core::ops::AuditResult::Failed);
        QCOMPARE(written[1].detail, std::string("The guard does not answer."));
    }

    void everyActionOnAProcessCanBeCopiedAsACommand_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("command");
        const auto row = [](const char* page, const char* action, const char* command) {
            QTest::addRow("%s", command)
                << QString(QLatin1String(page)) << QString::fromUtf8(action)
                << QString(QLatin1String(command));
        };
        row("brokers", "Kill…", "vigia stack kill broker-1");
        row("brokers", "Pause…", "vigia stack pause broker-1");
        row("brokers", "Resume…", "vigia stack resume broker-1");
        row("brokers", "Restart…", "vigia stack restart broker-1");
        row("services", "Start…", "vigia stack start stock-1");
        row("services", "Stop…", "vigia stack stop stock-1");
        row("services", "Restart…", "vigia stack restart stock-1");
        row("services", "Kill…", "vigia stack kill stock-1");
    }
    void everyActionOnAProcessCanBeCopiedAsACommand() {
        QFETCH(QString, id);
        QFETCH(QString, action);
        QFETCH(QString, command);
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(id));
        host.show(ui::testing::healthySnapshot(host.now));
        page->openItem(id == QStringLiteral("services") ? QStringLiteral("stock-1")
                                                        : QStringLiteral("broker 1"));
        auto* dialog = openDialog(*page, action.toUtf8().constData());
        button(*dialog, "Copy as command")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), command);
    }

    void scalingCanBeCopiedAsACommandWithTheNumberThatIsTyped() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("services")));
        host.show(ui::testing::healthySnapshot(host.now));
        page->openItem(QStringLiteral("stock-1"));
        auto* dialog = openDialog(*page, "Scale…");
        dialog->findChild<QSpinBox*>()->setValue(3);
        button(*dialog, "Copy as command")->click();
        QVERIFY2(QGuiApplication::clipboard()->text().endsWith(QStringLiteral(" 3")),
                 qPrintable(QGuiApplication::clipboard()->text()));
        QVERIFY(
            QGuiApplication::clipboard()->text().startsWith(QStringLiteral("vigia stack scale ")));
    }

    void whatAClosedDialogBeganIsSaidInANotification() {
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("brokers")));
        host.show(ui::testing::healthySnapshot(host.now));
        QStringList said;
        QObject::connect(&host.context, &ui::widgets::ConsoleContext::notified, &host.context,
                         [&said](core::ops::Health, const QString& text) { said << text; });
        auto* dialog = openDialog(*page, "Kill…");
        button(*dialog, "Kill")->click();
        dialog->close();
        QTRY_COMPARE(said.size(), 1);
    }

    void everyDialogOfEveryPageFits_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("least");
        QTest::addRow("brokers") << QStringLiteral("brokers") << 2;
        QTest::addRow("services") << QStringLiteral("services") << 3;
        QTest::addRow("stock") << QStringLiteral("stock") << 1;
    }
    void everyDialogOfEveryPageFits() {
        QFETCH(QString, id);
        QFETCH(int, least);
        PageHost host;
        auto* page = host.open(id);
        auto snapshot = ui::testing::healthySnapshot(host.now);
        snapshot.tag = "prod";
        host.show(std::move(snapshot));
        const auto dialogs = page->makeDialogs();
        QVERIFY(static_cast<int>(dialogs.size()) >= least);
        QStringList names; // of pictures
        for (QDialog* dialog : dialogs) {
            QVERIFY(!dialog->objectName().isEmpty() && !names.contains(dialog->objectName()));
            names << dialog->objectName();
            dialog->show();
            QCoreApplication::processEvents();
            QCOMPARE(tests::clippedTexts(*dialog), QStringList());
            QCOMPARE(tests::unnamedWidgets(*dialog), QStringList());
            delete dialog;
        }
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
