#include "backend/config/java_store.h"
#include "tests/support/test_authority.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vigia;
using namespace vigia::backend::config;

/// Stores as Java's own keytool makes them.
class JavaStoreTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string m_certificate;

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    void makeTrustStore(const char* name, const char* type) const {
        QCOMPARE(QProcess::execute("keytool", {"-importcert", "-noprompt", "-alias", "ca", "-file",
                                               m_folder.filePath("ca.pem"), "-keystore",
                                               m_folder.filePath(name), "-storetype", type,
                                               "-storepass", "changeit"}),
                 0);
    }

private Q_SLOTS:
    void initTestCase() {
        const tests::TestAuthority authority("Store authority");
        m_certificate = authority.certificate();
        std::ofstream(path("ca.pem")) << m_certificate;
        makeTrustStore("trust.jks", "JKS");
        makeTrustStore("trust.p12", "PKCS12");
    }

    void trustedCertificatesOfBothKinds() {
        for (const auto& [type, name] : {std::pair{"JKS", "trust.jks"}, {"PKCS12", "trust.p12"}}) {
            const auto pem =
                trustedCertificates({JavaStore::Use::Trust, type, path(name), "changeit"});
            QVERIFY2(pem.has_value(), pem ? "" : pem.error().message.c_str());
            QCOMPARE(*pem, m_certificate);
        }
    }

    void wrongPasswordsAndFilesSayWhatToDo() {
        for (const auto& [type, name] : {std::pair{"JKS", "trust.jks"}, {"PKCS12", "trust.p12"}}) {
            const auto pem =
                trustedCertificates({JavaStore::Use::Trust, type, path(name), "CANARY"});
            QVERIFY(!pem);
            QVERIFY(pem.error().message.find("CANARY") == std::string::npos);
            QVERIFY(pem.error().message.find("password") != std::string::npos);
        }
        QVERIFY(!trustedCertificates({JavaStore::Use::Trust, "PKCS12", path("none"), ""}));
        QVERIFY(!trustedCertificates({JavaStore::Use::Trust, "PKCS12", path("ca.pem"), ""}));
    }

    void withoutKeytoolTheCommandIsNamed() {
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const auto pem =
            trustedCertificates({JavaStore::Use::Trust, "JKS", path("trust.jks"), "changeit"});
        qputenv("PATH", before);
        QVERIFY(!pem);
        QVERIFY(pem.error().message.find("keytool -importkeystore -srckeystore") !=
                std::string::npos);
    }
};

VIGIA_TEST_CLASS(JavaStoreTest)
#include "java_store_test.moc"
