#include "ui/pages/common/report_dialog.h"

#include "tests/ui/pages/page_host.h"
#include "ui/testing/fake_report_desk.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace vigia;
using tests::PageHost;
using ui::pages::ReportDialog;

namespace {

/// The dialog over a desk that writes nothing.
struct ReportHost : PageHost {
    explicit ReportHost(std::string run = {}) {
        context.setReportDesk(&desk);
        auto snapshot = ui::testing::healthySnapshot(now);
        context.setNewest(std::make_shared<const core::ops::ConsoleSnapshot>(snapshot));
        dialog = new ReportDialog(context, std::move(run), QStringLiteral("local"), nullptr);
        dialog->show();
    }
    ~ReportHost() { delete dialog.data(); }

    [[nodiscard]] QPushButton* button(const char* text) const {
        for (auto* each : dialog->findChildren<QPushButton*>())
            if (each->text() == QLatin1String(text) && each->isVisible())
                return each;
        return nullptr;
    }
    void choose(const char* format, bool on) const {
        for (auto* each : dialog->findChildren<QToolButton*>())
            if (each->text() == QLatin1String(format))
                each->setChecked(on);
    }

    ui::testing::FakeReportDesk desk;
    QPointer<ReportDialog> dialog;
};

} // namespace

class ReportDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void itsTitleSaysWhatIsReported() {
        const auto titles = [](const ReportHost& host) {
            QStringList texts;
            for (auto* label : host.dialog->findChildren<QLabel*>())
                if (label->isVisible() && label->property("role") == QLatin1String("title"))
                    texts << label->text();
            return texts;
        };
        const ReportHost all;
        QCOMPARE(titles(all), QStringList{QStringLiteral("Operations report")});
        QCOMPARE(all.dialog->windowTitle(), titles(all).front());
        const ReportHost one("bbbb0002");
        QCOMPARE(titles(one), QStringList{QStringLiteral("Report of a load test")});
        QCOMPARE(one.dialog->windowTitle(), titles(one).front());
    }

    void theTimeRangeOfTheChartsIsWrittenInTheChosenFormats() {
        ReportHost host;
        host.choose("PDF", false);
        host.choose("CSV", true);
        QCOMPARE(host.dialog->command(),
                 QStringLiteral("vigia report operations --since 15m --format html --format csv "
                                "--into '/home/ops/vigia-reports'"));
        QVERIFY(host.button("Open") == nullptr);
        host.button("Write")->click();
        QTRY_VERIFY(host.dialog->said().startsWith(QStringLiteral("Written into")));
        QCOMPARE(host.desk.calls, std::vector<std::string>{"operations local 900 s html csv"});
        QVERIFY(host.button("Open") != nullptr && host.button("Open the folder") != nullptr);
        QCOMPARE(tests::clippedTexts(*host.dialog), QStringList());
        QCOMPARE(tests::unnamedWidgets(*host.dialog), QStringList());
    }

    void aLongerRangeWaitsForSnapshotsThatReachBack() {
        ReportHost host;
        host.dialog->findChild<QComboBox*>()->setCurrentIndex(2); // an hour
        host.button("Write")->click();
        QCOMPARE(host.dialog->said(), QStringLiteral("Reading the history…"));
        QVERIFY(host.desk.calls.empty());
        auto later = *host.context.newest();
        later.generation += 2;
        host.context.setNewest(std::make_shared<const core::ops::ConsoleSnapshot>(later));
        QTRY_VERIFY(!host.desk.calls.empty());
        QVERIFY(host.desk.calls.front().starts_with("operations local 3600 s"));
    }

    void cancelWhileItWritesStopsItAndKeepsTheDialog() {
        ReportHost host("bbbb0002");
        host.desk.keepBack = true;
        host.button("Write")->click();
        QTRY_VERIFY(host.dialog->said().startsWith(QStringLiteral("1 of 2 files")));
        QVERIFY(!host.button("Write")->isEnabled());
        host.button("Cancel")->click();
        QVERIFY(host.dialog->isVisible());
        host.desk.finish();
        QTRY_VERIFY(host.button("Close") != nullptr);
        QVERIFY(host.dialog->said().contains(QStringLiteral("called off")));
        host.button("Close")->click();
        QTRY_VERIFY(host.dialog.isNull());
        QCOMPARE(host.desk.calls, std::vector<std::string>{"run bbbb0002 html pdf"});
    }

    void nothingIsWrittenWithoutAFormatOrAnAbsoluteFolder() {
        ReportHost host;
        host.choose("HTML", false);
        host.choose("PDF", false);
        QVERIFY(!host.button("Write")->isEnabled());
        host.choose("JSON", true);
        QVERIFY(host.button("Write")->isEnabled());
        host.dialog->findChild<QLineEdit*>()->setText(QStringLiteral("reports"));
        QVERIFY(!host.button("Write")->isEnabled());
    }

    void whatWentWrongIsSaid() {
        ReportHost host;
        host.desk.failure = core::failure(core::ErrorCode::Rejected, "the disk is full");
        host.button("Write")->click();
        QTRY_VERIFY(host.dialog->said().contains(QStringLiteral("the disk is full")));
        QVERIFY(host.button("Write")->isEnabled());
    }
};

VIGIA_TEST_CLASS(ReportDialogTest)
#include "report_dialog_test.moc"
