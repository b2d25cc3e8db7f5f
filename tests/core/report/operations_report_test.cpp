#include "core/base/time_text.h"
#include "core/report/formats.h"
#include "core/report/operations_report.h"
#include "tests/core/report/xml.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace vigia::core;
using namespace vigia::core::report;
using namespace std::chrono_literals;
using vigia::tests::XmlDocument;

class OperationsReportTest : public QObject {
    Q_OBJECT

private:
    const UtcTime m_now = *parseRfc3339("2025-01-02T03:00:00Z");

    /// Two brokers, one group, an hour of series every ten minutes.
    [[nodiscard]] ops::ConsoleSnapshot snapshot() const {
        ops::ConsoleSnapshot seen;
        seen.cluster = "local";
        seen.sampledAt = m_now;
        seen.health = ops::Health::Ok;
        seen.headline = "Healthy";
        seen.hasPlatform = true;
        seen.databaseUp = true;
        for (const int id : {1, 2}) {
            seen.brokers.emplace_back();
            seen.brokers.back().id = id;
            seen.brokers.back().health = ops::Health::Ok;
        }
        ops::GroupRow group;
        group.name = "billing";
        group.verdict = ops::LagVerdict::Ok;
        group.lag = 7;
        for (auto at = m_now - 60min; at <= m_now; at += 10min) {
            group.lagHistory.push_back({at, 7.0});
            seen.recordsIn.history.push_back({at, 12.5});
            seen.totalLag.history.push_back({at, 7.0});
        }
        seen.groups.push_back(group);
        return seen;
    }
    [[nodiscard]] OperationsContext context() const {
        return {"Vigia test", m_now, m_now - 1h, m_now, m_now - 2h};
    }
    [[nodiscard]] ops::Event event(UtcTime time, ops::Health health, const std::string& title,
                                   const std::string& kind = "broker_down",
                                   const std::string& subject = "broker 2") const {
        ops::Event one;
        one.time = time;
        one.health = health;
        one.kind = kind;
        one.subject = subject;
        one.title = title;
        return one;
    }
    static Check check(const Report& report, const std::string& name) {
        const auto found = std::find_if(report.checks.begin(), report.checks.end(),
                                        [&](const Check& one) { return one.name == name; });
        return found == report.checks.end() ? Check{"missing", "", "", {}} : *found;
    }
    static const Section* section(const Report& report, const std::string& title) {
        for (const auto& one : report.sections) {
            if (one.title == title)
                return &one;
        }
        return nullptr;
    }
    static std::vector<LineChart> charts(const Section* section) {
        std::vector<LineChart> all;
        for (const auto& block : section->blocks) {
            if (const auto* chart = std::get_if<LineChart>(&block))
                all.push_back(*chart);
        }
        return all;
    }

private Q_SLOTS:
    void aQuietHourPasses() {
        const auto report = operationsReport(snapshot(), context());
        QCOMPARE(report.verdict,
                 std::string("Healthy at the end; no disturbance was seen in this time."));
        QCOMPARE(int(report.outcome), int(Outcome::Passed));
        QVERIFY(report.warnings.empty());
    }

    void aBrokerThatWasDownInThisTimeIsADisturbanceAndAMark() {
        auto seen = snapshot();
        seen.events = {event(m_now - 3h, ops::Health::Broken, "long ago"),
                       event(m_now - 20min, ops::Health::Broken, "broker 2 down"),
                       event(m_now - 19min, ops::Health::Ok, "broker 2 up")};
        const auto report = operationsReport(seen, context());
        QCOMPARE(report.verdict, std::string("Healthy at the end; 1 disturbance in this time, the "
                                             "last one at 02:40: broker 2 down."));
        QCOMPARE(int(check(report, "events").result), int(CheckResult::Missed));
        QCOMPARE(int(check(report, "brokers").result), int(CheckResult::Held));
        const auto marks = charts(section(report, "Throughput")).at(0).marks;
        QCOMPARE(marks.size(), std::size_t(1));
        QCOMPARE(marks[0].text, std::string("broker 2 down"));
    }

