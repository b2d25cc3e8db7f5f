#include "backend/report/pdf.h"
#include "tests/core/report/sample_run.h"
#include "tests/support/gui_test.h"

#include <QFile>
#include <QFontDatabase>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>

#include <thread>

using namespace vigia;

/// A PDF written by a program that has a window: Qt keeps fonts of the same family in the process's
/// configuration, as memory that Cairo finds no file for.
class DesktopPdfTest : public QObject {
    Q_OBJECT

private:
    /// Written as the desktop does: on a thread of its own, after Qt has drawn with its fonts.
    static QByteArray written() {
        QImage image(64, 32, QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setFont(tests::theme().font(ui::theme::TextRole::Body));
        painter.drawText(2, 20, QStringLiteral("Vigia"));
        core::Result<std::string> bytes = std::string();
        std::thread([&bytes] {
            bytes = backend::report::pdfOf(core::report::CleanReport(tests::sampleReport()));
        }).join();
        return bytes ? QByteArray::fromStdString(*bytes) : QByteArray();
    }
    static QString ask(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(60'000) ? QString::fromUtf8(process.readAllStandardOutput())
                                               : QStringLiteral("did not run: ") + program;
    }

private Q_SLOTS:
    void itsTextCanBeReadAndItsFontsAreEmbedded() {
        QVERIFY(QFontDatabase::families().contains(QStringLiteral("Vigia Sans")));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("r.pdf"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(written());
        file.close();
        const auto text = ask(QStringLiteral("pdftotext"), {path, QStringLiteral("-")});
        for (const char* word : {"Missed: errors was 1.88 %", "p95 < 200 ms", "broker 2 down"})
            QVERIFY2(text.contains(QLatin1String(word)), qPrintable(text.left(2'000)));
        const auto fonts = ask(QStringLiteral("pdffonts"), {path});
        QVERIFY2(fonts.contains(QStringLiteral("VigiaSans")), qPrintable(fonts));
    }
};

VIGIA_TEST_CLASS(DesktopPdfTest)
#include "desktop_pdf_test.moc"
