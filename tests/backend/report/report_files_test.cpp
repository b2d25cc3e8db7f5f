#include "backend/report/report_files.h"
#include "tests/core/report/sample_run.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vigia::backend::report;
using namespace vigia::core::report;
using namespace vigia::tests;

class ReportFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormatIsAFileThatOnlyItsUserReads() {
        const QTemporaryDir folder;
        const std::filesystem::path below = folder.filePath("new/folder").toStdString();
        const auto files = writeReportFiles(CleanReport(sampleReport()), below,
                                            {kAllFormats.begin(), kAllFormats.end()});
        QVERIFY2(bool(files), files ? "" : files.error().message.c_str());
        QCOMPARE(files->size(), kAllFormats.size());
        for (const auto& file : *files) {
            QVERIFY(std::filesystem::file_size(file) > 200);
            QCOMPARE(int(std::filesystem::status(file).permissions()), 0600);
        }
        QCOMPARE((*files)[0].filename().string(), std::string("sample-20250102-030405.html"));
    }

    void aSubjectFromOutsideNamesNoOtherPlace() {
        auto report = sampleReport();
        report.subject = "../../etc/pass wd\n";
        QCOMPARE(fileStem(report), std::string("______etc_pass_wd_-20250102-030405"));
        report.subject = "";
        QCOMPARE(fileStem(report), std::string("report-20250102-030405"));
    }

    void aFolderThatCantBeWrittenIsNamed() {
        const auto files =
            writeReportFiles(CleanReport(sampleReport()), "/proc/nowhere", {Format::Json});
        QVERIFY(!files);
        QVERIFY(files.error().message.find("/proc/nowhere") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(ReportFilesTest)
#include "report_files_test.moc"
