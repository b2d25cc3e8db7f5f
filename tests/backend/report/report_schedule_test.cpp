#include "backend/report/report_schedule.h"
#include "core/base/time_text.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia::backend::report;
using namespace vigia::core;
using namespace std::chrono_literals;

class ReportScheduleTest : public QObject {
    Q_OBJECT

private:
    static UtcTime at(const char* time) { return *parseRfc3339(time); }
    static ReportSchedule schedule(const QTemporaryDir& folder, std::size_t keep = 30) {
        return ReportSchedule({.every = Every::Day,
                               .folder = folder.path().toStdString(),
                               .keep = keep,
                               .program = "Vigia test",
                               .secrets = {"c4n4ry-known"},
                               .watchedSince = at("2025-01-01T12:00:00Z")});
    }
    static ops::ConsoleSnapshot snapshot() {
        ops::ConsoleSnapshot seen;
        seen.cluster = "local";
        seen.headline = "Healthy, c4n4ry-known password=c4n4ry2";
        return seen;
    }
    static QStringList files(const QTemporaryDir& folder) {
        return QDir(folder.path()).entryList(QDir::Files, QDir::Name);
    }

private Q_SLOTS:
    void aDayIsReportedFromMidnightToMidnight() {
        const auto period = lastPeriod(Every::Day, at("2025-01-03T00:00:00Z"));
        QCOMPARE(formatRfc3339(period.from), std::string("2025-01-02T00:00:00.000Z"));
        QCOMPARE(formatRfc3339(period.to), std::string("2025-01-03T00:00:00.000Z"));
    }

    void aWeekIsReportedFromMondayToMonday() {
        for (const char* now : {"2025-01-06T00:00:00Z", "2025-01-12T23:59:59Z"}) {
            const auto period = lastPeriod(Every::Week, at(now));
            QCOMPARE(formatRfc3339(period.from), std::string("2024-12-30T00:00:00.000Z"));
            QCOMPARE(formatRfc3339(period.to), std::string("2025-01-06T00:00:00.000Z"));
        }
    }

    void eachPeriodIsWrittenOnceAlsoAfterARestart() {
        const QTemporaryDir folder;
        const auto now = at("2025-01-02T00:00:30Z");
        QVERIFY(schedule(folder).isDue(now));
        QCOMPARE(schedule(folder).turn(snapshot(), now)->size(), std::size_t(6));
        QVERIFY(files(folder).contains("operations-local-20250101-000000.html"));
        QVERIFY(!schedule(folder).isDue(now + 23h));
        QVERIFY(schedule(folder).turn(snapshot(), now + 1h)->empty());
        QVERIFY(schedule(folder).isDue(now + 24h));
    }

    void aDayThatNobodyWatchedIsNotReported() {
        const QTemporaryDir folder;
        QVERIFY(!schedule(folder).isDue(at("2025-01-01T13:00:00Z")));
        QVERIFY(schedule(folder).turn(snapshot(), at("2025-01-01T13:00:00Z"))->empty());
        QVERIFY(files(folder).isEmpty());
    }

    void reportsAreBoundedInNumberAndOtherFilesStay() {
        const QTemporaryDir folder;
        for (const char* other : {"operations-local-notes.txt", "operations-local-2025.html",
                                  "operations-localx-20240101-000000.html"}) {
            QFile file(folder.filePath(other));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        for (int day = 0; day < 4; ++day)
            QVERIFY(schedule(folder, 2).turn(snapshot(), at("2025-01-02T00:00:30Z") + 24h * day));
        QCOMPARE(files(folder).filter("operations-local-2025010").size(), 12);
        QVERIFY(!files(folder).contains("operations-local-20250102-000000.pdf"));
        QVERIFY(files(folder).contains("operations-local-20250103-000000.pdf"));
        QCOMPARE(files(folder).size(), 15);
    }

    void noSecretIsInAnyFile() {
        const QTemporaryDir folder;
        QVERIFY(schedule(folder).turn(snapshot(), at("2025-01-02T00:00:30Z")));
        for (const auto& name : files(folder)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("c4n4ry"), qPrintable(name));
        }
    }

    void aDiskThatRefusesIsToldAndTheReportStaysDue() {
        const ReportSchedule schedule({.every = Every::Day,
                                       .folder = "/proc/nowhere",
                                       .keep = 2,
                                       .program = "Vigia test",
                                       .secrets = {},
                                       .watchedSince = at("2025-01-01T12:00:00Z")});
        const auto done = schedule.turn(snapshot(), at("2025-01-02T00:00:30Z"));
        QVERIFY(!done);
        QVERIFY(done.error().message.find("/proc/nowhere") != std::string::npos);
        QVERIFY(schedule.isDue(at("2025-01-02T00:01:30Z")));
    }
};

VIGIA_TEST_CLASS(ReportScheduleTest)
#include "report_schedule_test.moc"
