#include "app/scheduled_reports.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vigia;

class ScheduledReportsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsBegunWhereNoneAreAskedFor() {
        const auto plain = tests::contextOf({});
        QVERIFY(app::ScheduledReports::begin(plain) == nullptr);
    }

    /// A platform that is away is nothing to report on: no file with empty figures.
    void withoutAPlatformNothingIsWrittenAndTheEndWaitsForNothing() {
        const QTemporaryDir home;
        const std::string folder = home.path().toStdString() + "/reports";
        for (const char* every : {"day", "week"}) {
            const auto context = tests::contextOf(
                {"data.dir=" + home.path().toStdString() + "/local",
                 std::string("reports.every=") + every, "reports.folder=" + folder});
            auto reports = app::ScheduledReports::begin(context);
            QVERIFY(reports != nullptr);
            reports.reset();
            QVERIFY(!std::filesystem::exists(folder) || std::filesystem::is_empty(folder));
        }
    }
};

VIGIA_TEST_CLASS(ScheduledReportsTest)
#include "scheduled_reports_test.moc"
