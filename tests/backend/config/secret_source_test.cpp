#include "backend/config/keyring.h"
#include "backend/config/secret_source.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vigia;
using namespace std::chrono_literals;
using backend::config::readSecret;
using backend::config::SecretSource;
using Kind = SecretSource::Kind;

/// Secrets from files and commands: whole, or a sentence that does not repeat them.
class SecretSourceTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string file(const std::string& content) {
        const auto path = m_folder.filePath("secret").toStdString();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

private Q_SLOTS:
    void namesThatReferToASecret() {
        const auto reference = backend::config::secretReference("sasl.passwordFile");
        QCOMPARE(reference->property, std::string("sasl.password"));
        QVERIFY(reference->kind == Kind::File);
        QVERIFY(backend::config::secretReference("ssl.key.passwordCommand")->kind == Kind::Command);
        QVERIFY(!backend::config::secretReference("sasl.password"));
        QVERIFY(!backend::config::secretReference("client.idFile"));
    }

    void aFileGivesItsOnlyLine() {
        QCOMPARE(*readSecret({Kind::File, file("pa ss\r\n")}), std::string("pa ss"));
        QVERIFY(!readSecret({Kind::File, m_folder.filePath("none").toStdString()}));
        QVERIFY(!readSecret({Kind::File, m_folder.path().toStdString()}));
        QVERIFY(!readSecret({Kind::File, file("\n")}));
        QVERIFY(!readSecret({Kind::File, file(std::string(9000, 'x'))}));
    }

    void whatAFileHoldsIsNotRepeated() {
        const auto secret = readSecret({Kind::File, file("CANARY-1\nCANARY-2\n")});
        QVERIFY(!secret);
        QVERIFY(secret.error().message.find("CANARY") == std::string::npos);
    }

    void aCommandGivesItsOnlyLine() {
        QCOMPARE(*readSecret({Kind::Command, "printf 'pass\\n'"}), std::string("pass"));
        QCOMPARE(*readSecret({Kind::Command, "echo a | tr a b"}), std::string("b"));
    }

    void aCommandThatFailsIsNamed() {
        const auto secret = readSecret({Kind::Command, "echo CANARY; exit 3"});
        QVERIFY(!secret);
        QVERIFY(secret.error().message.find("exit code 3") != std::string::npos);
        QVERIFY(secret.error().code == core::ErrorCode::Unreachable); // no wrong use of ours
        QVERIFY(!readSecret({Kind::Command, "true"}));
        QVERIFY(!readSecret({Kind::Command, "no-such-program-here 2>/dev/null"}));
    }

    void aKeyringThatGivesNothingSaysWhy() {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nonexistent");
        const auto secret =
            readSecret({Kind::Command, backend::config::keyringCommand("orders", "sasl.password")});
        qputenv("PATH", path);
        QVERIFY(!secret);
        QVERIFY2(secret.error().message.starts_with("the desktop's keyring gave no secret"),
                 secret.error().message.c_str());
        QVERIFY(secret.error().message.find("as over SSH") != std::string::npos);
    }

    void aCommandThatHangsOrFloodsIsEnded() {
        const auto hangs = readSecret({Kind::Command, "sleep 1000 & sleep 1000"}, 50ms);
        QVERIFY(!hangs);
        QVERIFY(hangs.error().message.find("gave no single line") != std::string::npos);
        QVERIFY(!readSecret({Kind::Command, "yes"}));
    }
};

VIGIA_TEST_CLASS(SecretSourceTest)
#include "secret_source_test.moc"
