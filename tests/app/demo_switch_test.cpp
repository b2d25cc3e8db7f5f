#include "app/demo_switch.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vigia;
using namespace vigia::tests;

class DemoSwitchTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    app::Context local(std::vector<std::string> more = {}) {
        more.push_back("data.dir=" + m_dir.path().toStdString());
        return contextOf(std::move(more));
    }
    std::string file() { return m_dir.filePath(QStringLiteral("demo.json")).toStdString(); }

private Q_SLOTS:
    void init() { QFile::remove(QString::fromStdString(file())); }

    void firstStartOfALocalPlatformIsOn() { QVERIFY(app::DemoSwitch(local()).wanted()); }

    void theUsersSwitchIsRemembered() {
        QVERIFY(app::DemoSwitch(local()).remember(false).has_value());
        QVERIFY(!app::DemoSwitch(local()).wanted());
        QVERIFY(app::DemoSwitch(local()).remember(true).has_value());
        QVERIFY(app::DemoSwitch(local()).wanted());
    }

    void theKeyWinsOverTheSwitch() {
        QVERIFY(app::DemoSwitch(local()).remember(true).has_value());
        QVERIFY(!app::DemoSwitch(local({"demo.enabled=false"})).wanted());
    }

    void neverOnElsewhere() {
        const auto remote =
            contextOf({"profile=remote", "mode=development", "kafka.servers=127.0.0.1:9",
                       "data.dir=" + m_dir.path().toStdString()});
        QVERIFY(!app::DemoSwitch(remote).wanted());
        QVERIFY(app::DemoSwitch(remote).remember(true).has_value());
        QVERIFY(!app::DemoSwitch(remote).wanted());
        QVERIFY(!QFile::exists(QString::fromStdString(file())));
    }

    void aBrokenFileIsAFirstStart_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("truncated") << QByteArray("{\"on\":fal");
        QTest::newRow("other type") << QByteArray("[]");
        QTest::newRow("oversized") << QByteArray(5000, ' ');
        QTest::newRow("NUL") << QByteArray("\0\0", 2);
        QTest::newRow("not UTF-8") << QByteArray("{\"on\":\"\xFF\"}");
        QTest::newRow("deep") << QByteArray(500, '[');
    }
    void aBrokenFileIsAFirstStart() {
        QFETCH(QByteArray, text);
        std::ofstream(file(), std::ios::binary) << text.toStdString();
        QVERIFY(app::DemoSwitch(local()).wanted());
    }

    void aFolderThatCannotBeWrittenIsSaid() {
        const auto context = contextOf({"data.dir=/proc/nowhere"});
        const auto kept = app::DemoSwitch(context).remember(false);
        QVERIFY(!kept.has_value());
        QVERIFY2(kept.error().message.find("data.dir") != std::string::npos,
                 kept.error().message.c_str());
    }
};

VIGIA_TEST_CLASS(DemoSwitchTest)
#include "demo_switch_test.moc"
