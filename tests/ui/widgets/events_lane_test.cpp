#include "tests/support/window_rig.h"

#include "ui/pages/overview/overview_page.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/events_lane.h"
#include "ui/widgets/page_stack.h"

using namespace vigia;
using namespace vigia::ui::widgets;
using vigia::tests::WindowRig;

namespace {

core::ops::Event eventAt(core::UtcTime time, core::ops::Health health, const char* title) {
    core::ops::Event event;
    event.time = time;
    event.health = health;
    event.title = title;
    return event;
}

} // namespace

class EventsLaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void chartsMarkTheEventsOfTheLane() {
        WindowRig rig;
        rig.publish(ui::testing::degradedSnapshot(rig.now));
        const auto* page = qobject_cast<ui::pages::OverviewPage*>(rig.window.stack().current());
        QVERIFY(page != nullptr);
        for (const int minutes : {15, 3, 60}) {
            rig.context.setTimeLength(std::chrono::minutes(minutes));
            const auto marks = page->throughput().chart().visibleMarks();
            const auto events = rig.window.lane().visibleEvents();
            QVERIFY(!events.empty());
            QCOMPARE(marks.size(), events.size());
            for (std::size_t i = 0; i < marks.size(); ++i) {
                QCOMPARE(marks[i].time, events[i].time);
                QCOMPARE(marks[i].word.toStdString(), events[i].title);
            }
        }
    }

    void eventsTooNearToBeNamedShareALabelAndATooltip() {
        EventsLane lane(tests::theme());
        lane.resize(1100, 88);
        auto snapshot = std::make_shared<core::ops::ConsoleSnapshot>();
        const core::UtcTime now{std::chrono::seconds(1'800'000'000)};
        for (int i = 0; i < 5; ++i)
            snapshot->events.push_back(eventAt(now - std::chrono::seconds(300 - i),
                                               core::ops::Health::Ok,
                                               i == 2 ? "broker 2 down" : "rebalance"));
        snapshot->events[2].health = core::ops::Health::Broken;
        lane.set(snapshot, now - std::chrono::minutes(15), now, QStringLiteral("last 15 min"));
        QCOMPARE(lane.visibleEvents().size(), std::size_t(5));
        QVERIFY(lane.textAt(16 + 1068 * 2 / 3).contains(QStringLiteral("broker 2 down")));
        QVERIFY(lane.textAt(20).isEmpty());
        lane.grab();
    }

    void eventsOutsideTheRangeAreNotShown() {
        EventsLane lane(tests::theme());
        auto snapshot = std::make_shared<core::ops::ConsoleSnapshot>();
        const core::UtcTime now{std::chrono::seconds(1'800'000'000)};
        snapshot->events = {eventAt(now - std::chrono::hours(2), core::ops::Health::Ok, "old"),
                            eventAt(now, core::ops::Health::Ok, "new")};
        lane.set(snapshot, now - std::chrono::minutes(15), now, {});
        QCOMPARE(lane.visibleEvents().size(), std::size_t(1));
    }

    void aPolledEventCarriesItsBound() {
        auto event = eventAt(core::UtcTime(std::chrono::milliseconds(52'060'112)),
                             core::ops::Health::Ok, "leaders moved");
        QCOMPARE(eventTime(event), QStringLiteral("14:27:40.112"));
        event.notBefore = event.time - std::chrono::seconds(2);
        QCOMPARE(eventTime(event), QStringLiteral("between 14:27:38 and 14:27:40"));
    }

    void hostileTextIsShownEscaped() {
        QVERIFY(!shown("a\x1b[31mred\u202E").contains(QChar(0x1b)));
        QVERIFY(!shown("a\u202Eb").contains(QChar(0x202E)));
        QCOMPARE(shown("<b>bold</b>"), QStringLiteral("<b>bold</b>"));
    }
};

VIGIA_TEST_CLASS(EventsLaneTest)
#include "events_lane_test.moc"
