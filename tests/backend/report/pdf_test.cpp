#include "backend/report/pdf.h"
#include "tests/core/report/sample_run.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia::backend::report;
using namespace vigia::core::report;
using namespace vigia::tests;

/// What Poppler, a reader that is not ours, finds in the PDF.
class PdfTest : public QObject {
    Q_OBJECT

private:
    static QString pageText(const QTemporaryDir& folder, const Report& report,
                            const QStringList& arguments = {"-layout"}) {
        write(folder, report);
        return ask("pdftotext", arguments + QStringList{folder.filePath("r.pdf"), "-"});
    }
    static void write(const QTemporaryDir& folder, const Report& report) {
        const auto bytes = pdfOf(CleanReport(report));
        QVERIFY2(bool(bytes), bytes ? "" : bytes.error().message.c_str());
        QFile file(folder.filePath("r.pdf"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(*bytes));
    }
    static QString ask(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished())
            return "did not run: " + program;
        return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
    }

private Q_SLOTS:
    void thePagesAreA4AndTheFirstOneHoldsTheVerdict() {
        const QTemporaryDir folder;
        const auto first = pageText(folder, sampleReport(), {"-l", "1"});
        QVERIFY2(first.contains("Missed: errors was 1.88 %, wanted errors < 0.5 %."),
                 qPrintable(first));
        QVERIFY(first.contains("p95 < 200 ms"));
        QVERIFY(first.contains("Contents"));
        const auto info = ask("pdfinfo", {folder.filePath("r.pdf")});
        QVERIFY2(info.contains("(A4)"), qPrintable(info));
        QVERIFY(info.contains(QRegularExpression("Title: +A sample of a run")));
    }

    void everyPageHasItsNumber() {
        const QTemporaryDir folder;
        const auto pages = pageText(folder, sampleReport()).split('\f', Qt::SkipEmptyParts);
        QVERIFY(pages.size() > 1);
        for (qsizetype i = 0; i < pages.size(); ++i)
            QVERIFY(pages[i].contains(QString("Page %1 of %2").arg(i + 1).arg(pages.size())));
    }

    void theContentsNameThePageOnWhichASectionStands() {
        const QTemporaryDir folder;
        const auto pages = pageText(folder, sampleReport()).split('\f', Qt::SkipEmptyParts);
        for (const auto& section : sampleReport().sections) {
            const QRegularExpression line("\n *" + QString::fromStdString(section.title) +
                                          " +([0-9]+)\n");
            const auto match = line.match(pages[0]);
            QVERIFY2(match.hasMatch(), section.title.c_str());
            const auto& page = pages[match.captured(1).toInt() - 1];
            QVERIFY(page.contains(QString::fromStdString(section.title)));
        }
    }

    void everyFontIsEmbeddedAndTheTextIsOurs() {
        const QTemporaryDir folder;
        write(folder, sampleReport());
        const auto fonts = ask("pdffonts", {folder.filePath("r.pdf")});
        QVERIFY2(fonts.contains("VigiaSansRegular"), qPrintable(fonts));
        auto lines = fonts.trimmed().split('\n').mid(2);
        for (const auto& line : lines)
            QVERIFY2(line.contains(QRegularExpression(" yes (yes|no) +(yes|no) +[0-9]+ +0$")),
                     qPrintable(line));
    }

    void aChartKeepsItsWordsAsText() {
        const QTemporaryDir folder;
        const auto all = pageText(folder, sampleReport());
        for (const char* word : {"broker 2 down", "answered", "99 %", "hold"})
            QVERIFY2(all.contains(QLatin1String(word)), word);
    }

    void aSecretInAnyTextIsNotInThePdf() {
        const QTemporaryDir folder;
        auto report = sampleReport("https://me:c4n4ry1@host");
        report.verdict += " password=c4n4ry2 known-c4n4ry";
        report.sections[0].title = "token=c4n4ry3";
        report.sections[0].blocks.emplace_back(Facts{true, {{"secret", "c4n4ry4"}}});
        report.title = "Bearer c4n4ry5-abcdefgh";
        const CleanReport clean(report, {"known-c4n4ry"});
        const auto text = pageText(folder, *clean, {"-raw"});
        QVERIFY(text.contains("****"));
        QVERIFY(!text.contains("c4n4ry"));
        QFile file(folder.filePath("r.pdf"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("c4n4ry")); // titles and outlines stand there as they are
    }

    void longTextsAndTablesGoOnOnTheNextPage() {
        const QTemporaryDir folder;
        auto report = sampleReport();
        Table table{"Many rows", {{"Name"}, {"Value", true}}, {}, ""};
        for (std::size_t i = 0; i < 300; ++i)
            table.rows.push_back({{"row " + std::to_string(i) + std::string(i % 50, 'w')}, {"1"}});
        table.rows.push_back({{std::string(4000, 'x')}, {"last"}});
        report.sections.push_back({"Long", {table}});
        const auto text = pageText(folder, report);
        const auto pages = text.split('\f', Qt::SkipEmptyParts);
        QVERIFY(pages.size() > 6);
        QVERIFY(text.contains("row 299"));
        QVERIFY(text.contains("last"));
        QVERIFY(pages[pages.size() - 2].contains(QRegularExpression("(^|\n) *Name +Value")));
    }

    void textThatLooksLikeMarkupOrOptionsIsOnlyText() {
        const QTemporaryDir folder;
        auto report = sampleReport();
        report.sections[0].title = "It's <b>x</b> \\ name='y' dest=z";
        const auto text = pageText(folder, report);
        QVERIFY2(text.contains("It's <b>x</b> \\ name='y' dest=z"), qPrintable(text.left(900)));
    }
};

VIGIA_TEST_CLASS(PdfTest)
#include "pdf_test.moc"
