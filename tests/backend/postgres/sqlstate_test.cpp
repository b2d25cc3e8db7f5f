#include "backend/postgres/connection.h"
#include "backend/postgres/sqlstate.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::backend::postgres;
using vigia::core::ErrorCode;

class SqlStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faultsOfTheDatabaseAreSystematic() {
        for (const char* state : {"08006", "25006", "40001", "40P01", "42P01", "53300", "55P03",
                                  "57P01", "58030", "XX000"})
            QVERIFY2(faultKind(state) == FaultKind::Systematic, state);
    }

    void faultsOfTheValuesAreData() {
        for (const char* state : {"22P02", "22021", "23505", "23503", "23514"})
            QVERIFY2(faultKind(state) == FaultKind::Data, state);
    }

    void aMissingPartitionIsSystematicAndAFailedCheckIsNot() {
        QVERIFY(faultKind("23514",
                          "ERROR:  no partition of relation \"event_history\" found for row") ==
                FaultKind::Systematic);
        QVERIFY(faultKind("23514", "ERROR:  new row violates check constraint \"c\"") ==
                FaultKind::Data);
        QVERIFY(isSystematic(
            sqlError("x", "23514", "ERROR:  no partition of relation \"event_history\" found")));
    }

    void readOnlyIsSystematicButOtherTransactionStatesAreNot() {
        QVERIFY(faultKind("25006") == FaultKind::Systematic);
        QVERIFY(faultKind("25P02") == FaultKind::Other);
    }

    void errorsNeverQuoteValues() {
        const auto unique = sqlError(
            "stock.create", "23505",
            "ERROR:  duplicate key value violates unique constraint \"uq_stocks_product\"\n"
            "DETAIL:  Key (product_id)=(secret) already exists.");
        QVERIFY(unique.code == ErrorCode::Conflict);
        QVERIFY(unique.message.find("uq_stocks_product") != std::string::npos);
        QVERIFY(unique.message.find("secret") == std::string::npos);
        const auto input =
            sqlError("x", "22P02", "ERROR:  invalid input syntax for type integer: \"secret\"");
        QVERIFY(input.code == ErrorCode::InvalidInput);
        QVERIFY(input.message.find("secret") == std::string::npos);
    }

    void theSentenceNamesTheOperationAndTheState() {
        const auto error = sqlError("stock.create", "42P01",
                                    "ERROR:  relation \"stock.stocks\" does not exist\nLINE 1: …");
        QVERIFY(error.code == ErrorCode::Corrupt);
        QCOMPARE(error.message,
                 std::string("stock.create: PostgreSQL refused it with SQLSTATE 42P01 "
                             "(relation \"stock.stocks\" does not exist)"));
    }

    void connectionTextKeepsWhatTheUrlSays() {
        ConnectionOptions options;
        options.applicationName = "vigia:stock 1";
        const auto uri = connectionText("postgresql://u:p@h:1/db?sslmode=require", options);
        QVERIFY(
            uri.rfind("postgresql://u:p@h:1/db?sslmode=require&application_name=vigia%3Astock%201",
                      0) == 0);
        QVERIFY(uri.find("target_session_attrs=read-write") != std::string::npos);
        const auto pairs = connectionText("host=/tmp dbname=x", options);
        QVERIFY(pairs.rfind("host=/tmp dbname=x application_name='vigia:stock 1'", 0) == 0);
    }

    void aPasswordInAMalformedUrlIsNotRepeated() {
        ConnectionOptions options;
        options.urls = {"postgresql://u:se%zzcret@h/db"};
        const auto connection = openConnection(options);
        QVERIFY(!connection);
        QVERIFY(connection.error().code == ErrorCode::Unreachable);
        QVERIFY(connection.error().message.find("cret") == std::string::npos);
    }
};

VIGIA_TEST_CLASS(SqlStateTest)
#include "sqlstate_test.moc"
