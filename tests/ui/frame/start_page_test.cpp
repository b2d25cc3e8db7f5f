#include "tests/support/gui_test.h"

#include "ui/pages/start/start_page.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/mini_table.h"

#include <QLabel>
#include <QPlainTextEdit>

using namespace vigia;
using ui::pages::StartPage;

namespace {

ui::widgets::MiniTable* stepsOf(StartPage& page) {
    for (auto* table : page.findChildren<ui::widgets::MiniTable*>())
        if (table->accessibleName() == QStringLiteral("Steps of the start"))
            return table;
    return nullptr;
}

} // namespace

class StartPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void everyStepIsShownWithItsTime() {
        StartPage page(tests::theme());
        page.set(ui::testing::startingProgress());
        const auto* steps = stepsOf(page);
        QCOMPARE(steps->rows().size(), std::size_t(7));
        QCOMPARE(steps->rows()[1].cells[2].text, QStringLiteral("0.9 s"));
        QCOMPARE(steps->rows()[4].cells[0].health, core::ops::Health::Working);
        QVERIFY(steps->rows()[5].cells[2].text.isEmpty()); // not begun
    }

    void aFailureShowsItsLogAndWhatToDo() {
        StartPage page(tests::theme());
        page.resize(1100, 640);
        page.show();
        page.set(ui::testing::startingProgress());
        const auto* log = page.findChild<QPlainTextEdit*>();
        QVERIFY(log->isHidden());
        page.set(ui::testing::failedProgress());
        QVERIFY(log->isVisible());
        QVERIFY(log->toPlainText().contains(QStringLiteral("No space left on device")));
        const auto labels = page.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() &&
                   label->text().contains(QStringLiteral("Free at least 1 GB"));
        }));
    }

    void aSecondTryHidesTheFailure() {
        StartPage page(tests::theme());
        page.show();
        page.set(ui::testing::failedProgress());
        page.set(ui::testing::startingProgress());
        QVERIFY(page.findChild<QPlainTextEdit*>()->isHidden());
    }
};

VIGIA_TEST_CLASS(StartPageTest)
#include "start_page_test.moc"
