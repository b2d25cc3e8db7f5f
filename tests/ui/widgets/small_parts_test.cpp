#include "tests/support/gui_test.h"

#include "ui/widgets/background.h"
#include "ui/widgets/history.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/status_bar.h"
#include "ui/widgets/switch_button.h"
#include "ui/widgets/toast.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vigia::ui::widgets;
using vigia::core::ops::Health;

class SmallPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void historyForgetsWhatLayAhead() {
        History history;
        history.visit({QStringLiteral("a"), {}});
        history.visit({QStringLiteral("b"), {}});
        history.visit({QStringLiteral("b"), {}});
        QCOMPARE(history.back()->page, QStringLiteral("a"));
        QVERIFY(!history.back());
        history.visit({QStringLiteral("c"), {}});
        QVERIFY(!history.forward());
        QCOMPARE(history.back()->page, QStringLiteral("a"));
        QCOMPARE(history.forward()->page, QStringLiteral("c"));
    }

    void historyIsBounded() {
        History history;
        for (int i = 0; i < 500; ++i)
            history.visit({QString::number(i), {}});
        int steps = 0;
        while (history.back())
            ++steps;
        QCOMPARE(steps, 99);
    }

    void paletteWantsEveryWord() {
        QVERIFY(paletteScore(QStringLiteral("stock upd"), QStringLiteral("stock-updates")) > 0);
        QVERIFY(paletteScore(QStringLiteral("stock x"), QStringLiteral("stock-updates")) < 0);
        QVERIFY(paletteScore(QStringLiteral("sup"), QStringLiteral("stock-updates")) >
                0); // letters in order
    }

    void paletteLikesBeginningsOfWords() {
        QVERIFY(paletteScore(QStringLiteral("topic"), QStringLiteral("Topics")) >
                paletteScore(QStringLiteral("topic"), QStringLiteral("metatopics")));
    }

    void oneNotificationACauseCounted() {
        QWidget window;
        window.resize(800, 600);
        Toasts toasts(vigia::tests::theme(), &window);
        toasts.say(Health::Broken, QStringLiteral("The gateway doesn't answer."));
        toasts.say(Health::Broken, QStringLiteral("The gateway doesn't answer."));
        QCOMPARE(toasts.toasts().size(), std::size_t(1));
        QCOMPARE(toasts.toasts()[0].count, 2);
        for (int i = 0; i < 9; ++i)
            toasts.say(Health::Ok, QString::number(i));
        QCOMPARE(toasts.toasts().size(), std::size_t(4));
    }

    void spaceAndEnterToggleASwitch() {
        SwitchButton button(vigia::tests::theme(), QStringLiteral("Demo traffic"));
        QSignalSpy toggled(&button, &SwitchButton::toggled);
        QTest::keyClick(&button, Qt::Key_Space);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(toggled.count(), 2);
    }

    void filesAreWrittenByTheBackgroundAndFailWithASentence() {
        QTemporaryDir folder;
        QVERIFY(writeFile(folder.filePath(QStringLiteral("a.txt")), "text").isEmpty());
        const QString failure = writeFile(QStringLiteral("/nowhere/at/all/a.txt"), "text");
        QVERIFY(failure.contains(QStringLiteral("/nowhere/at/all/a.txt")));
    }

    void theBackgroundFinishesWhatWaits() {
        int done = 0;
        {
            Background background;
            for (int i = 0; i < 20; ++i)
                QVERIFY(background.run([&done] { ++done; }));
        }
        QCOMPARE(done, 20);
    }

    void aNarrowStatusBarDropsTheLeastImportant() {
        StatusBar bar(vigia::tests::theme());
        bar.resize(260, 24);
        bar.set({{QStringLiteral("In"),
                  QStringLiteral("412"),
                  QStringLiteral("msg/s"),
                  {},
                  &vigia::ui::theme::Tokens::text,
                  false,
                  0},
                 {QStringLiteral("Queue depth of everything"),
                  QStringLiteral("9"),
                  {},
                  {},
                  &vigia::ui::theme::Tokens::text,
                  true,
                  9}});
        QCOMPARE(bar.items().size(), std::size_t(2));
        bar.grab(); // must not warn
    }

    void aFigureOfASmallTableIsNeverCutAndTheNameGivesWay() {
        const auto& theme = vigia::tests::theme();
        MiniTable table(theme, {{QStringLiteral("Group"), 0, Qt::AlignLeft},
                                {QStringLiteral("Lag"), 58, Qt::AlignRight}});
        table.resize(300, 100);
        const QFontMetrics metrics(theme.font(vigia::ui::theme::TextRole::Body));
        const QString figure = QStringLiteral("12,345,678");
        table.setRows({{{}, {{QStringLiteral("a")}, {QStringLiteral("7")}}, {}}});
        QCOMPARE(table.columnWidths(), (std::vector<int>{300 - theme.px(58), theme.px(58)}));
        table.setRows({{{}, {{QStringLiteral("a")}, {figure}}, {}}});
        const auto widths = table.columnWidths();
        QVERIFY(widths[1] >= metrics.horizontalAdvance(figure) + 24);
        QCOMPARE(widths[0] + widths[1], 300);
    }
};

VIGIA_TEST_CLASS(SmallPartsTest)
#include "small_parts_test.moc"
