#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::tests;

class HostileBodiesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

private Q_SLOTS:
    void initTestCase() { m_stock = std::make_unique<StockFixture>(); }
    void cleanupTestCase() { m_stock.reset(); }

    void bodies_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QByteArray& body, int status) {
            QTest::newRow(name) << body << status;
        };
        row("empty", "", 400);
        row("truncated", "{\"productId\":\"A\",\"quantity\":1,\"unitPr", 400);
        row("trailing text", R"({"productId":"A","quantity":1,"unitPrice":1} x)", 400);
        row("duplicate keys", R"({"productId":"A","quantity":1,"quantity":2,"unitPrice":1})", 400);
        row("latin-1", QByteArray("{\"productId\":\"caf\xe9\",\"quantity\":1,\"unitPrice\":1}"),
            400);
        row("overlong UTF-8",
            QByteArray("{\"productId\":\"\xc0\xaf\",\"quantity\":1,\"unitPrice\":1}"), 400);
        row("lone surrogate", R"({"productId":"\ud800","quantity":1,"unitPrice":1})", 400);
        row("NUL escape", R"({"productId":"A\u0000","quantity":1,"unitPrice":1})", 400);
        row("NUL byte", QByteArray("{\"productId\":\"A\0\",\"quantity\":1,\"unitPrice\":1}", 42),
            400);
        row("deep nesting",
            QByteArray(R"({"x":)") + QByteArray(5000, '[') + QByteArray(5000, ']') + "}", 400);
        row("huge number", R"({"productId":"A","quantity":1e999999999,"unitPrice":1})", 400);
        row("long number",
            QByteArray(R"({"productId":"A","quantity":)") + QByteArray(100000, '9') +
                ",\"unitPrice\":1}",
            400);
        row("not a number", R"({"productId":"A","quantity":NaN,"unitPrice":1})", 400);
        row("array", "[1,2,3]", 400);
        row("text", "\"hello\"", 400);
        row("null", "null", 400);
        row("oversized", QByteArray("{\"productId\":\"") + QByteArray(1100000, 'a') + "\"}", 413);
        row("right-to-left and emoji",
            "{\"productId\":\"\xe2\x80\xae\xf0\x9f\x92\xa9\",\"quantity\":1,\"unitPrice\":1}", 201);
    }
    void bodies() {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const auto answer = m_stock->post("/stocks", body.toStdString());
        QCOMPARE(answer.status, status);
        if (status == 400)
            QVERIFY(answer.text("errorCode") == "MALFORMED_JSON" ||
                    answer.text("errorCode") == "VALIDATION_FAILED");
        QVERIFY(m_stock->get("/ping").status == 200);
    }

    void nothingOfThemWasStored() {
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.stocks"), std::string("1"));
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.outbox"), std::string("3"));
    }

    void otherContentTypesAreRefused() {
        QCOMPARE(m_stock->post("/stocks", "<a/>", "Content-Type: text/xml\r\n").status, 415);
    }

    void rejectedValuesAreCutAndNoSqlIsShown() {
        const auto answer = m_stock->post("/stocks", "{\"productId\":\"" + std::string(5000, 'x') +
                                                         "\",\"quantity\":1,\"unitPrice\":1}");
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.size() < 2000);
    }
};

VIGIA_TEST_CLASS(HostileBodiesTest)
#include "hostile_bodies_pgtest.moc"
