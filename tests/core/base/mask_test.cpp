#include "core/base/known_secrets.h"
#include "core/base/mask.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;

class MaskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSecretIsHiddenAndTheRestStays_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* text, const char* shown) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(shown);
        };
        row("http://u:pw@h/x", "http://u:****@h/x");
        row("https://ghp_token@h/x", "https://****@h/x");
        row("HTTPS://ghp_token@h", "HTTPS://****@h");
        row("postgresql://vigia@db/x", "postgresql://vigia@db/x");
        row("http://h/a@b", "http://h/a@b");
        row("password=hunter2 rest", "password=**** rest");
        row("Authorization: Bearer abcdefgh", "Authorization: ****");
        row("api_key: \"k1\"", "api_key: \"****\"");
        row("card 4111 1111", "card 4111 1111");
        row("card 4111111111111111", "card ****");
        row("no secret here", "no secret here");
    }
    void whatIsSecretIsHiddenAndTheRestStays() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(maskedText(text.toStdString()), shown.toStdString());
    }

    void aKnownSecretIsHiddenWhereverItStands() {
        const KnownSecrets secrets({"abc", "hunter2", "hunter2-long"});
        QCOMPARE(secrets.hidden("x hunter2-long, hunter2hunter2 abc"),
                 std::string("x ****, ******** abc")); // too short to be one
        QCOMPARE(KnownSecrets().hidden("hunter2"), std::string("hunter2"));
    }

    void membersOfJsonAreHiddenByTheirName() {
        const auto json = parseJson(R"({"user":"ana","db":{"password":"x","port":5432}})");
        const auto shown = masked(*json);
        QCOMPARE(shown.stringAt("user").value_or(""), std::string("ana"));
        QCOMPARE(shown.find("db")->stringAt("password").value_or(""), std::string("****"));
        QCOMPARE(shown.find("db")->integerAt("port").value_or(0), std::int64_t{5432});
    }
};

VIGIA_TEST_CLASS(MaskTest)
#include "mask_test.moc"
