#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

/// Context and source text of every message of a .ts file, with whether it is translated.
QMap<QString, bool> messages(const QString& path) {
    QFile file(path);
    QMap<QString, bool> found;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    QXmlStreamReader xml(&file);
    QString context, source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("source"))
            source = xml.readElementText();
        else if (xml.name() == QStringLiteral("translation")) {
            const bool finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            found.insert(context + u'|' + source, finished && !text.trimmed().isEmpty());
        }
    }
    return found;
}

} // namespace

class CompleteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsInBrazilianPortuguese() {
        const QDir sources(qEnvironmentVariable("VIGIA_SOURCE_DIR", QStringLiteral(".")));
        QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
        QProcess lupdate;
        lupdate.setWorkingDirectory(sources.path());
        lupdate.start(QStringLiteral("/usr/lib/qt6/bin/lupdate"),
                      {QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."),
                       QStringLiteral("ui"), QStringLiteral("-ts"), fresh});
        QVERIFY(lupdate.waitForFinished(60'000));
        const auto wanted = messages(fresh);
        const auto shipped =
            messages(sources.filePath(QStringLiteral("resources/translations/vigia_pt_BR.ts")));
        QVERIFY(wanted.size() > 100);
        QStringList missing;
        for (auto message = wanted.begin(); message != wanted.end(); ++message)
            if (!shipped.value(message.key()))
                missing += message.key();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }
};

VIGIA_TEST_CLASS(CompleteTest)
#include "complete_test.moc"
