#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// A preset that nobody used for a while still makes a build.
class PresetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetConfigures_data() {
        QTest::addColumn<QString>("preset");
        QFile file(QString::fromLocal8Bit(qgetenv("VIGIA_SOURCE_DIR")) + "/CMakePresets.json");
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const auto presets = QJsonDocument::fromJson(file.readAll())["configurePresets"].toArray();
        for (const auto& entry : presets) {
            const QJsonObject preset = entry.toObject();
            const QString name = preset["name"].toString();
            if (!preset["hidden"].toBool())
                QTest::newRow(qPrintable(name)) << name;
        }
    }
    void everyPresetConfigures() {
        QFETCH(QString, preset);
        const QTemporaryDir folder;
        QProcess cmake;
        cmake.setProcessChannelMode(QProcess::MergedChannels);
        cmake.setWorkingDirectory(QString::fromLocal8Bit(qgetenv("VIGIA_SOURCE_DIR")));
        cmake.start("cmake", {"--preset", preset, "-B", folder.path()});
        QVERIFY2(cmake.waitForFinished(-1), qPrintable(cmake.errorString()));
        QVERIFY2(cmake.exitStatus() == QProcess::NormalExit && cmake.exitCode() == 0,
                 cmake.readAll().constData());
        QVERIFY(QFile::exists(folder.filePath("build.ninja")));
    }
};

VIGIA_TEST_CLASS(PresetsTest)
#include "presets_test.moc"
