#include "core/view/tables.h"
#include "tests/support/gui_test.h"
#include "ui/bridge/filter_bar.h"
#include "ui/bridge/filter_completer.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace vigia;
using ui::bridge::FilterBar;

class FilterBarTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const std::vector<core::view::Column> m_columns = core::view::groupTable().plainColumns();
    std::unique_ptr<QSettings> m_settings;

    std::unique_ptr<FilterBar> make() {
        return std::make_unique<FilterBar>(tests::theme(), *m_settings,
                                           QStringLiteral("local/consumers/groups"), m_columns);
    }

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_settings->clear();
    }

    void theFieldIsGreenOrRedAndAnInvalidFilterNeverRuns() {
        const auto bar = make();
        QSignalSpy spy(bar.get(), &FilterBar::filterChanged);
        bar->field()->setText(QStringLiteral("lag > 1000"));
        QCOMPARE(bar->field()->property("state").toString(), QStringLiteral("good"));
        QCOMPARE(spy.size(), 1);
        bar->field()->setText(QStringLiteral("lag > 1000 and"));
        QCOMPARE(bar->field()->property("state").toString(), QStringLiteral("bad"));
        QCOMPARE(spy.size(), 1);
        QVERIFY(bar->field()->accessibleDescription().contains(QStringLiteral("character 15")));
        bar->field()->clear();
        QCOMPARE(bar->field()->property("state").toString(), QString());
        QCOMPARE(spy.size(), 2);
    }

    void filtersAreRememberedAndSavedAsButtons() {
        {
            const auto bar = make();
            bar->field()->setText(QStringLiteral("state = STALLED"));
            Q_EMIT bar->field()->editingFinished();
            for (auto* button : bar->findChildren<QToolButton*>()) {
                if (button->accessibleName() == QStringLiteral("Save this filter as a button"))
                    button->click();
            }
            QCOMPARE(bar->saved(), QStringList{QStringLiteral("state = STALLED")});
        }
        const auto later = make();
        const auto buttons = later->findChildren<QToolButton*>();
        const auto saved =
            std::find_if(buttons.begin(), buttons.end(), [](const QToolButton* button) {
                return button->text() == QStringLiteral("state = STALLED");
            });
        QVERIFY(saved != buttons.end());
        (*saved)->click();
        QCOMPARE(later->field()->text(), QStringLiteral("state = STALLED"));
        QCOMPARE(m_settings->value(QStringLiteral("local/consumers/groups/recent"))
                     .toStringList()
                     .size(),
                 1);
    }

    void aConditionIsAddedWithAComma() {
        const auto bar = make();
        bar->addCondition(QStringLiteral("state = OK"));
        bar->addCondition(QStringLiteral("members = 2"));
        QCOMPARE(bar->field()->text(), QStringLiteral("state = OK, members = 2"));
    }

    void suggestsWhileTyping() {
        const auto bar = make();
        bar->completer()->setValues([](std::size_t) {
            return std::vector<std::string>{"STALLED", "OK"};
        });
        bar->show();
        QTest::keyClicks(bar->field(), QStringLiteral("sta"));
        QCOMPARE(bar->completer()->suggestions(), QStringList{QStringLiteral("state")});
        QTest::keyClicks(bar->field(), QStringLiteral("te = "));
        QCOMPARE(bar->completer()->suggestions(),
                 (QStringList{QStringLiteral("STALLED"), QStringLiteral("OK")}));
    }

    void escClearsThenLeaves() {
        const auto bar = make();
        QSignalSpy left(bar.get(), &FilterBar::left);
        bar->field()->setText(QStringLiteral("log"));
        QTest::keyClick(bar->field(), Qt::Key_Escape);
        QVERIFY(bar->field()->text().isEmpty());
        QCOMPARE(left.size(), 0);
        QTest::keyClick(bar->field(), Qt::Key_Escape);
        QCOMPARE(left.size(), 1);
    }
};

VIGIA_TEST_CLASS(FilterBarTest)
#include "filter_bar_test.moc"