    void aGroupHasItsLagAndTheHistoryOfItsVerdict() {
        auto seen = snapshot();
        seen.groups[0].verdict = ops::LagVerdict::Stalled;
        seen.events = {event(m_now - 5min, ops::Health::Broken, "STALLED", "verdict", "billing")};
        const auto report = operationsReport(seen, context());
        QCOMPARE(int(check(report, "groups").result), int(CheckResult::Missed));
        const auto lag = charts(section(report, "Lag"));
        QCOMPARE(lag.back().title, std::string("Lag of billing"));
        QCOMPARE(lag.back().lines.at(0).points.size(), std::size_t(7));
        QCOMPARE(lag.back().marks.size(), std::size_t(1));
        const auto page = htmlOf(CleanReport(report));
        QVERIFY(page.find("Verdicts in this time") != std::string::npos);
    }

    void whatWasNotWatchedIsSaid() {
        auto known = context();
        known.eventsSince = m_now - 1min;
        auto seen = snapshot();
        for (auto* gauge : {&seen.recordsIn, &seen.totalLag})
            gauge->history.erase(gauge->history.begin(), gauge->history.begin() + 5);
        const auto report = operationsReport(seen, known);
        QCOMPARE(report.warnings.size(), std::size_t(2));
        QVERIFY(report.warnings[0].starts_with("events are only known since 2025-01-02 02:59 UTC"));
        QVERIFY(report.warnings[1].starts_with("the series begin at 2025-01-02 02:50 UTC"));
        QVERIFY(section(report, "What this report can't hold"));
        QCOMPARE(report.verdict,
                 std::string("Healthy at the end; no disturbance was seen since 2025-01-02 02:59 "
                             "UTC, when the watching began."));
        QCOMPARE(int(check(report, "events").result), int(CheckResult::NotMeasured));
        QCOMPARE(int(report.outcome), int(Outcome::Informative));
    }

    void aClusterThatDidNotAnswerIsNotCalledHealthy() {
        ops::ConsoleSnapshot nothing;
        nothing.cluster = "orders";
        const auto report = operationsReport(nothing, context());
        QCOMPARE(int(report.outcome), int(Outcome::Informative));
        QCOMPARE(int(check(report, "brokers").result), int(CheckResult::NotMeasured));
        QVERIFY(report.verdict.starts_with("Unknown"));
        QCOMPARE(XmlDocument(htmlOf(CleanReport(report))).error, QString());
    }

    void theTimelineHoldsEverySeriesSideBySide() {
        const auto timeline = operationsReport(snapshot(), context()).timeline;
        QCOMPARE(timeline.columns, (std::vector<std::string>{"time", "records_in_per_s",
                                                             "lag_records", "lag_of billing"}));
        QCOMPARE(timeline.rows.size(), std::size_t(7));
        for (const auto& row : timeline.rows)
            QCOMPARE(row.size(), timeline.columns.size());
        QCOMPARE(std::get<double>(timeline.rows[0][1]), 12.5);
    }

    void pointsOutsideTheTimeAreLeftOut() {
        auto narrow = context();
        narrow.from = m_now - 25min;
        const auto report = operationsReport(snapshot(), narrow);
        QCOMPARE(report.timeline.rows.size(), std::size_t(3));
        QCOMPARE(charts(section(report, "Throughput")).at(0).lines.at(0).points.size(),
                 std::size_t(3));
    }

    void stockIsThereWhenAServiceToldIt() {
        auto seen = snapshot();
        QVERIFY(!section(operationsReport(seen, context()), "Stock"));
        seen.stock.emplace();
        seen.stock->items = 523;
        const auto report = operationsReport(seen, context());
        QVERIFY(section(report, "Stock"));
        QVERIFY(markdownOf(CleanReport(report)).find("- Items: **523**") != std::string::npos);
    }

    void hostileNamesStayText() {
        auto seen = snapshot();
        seen.groups[0].name = "=cmd|' /C calc'!A0<script>";
        const CleanReport report(operationsReport(seen, context()));
        QCOMPARE(XmlDocument(htmlOf(report)).count("script"), 0);
        QVERIFY(csvOf(report).starts_with("time,records_in_per_s,lag_records,lag_of =cmd"));
    }
};

VIGIA_TEST_CLASS(OperationsReportTest)
#include "operations_report_test.moc"
