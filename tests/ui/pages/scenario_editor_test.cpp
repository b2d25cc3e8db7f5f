#include "ui/pages/load/scenario_editor.h"

#include "tests/ui/pages/page_host.h"
#include "ui/pages/load/yaml_edit.h"
#include "ui/testing/fake_scenario_desk.h"

#include <QClipboard>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace vigia;
using tests::PageHost;
using ui::pages::ScenarioEditor;

namespace {

/// The editor over a desk without files.
struct EditorHost : PageHost {
    explicit EditorHost(const char* name, bool runnable = true) {
        context.setScenarioDesk(&desk);
        dialog = new ScenarioEditor(context, QLatin1String(name), runnable, nullptr);
        dialog->show();
    }
    ~EditorHost() { delete dialog.data(); }

    void type(const QString& text) const { dialog->editor().setPlainText(text); }
    [[nodiscard]] QPushButton* button(const char* text) const {
        for (auto* each : dialog->findChildren<QPushButton*>())
            if (each->text() == QLatin1String(text))
                return each;
        return nullptr;
    }
    [[nodiscard]] QListWidget& mistakes() const { return *dialog->findChild<QListWidget*>(); }

    ui::testing::FakeScenarioDesk desk;
    QPointer<ScenarioEditor> dialog;
};

} // namespace

class ScenarioEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void aShippedScenarioIsOpenedAsACopy() {
        EditorHost host("baseline");
        QTRY_VERIFY(host.dialog->editor().toPlainText().startsWith(
            QStringLiteral("name: baseline-copy\n")));
        QTRY_VERIFY(host.button("Save")->isEnabled());
        host.button("Save")->click();
        QTRY_COMPARE(host.desk.saved.size(), std::size_t{1});
        QVERIFY(host.desk.saved.front().starts_with("name: baseline-copy\n"));
        QTRY_VERIFY(host.dialog->said().contains(QStringLiteral("Kept as mine")));
    }

    void itSaysWhatIsSent() {
        EditorHost host("baseline");
        QTRY_COMPARE(
            host.dialog->sends(),
            QStringLiteral("read: GET\nupload: POST, a form with a file of 100 KiB to 1 MiB"));
    }

    void aNewOneIsSavedAndRunFromHere() {
        EditorHost host("");
        QSignalSpy runs(host.dialog, &ScenarioEditor::runRequested);
        QTRY_VERIFY(host.button("Save and run the short form")->isEnabled());
        QVERIFY(host.dialog->said().contains(QStringLiteral("200 arrivals a second at most")));
        QCOMPARE(tests::clippedTexts(*host.dialog), QStringList());
        QCOMPARE(tests::unnamedWidgets(*host.dialog), QStringList());
        host.button("Save and run the short form")->click();
        QTRY_COMPARE(runs.size(), 1);
        QCOMPARE(runs.first().at(0).toString(), QStringLiteral("mine"));
        QCOMPARE(runs.first().at(1).toBool(), true);
    }

    void eachMistakeHasItsLineAndColumn() {
        EditorHost host("mine");
        QTRY_VERIFY(host.button("Save")->isEnabled());
        host.type(QStringLiteral("name: mine\n  oops: 1\nstages:\n    oops\n"));
        QTRY_COMPARE(host.mistakes().count(), 2);
        QVERIFY(host.mistakes().item(0)->text().startsWith(QStringLiteral("Line 2, column 3: ")));
        QCOMPARE(host.dialog->editor().faults().at(1).line, 4);
        QVERIFY(!host.button("Save")->isEnabled() && !host.button("Save and run")->isEnabled());
        Q_EMIT host.mistakes().itemActivated(host.mistakes().item(1));
        QCOMPARE(host.dialog->editor().textCursor().blockNumber(), 3);
        QCOMPARE(host.dialog->editor().textCursor().positionInBlock(), 4);
        host.type(QStringLiteral("name: mine\n"));
        QTRY_VERIFY(host.button("Save")->isEnabled());
        QVERIFY(!host.mistakes().isVisible());
    }

    void typingGoesOnWhileItIsChecked() {
        EditorHost host("mine");
        QTRY_VERIFY(host.button("Save")->isEnabled());
        host.desk.keepBack = true;
        const int before = host.desk.checks;
        host.type(QStringLiteral("name: one oops\n"));
        QTRY_COMPARE(host.desk.checks, before + 1);
        QVERIFY(!host.button("Save")->isEnabled()); // what was not checked is not saved
        host.type(QStringLiteral("name: two\n"));
        QVERIFY(host.dialog->editor().isEnabled());
        host.desk.answer(); // the older text
        QTRY_COMPARE(host.desk.checks, before + 2);
        QVERIFY(!host.button("Save")->isEnabled());
        host.desk.answer();
        QTRY_VERIFY(host.button("Save")->isEnabled());
    }

    void hugeAndHostileTextsAreShownAsTheyAre() {
        EditorHost host("mine");
        QTRY_VERIFY(host.button("Save")->isEnabled());
        const QString before = host.dialog->editor().toPlainText();
        for (const QString& huge : {QString(2 << 20, u'a'), QString(5'000, u'a'),
                                    QString(QStringLiteral("a: b\n")).repeated(100'000)}) {
            QGuiApplication::clipboard()->setText(huge);
            host.dialog->editor().paste();
            QVERIFY(host.dialog->said().contains(QStringLiteral("too long")));
            QCOMPARE(host.dialog->editor().toPlainText(), before);
        }
        const QString hostile = QStringLiteral("<b>oops</b> \u202e\u200b\u0007 %1 &amp;\n");
        host.type(hostile);
        QTRY_VERIFY(host.dialog->isChecked());
        QCOMPARE(host.dialog->editor().toPlainText(), hostile);
        QVERIFY(!host.mistakes().item(0)->text().contains(QChar(0x202e)));
        QVERIFY(!host.mistakes().item(0)->text().contains(QChar(0x07)));
        host.type(QString());
        QTRY_VERIFY(host.dialog->isChecked());
        QVERIFY(!host.button("Save")->isEnabled());
    }

    void changesAreNotLostWithoutAWord() {
        EditorHost host("mine");
        QTRY_VERIFY(host.button("Save")->isEnabled());
        host.type(QStringLiteral("name: other\n"));
        host.button("Close")->click();
        QVERIFY(host.dialog->isVisible());
        QVERIFY(host.dialog->said().contains(QStringLiteral("not saved")));
        host.button("Close")->click();
        QTRY_VERIFY(host.dialog.isNull());
    }

    void aNameThatIsTakenIsSaidAndNothingIsRun() {
        EditorHost host("mine");
        QSignalSpy runs(host.dialog, &ScenarioEditor::runRequested);
        host.desk.failure = core::failure(core::ErrorCode::Conflict, "a scenario that ships");
        QTRY_VERIFY(host.button("Save and run")->isEnabled());
        host.button("Save and run")->click();
        QTRY_VERIFY(host.dialog->said().contains(QStringLiteral("a scenario that ships")));
        QCOMPARE(runs.size(), 0);
        QVERIFY(host.dialog->isVisible());
    }

    void nothingIsRunWhereNothingMayRun() {
        EditorHost host("mine", false);
        QTRY_VERIFY(host.button("Save")->isEnabled());
        QVERIFY(!host.button("Save and run")->isEnabled());
    }
};

VIGIA_TEST_CLASS(ScenarioEditorTest)
#include "scenario_editor_test.moc"
