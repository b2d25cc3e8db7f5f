#include "backend/host/audit_file.h"

#include "core/base/json.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace vigia;
using backend::host::AuditFile;
using core::ops::AuditEntry;

class AuditFileTest : public QObject {
    Q_OBJECT

    static QList<QByteArray> linesOf(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        auto lines = file.readAll().split('\n');
        lines.removeLast();
        return lines;
    }
    static AuditEntry entry(const std::string& target) {
        AuditEntry made;
        made.cluster = "local";
        made.verb = "kill";
        made.target = target;
        return made;
    }

private Q_SLOTS:
    void linesAreAddedWithWhoDidIt() {
        QTemporaryDir folder;
        const QString path = folder.filePath("state/vigia/audit.jsonl");
        {
            AuditFile file(path.toStdString());
            QVERIFY(file.append(entry("broker-1")));
        }
        AuditFile again(path.toStdString());
        QVERIFY(again.append(entry("broker-2")));
        const auto lines = linesOf(path);
        QCOMPARE(lines.size(), 2);
        const auto json = core::parseJson(lines[1].toStdString());
        QCOMPARE(json->stringAt("target"), std::optional<std::string>("broker-2"));
        QVERIFY(json->stringAt("who")->find('@') != std::string::npos);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadOther | QFile::ReadGroup),
                 QFile::Permissions());
    }

    void linesOfSeveralConsolesNeverMix() {
        QTemporaryDir folder;
        const QString path = folder.filePath("audit.jsonl");
        std::vector<std::jthread> consoles;
        for (int console = 0; console < 4; ++console)
            consoles.emplace_back([&path] {
                AuditFile file(path.toStdString());
                for (int i = 0; i < 25; ++i)
                    (void)file.append(entry(std::string(500, 'x')));
            });
        consoles.clear();
        const auto lines = linesOf(path);
        QCOMPARE(lines.size(), 100);
        for (const auto& line : lines)
            QVERIFY(core::parseJson(line.toStdString()));
    }

    void aFolderThatCannotBeMadeIsSaidWithWhatToDo() {
        QTemporaryDir folder;
        QFile blocked(folder.filePath("state"));
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        AuditFile file((folder.filePath("state") + "/vigia/audit.jsonl").toStdString());
        const auto result = file.append(entry("broker-1"));
        QVERIFY(!result);
        QVERIFY(result.error().message.find("XDG_STATE_HOME") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(AuditFileTest)
#include "audit_file_test.moc"
