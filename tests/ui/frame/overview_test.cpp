#include "tests/support/window_rig.h"

#include "ui/pages/overview/overview_page.h"
#include "ui/pages/overview/overview_tiles.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/tile.h"

#include <QSignalSpy>

using namespace vigia;
using namespace vigia::ui::pages;
using vigia::tests::WindowRig;

class OverviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void unknownIsADashAndZeroIsZero() {
        const core::UtcTime now{std::chrono::seconds(1'800'000'000)};
        auto snapshot = ui::testing::emptySnapshot(now);
        QCOMPARE(overviewTiles(snapshot, ui::theme::darkTokens())[0].value, QStringLiteral("—"));
        QVERIFY(overviewTiles(snapshot, ui::theme::darkTokens())[0].history.empty());
        snapshot.recordsIn.value = 0;
        QCOMPARE(overviewTiles(snapshot, ui::theme::darkTokens())[0].value, QStringLiteral("0"));
    }

    void aMissedTargetSaysSo() {
        auto snapshot = ui::testing::healthySnapshot(core::UtcTime{});
        QVERIFY(*overviewTiles(snapshot, ui::theme::darkTokens())[2].subHealth ==
                core::ops::Health::Ok);
        snapshot.endToEndP95.value = 1400;
        QVERIFY(*overviewTiles(snapshot, ui::theme::darkTokens())[2].subHealth ==
                core::ops::Health::Degraded);
    }

    void timeLagsCarryWhereTheyComeFrom() {
        using core::ops::TimeLagSource;
        QCOMPARE(timeLagText({TimeLagSource::Unknown, 0}), QStringLiteral("—"));
        QCOMPARE(timeLagText({TimeLagSource::Exact, 192}), QStringLiteral("3 min 12 s"));
        QVERIFY(timeLagText({TimeLagSource::Interpolated, 12}).startsWith(u'~'));
        QVERIFY(timeLagText({TimeLagSource::AtLeast, 1800}).startsWith(QStringLiteral("≥ ")));
        QCOMPARE(timeLagText({TimeLagSource::Interpolated, 0}), QStringLiteral("0"));
    }

    void aWatchedClusterHasItsOwnTiles() {
        auto snapshot = ui::testing::degradedSnapshot(core::UtcTime{});
        snapshot.hasPlatform = false;
        const auto tiles = overviewTiles(snapshot, ui::theme::lightTokens());
        QCOMPARE(tiles.size(), std::size_t(6));
        QCOMPARE(tiles[0].value, QStringLiteral("2"));
        QCOMPARE(tiles[1].value, QStringLiteral("72"));
    }

    void aGroupOpensWithEnter() {
        WindowRig rig;
        OverviewPage page(rig.context);
        page.resize(1100, 640);
        page.show();
        page.setSnapshot(
            std::make_shared<core::ops::ConsoleSnapshot>(ui::testing::healthySnapshot(rig.now)));
        QSignalSpy opened(&rig.context, &ui::widgets::ConsoleContext::itemRequested);
        auto* groups = page.findChildren<ui::widgets::MiniTable*>().value(0);
        groups->setFocus();
        QTest::keyClick(groups, Qt::Key_Up); // the first, whether or not the window is active
        QTest::keyClick(groups, Qt::Key_Down);
        QTest::keyClick(groups, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("consumers"));
        QCOMPARE(opened[0][1].toString(), QStringLiteral("analytics-consumer-group"));
    }

    void hostileNamesStayPlainText() {
        WindowRig rig;
        auto snapshot = ui::testing::healthySnapshot(rig.now);
        snapshot.groups[0].name = "<img src=x>\x1b[31m\u202Eevil";
        snapshot.headline = "<b>Healthy</b>";
        rig.publish(snapshot);
        const auto tables = rig.window.findChildren<ui::widgets::MiniTable*>();
        QVERIFY(std::none_of(tables.begin(), tables.end(), [](const auto* table) {
            return std::any_of(table->rows().begin(), table->rows().end(), [](const auto& row) {
                return row.cells[1].text.contains(QChar(0x1b));
            });
        }));
    }
};

VIGIA_TEST_CLASS(OverviewTest)
#include "overview_test.moc"
