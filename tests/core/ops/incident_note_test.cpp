#include "core/ops/health.h"
#include "core/ops/incident_note.h"
#include "tests/core/ops/looks.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::ops;
using namespace vigia::tests;

namespace {

/// Broker 2 went down 60 s before, `billing` stalls.
ConsoleSnapshot incident() {
    ConsoleSnapshot snapshot;
    snapshot.cluster = "orders";
    snapshot.sampledAt = at(60);
    for (int id = 1; id <= 3; ++id) {
        BrokerRow row;
        row.id = id;
        row.health = id == 2 ? Health::Broken : Health::Ok;
        row.reason = id == 2 ? "down" : "";
        snapshot.brokers.push_back(row);
    }
    GroupRow group;
    group.name = "billing";
    group.verdict = LagVerdict::Stalled;
    group.reason = "nothing committed for 3 min, owner alive";
    group.lag = 18420;
    group.members = 2;
    snapshot.groups.push_back(group);
    snapshot.underReplicated = 7;
    Event event;
    event.time = at(0);
    event.notBefore = at(-2);
    event.health = Health::Broken;
    event.kind = "broker_down";
    event.subject = "broker 2";
    event.title = "broker 2 down";
    event.detail = "3 leaders moved";
    snapshot.events.push_back(event);
    judgeHealth(snapshot, at(61), "");
    return snapshot;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class IncidentNoteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatIsWrongSinceWhenAndHowMuch() {
        const auto note = incidentNote(incident(), at(60));
        QVERIFY2(note.starts_with("# orders: Degraded: broker 2 is down"), note.c_str());
        QVERIFY2(
            has(note, "- **broken**: broker 2 is down, since 2023-11-14T22:13:20.000Z (60 s)") ||
                has(note, "- **broken**: broker 2 is down, since 2023-11-14T22:13:20.000Z (1 "
                          "min)"),
            note.c_str());
        QVERIFY(has(note, "| brokers up | 2 of 3 |"));
        QVERIFY(has(note, "| partitions under-replicated | 7 |"));
        QVERIFY(has(note, "| billing | STALLED | 18,420 | 2 |"));
        QVERIFY(has(note, "vigia://orders/~group/billing?from="));
        QVERIFY(has(note, "| 2023-11-14T22:13:18.000Z to 2023-11-14T22:13:20.000Z | broker 2 down "
                          "| 3 leaders moved |"));
    }

    void whatIsUnknownIsADash() {
        QVERIFY(has(incidentNote(incident(), at(60)), "| worst time lag | — |"));
    }

    void troubleThatEndedIsNotDatedByItsFirstTime() {
        auto snapshot = incident();
        auto up = snapshot.events[0];
        up.health = Health::Ok;
        up.time = at(10);
        auto again = snapshot.events[0];
        again.time = at(30);
        snapshot.events.push_back(up);
        snapshot.events.push_back(again);
        QVERIFY(has(incidentNote(snapshot, at(60)), "since 2023-11-14T22:13:50.000Z"));
    }

    void namesFromTheClusterAreNoMarkup() {
        auto snapshot = incident();
        snapshot.groups[0].name = "a|b\n# [x](http://evil) <script>`";
        snapshot.groups[0].reason = "*why*";
        judgeHealth(snapshot, at(61), "");
        const auto note = incidentNote(snapshot, at(60));
        QVERIFY(!has(note, "<script>"));
        QVERIFY(!has(note, "[x]("));
        QVERIFY(!has(note, "\n# [") && !has(note, "| a|b"));
        QVERIFY(has(note, "\\*why\\*"));
    }

    void aHealthyClusterHasANoteToo() {
        ConsoleSnapshot snapshot;
        snapshot.cluster = "orders";
        snapshot.headline = "Healthy";
        const auto note = incidentNote(snapshot, at(0));
        QVERIFY(has(note, "Nothing that Vigia sees."));
        QVERIFY(has(note, "None were seen since Vigia looks."));
    }
};

VIGIA_TEST_CLASS(IncidentNoteTest)
#include "incident_note_test.moc"
