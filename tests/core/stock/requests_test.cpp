#include "core/stock/requests.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;

namespace {

template <class T> const DomainError& errorOf(const Checked<T>& checked) {
    return std::get<DomainError>(checked);
}

/// `field:CODE` of every error, in order.
template <class T> std::string codes(const Checked<T>& checked) {
    if (!std::holds_alternative<DomainError>(checked))
        return "accepted";
    std::string out;
    for (const auto& error : errorOf(checked).errors)
        out += (out.empty() ? "" : " ") + error.field + ":" + error.code;
    return out;
}

} // namespace

class RequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void creationFillsSymbolAndNameFromTheProduct() {
        const auto read = readCreate(
            {R"({"productId":"  ABCDEFGHIJKLMNOPQRSTUVWXYZ ","quantity":150.0,"price":10.005})"});
        const auto& request = std::get<CreateStock>(read);
        QCOMPARE(request.productId, std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        QCOMPARE(request.symbol, std::string("ABCDEFGHIJKLMNOPQRST"));
        QCOMPARE(request.productName, request.productId);
        QCOMPARE(request.quantity, 150);
        QCOMPARE(request.unitPrice.text(), std::string("10.01"));
    }

    void bodies_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const QByteArray& body, const char* expected) {
            QTest::newRow(name) << body << QByteArray(expected);
        };
        row("both aliases equal",
            R"({"productId":"A","quantity":5,"initialQuantity":5.0,"unitPrice":1})", "accepted");
        row("aliases differ", R"({"productId":"A","quantity":5,"initialQuantity":6,"unitPrice":1})",
            "initialQuantity:CONFLICT");
        row("all errors together",
            R"({"productId":" ","initialQuantity":-10,"price":0,"symbol":"","createdBy":5})",
            "productId:BLANK initialQuantity:MIN price:MIN symbol:BLANK createdBy:TYPE");
        row("nothing given", "{}", "productId:REQUIRED quantity:REQUIRED unitPrice:REQUIRED");
        row("null is absent", R"({"productId":null,"quantity":1,"unitPrice":1,"reason":null})",
            "productId:REQUIRED");
        row("null under the other name",
            R"({"productId":"A","initialQuantity":null,"unitPrice":null})",
            "initialQuantity:REQUIRED unitPrice:REQUIRED");
        row("many decimals",
            R"({"productId":"A","quantity":1,"unitPrice":1.)" + QByteArray(500, '4') + "}",
            "accepted");
        row("text number", R"({"productId":"A","quantity":"5","unitPrice":"1"})",
            "quantity:TYPE unitPrice:TYPE");
        row("fraction", R"({"productId":"A","quantity":1.5,"unitPrice":1})", "quantity:TYPE");
        row("beyond int", R"({"productId":"A","quantity":2147483648,"unitPrice":1})",
            "quantity:MAX");
        row("far beyond", R"({"productId":"A","quantity":1e400,"unitPrice":1e400})",
            "quantity:MAX unitPrice:MAX");
        row("far below", R"({"productId":"A","quantity":-1e300,"unitPrice":-1e300})",
            "quantity:MIN unitPrice:MIN");
        row("most int", R"({"productId":"A","quantity":2147483647,"unitPrice":1000000000000.00})",
            "accepted");
        row("price too high", R"({"productId":"A","quantity":1,"unitPrice":1000000000000.01})",
            "unitPrice:MAX");
        row("price rounds to nothing", R"({"productId":"A","quantity":1,"unitPrice":0.004})",
            "unitPrice:MIN");
        row("control character", R"({"productId":"A\u0007B","quantity":1,"unitPrice":1})",
            "productId:PATTERN");
        row("line end inside", R"({"productId":"A\nB","quantity":1,"unitPrice":1})",
            "productId:PATTERN");
        row("unknown field", R"({"productId":"A","quantity":1,"unitPrice":1,"x":[{}]})",
            "accepted");
        row("wrong container", R"({"productId":["A"],"quantity":{},"unitPrice":true})",
            "productId:TYPE quantity:TYPE unitPrice:TYPE");
    }
    void bodies() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, expected);
        QCOMPARE(codes(readCreate({body.toStdString()})), expected.toStdString());
    }

    void lengthsAreCountedInCharacters() {
        std::string name;
        for (int i = 0; i < 100; ++i)
            name += "é";
        const auto body = [&](const std::string& product) {
            return "{\"productId\":\"" + product + "\",\"quantity\":1,\"unitPrice\":1}";
        };
        QCOMPARE(codes(readCreate({body(name)})), std::string("accepted"));
        QCOMPARE(codes(readCreate({body(name + "é")})), std::string("productId:SIZE"));
    }

    void brokenBodiesAreMalformed() {
        for (const auto* body :
             {"", "{", "{\"a\":1,\"a\":2}", "{\"a\":1}x", "\xff", "{\"product\\u0000\":\"A\"}"})
            QCOMPARE(errorOf(readCreate({body})).kind, ErrorKind::MalformedJson);
        const std::string deep = std::string(40, '[') + std::string(40, ']');
        QCOMPARE(errorOf(readCreate({deep})).kind, ErrorKind::MalformedJson);
        QCOMPARE(codes(readCreate({"[]"})), std::string("body:TYPE"));
    }

    void brokenBodiesSayWhatAndWhere() {
        const auto error = errorOf(readCreate({R"({"productId":"A","productId":"B"})"}));
        QCOMPARE(error.message, std::string("Request body is not valid JSON"));
        QCOMPARE(error.errors.size(), std::size_t(1));
        QCOMPARE(error.errors[0].field, std::string("body"));
        QCOMPARE(error.errors[0].code, std::string("PATTERN"));
        QCOMPARE(error.errors[0].message,
                 std::string("not valid JSON at byte 27: duplicate key \"productId\""));
    }

    void controlCharactersAreAPatternOfTheirFieldNulToo() {
        for (const auto* text : {"\\u0000", "A\\u0000", "A\\u0001", "\\u007f"}) {
            const auto body =
                std::string("{\"productId\":\"") + text + "\",\"quantity\":1,\"unitPrice\":1}";
            QCOMPARE(codes(readCreate({body})), std::string("productId:PATTERN"));
        }
    }

    void aRefusedNulGoesBackAsItsSymbol() {
        const auto error =
            errorOf(readCreate({R"({"productId":"A\u0000B","quantity":1,"unitPrice":1})"}));
        QCOMPARE(*error.errors.at(0).rejectedValue.asString(), std::string("A\u2400B"));
    }

    void reserveHasALimitAndATimeToLive() {
        StockRules rules;
        rules.maxPerRequest = 10;
        QCOMPARE(codes(readReserve({R"({"quantityToReserve":11})"}, rules)),
                 std::string("quantityToReserve:MAX"));
        QCOMPARE(codes(readReserve({R"({"quantity":10,"ttlSeconds":86401})"}, rules)),
                 std::string("ttlSeconds:MAX"));
        const auto read = readReserve({R"({"quantity":10})"}, rules);
        QCOMPARE(std::get<Reserve>(read).ttl, std::chrono::seconds(900));
    }

    void statusTakesTwoWords() {
        QCOMPARE(codes(readSetStatus({R"({"status":"AVAILABLE"})"})), std::string("status:ENUM"));
        const auto read = readSetStatus({R"({"status":"DISCONTINUED"})"});
        QCOMPARE(std::get<SetStatus>(read).status, WantedStatus::Discontinued);
    }

    void ifMatchIsAnExpectedVersion() {
        const std::string three = "\"3\"", bare = "3", any = "*";
        const auto version = [](const std::string& header, const char* body) {
            return std::get<SetQuantity>(readSetQuantity({body, &header})).common.expectedVersion;
        };
        QCOMPARE(version(three, R"({"quantity":1})"), std::optional<std::int64_t>(3));
        QCOMPARE(version(any, R"({"quantity":1})"), std::optional<std::int64_t>());
        QCOMPARE(codes(readSetQuantity({R"({"quantity":1})", &bare})),
                 std::string("If-Match:PATTERN"));
        QCOMPARE(codes(readSetQuantity({R"({"quantity":1,"expectedVersion":4})", &three})),
                 std::string("If-Match:CONFLICT"));
    }

    void deletionReadsItsQuery() {
        const auto query = objectFromPairs({{"deletedBy", "me"}, {"expectedVersion", "7"}});
        const auto read = readDelete(query, nullptr);
        QCOMPARE(std::get<DeleteStock>(read).common.by, std::optional<std::string>("me"));
        QCOMPARE(std::get<DeleteStock>(read).common.expectedVersion,
                 std::optional<std::int64_t>(7));
        QCOMPARE(codes(readDelete(objectFromPairs({{"expectedVersion", "x"}}), nullptr)),
                 std::string("expectedVersion:TYPE"));
        QCOMPARE(codes(readDelete(objectFromPairs({{"deletedBy", "me"}, {"deletedBy", "you"}}),
                                  nullptr)),
                 std::string("deletedBy:CONFLICT"));
    }

    void idempotencyKeysArePrintable() {
        QVERIFY(!idempotencyKeyError("order 4711"));
        QVERIFY(idempotencyKeyError(""));
        QVERIFY(idempotencyKeyError(std::string(129, 'a')));
        QVERIFY(idempotencyKeyError("a\tb"));
    }

    void impossibleIdsNeverReachTheDatabase() {
        QVERIFY(isImpossibleId(""));
        QVERIFY(isImpossibleId(std::string("a\0b", 3)));
        QVERIFY(isImpossibleId("\xc3"));
        QVERIFY(isImpossibleId(std::string(65, 'a')));
        QVERIFY(!isImpossibleId("any opaque id"));
    }
};

VIGIA_TEST_CLASS(RequestsTest)
#include "requests_test.moc"
