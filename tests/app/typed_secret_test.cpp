#include "app/typed_secret.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <iostream>
#include <sstream>

using namespace vigia;

/// Standard input is no terminal here, so nothing is asked or hidden.
class TypedSecretTest : public QObject {
    Q_OBJECT

private:
    std::istringstream m_input;
    std::streambuf* m_before = nullptr;

    core::Result<std::string> typed(const std::string& input) {
        m_input = std::istringstream(input);
        std::cin.rdbuf(m_input.rdbuf());
        std::cin.clear();
        return app::typedSecret("sasl.password");
    }

private Q_SLOTS:
    void init() { m_before = std::cin.rdbuf(); }
    void cleanup() {
        std::cin.rdbuf(m_before);
        std::cin.clear();
    }

    void eachLineIsASecret() {
        QCOMPARE(typed("hunter2\nsecond\n").value_or(""), std::string("hunter2"));
        QCOMPARE(app::typedSecret("ssl.key.password").value_or(""), std::string("second"));
        QVERIFY(!app::typedSecret("ssl.keystore.password"));
        QCOMPARE(typed("without an end of line").value_or(""),
                 std::string("without an end of line"));
        QCOMPARE(typed(std::string(64 * 1024, 'x') + "\n").value_or("").size(),
                 std::size_t{64 * 1024});
    }

    void whatIsNoSecretIsRefusedAndNotRepeated() {
        for (const auto& input : {std::string(), std::string("\n"), std::string("hunt\x1B[2Jer2\n"),
                                  std::string(64 * 1024 + 1, 'x')}) {
            const auto secret = typed(input);
            QVERIFY(!secret);
            QCOMPARE(secret.error().code, core::ErrorCode::InvalidInput);
            QCOMPARE(secret.error().message, std::string("sasl.password is read from standard "
                                                         "input: one line of at most 64 KiB"));
        }
    }

    /// A disk given by mistake has no end of line for a long time.
    void whatIsTooLongIsNotReadToItsEnd() {
        QVERIFY(!typed(std::string(4 * 1024 * 1024, 'x')));
        QCOMPARE(static_cast<std::int64_t>(m_input.tellg()), std::int64_t{64 * 1024 + 1});
    }
};

VIGIA_TEST_CLASS(TypedSecretTest)
#include "typed_secret_test.moc"
