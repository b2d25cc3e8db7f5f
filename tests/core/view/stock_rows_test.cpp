#include "core/view/stock_rows.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::view;

class StockRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAListAnswer() {
        const auto body =
            parseJson(R"({"success":true,"data":[{"stockId":"s1","productId":"AAPL","symbol":"AAPL",
            "productName":"Apple","quantity":150,"reservedQuantity":5,"unitPrice":150.00,"totalValue":22500.00,
            "status":"AVAILABLE","lowStock":false,"version":3,"createdAt":"2025-01-02T03:04:05.678Z",
            "lastUpdated":"2025-01-02T03:04:06.000Z","lastUpdatedBy":"trader"}],
            "page":{"number":0,"size":100,"totalElements":523,"totalPages":6}})");
        const auto page = readStocks(*body);
        QVERIFY(page.has_value());
        QCOMPARE(page->total, std::int64_t{523});
        QCOMPARE(page->pages, std::int64_t{6});
        const auto& row = page->rows.front();
        QCOMPARE(row.quantity, std::int64_t{150});
        QCOMPARE(row.price->text(), std::string("150.00"));
        QCOMPARE(row.updatedBy, std::string("trader"));
        QVERIFY(row.updated > row.created);
    }

    void aBrokenAnswerIsAnErrorNotACrash_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no data") << QByteArray("{}");
        QTest::newRow("data is an object") << QByteArray(R"({"data":{}})");
        QTest::newRow("no id") << QByteArray(R"({"data":[{"symbol":"X"}]})");
        QTest::newRow("null item") << QByteArray(R"({"data":[null]})");
        QTest::newRow("array") << QByteArray("[]");
    }
    void aBrokenAnswerIsAnErrorNotACrash() {
        QFETCH(QByteArray, body);
        const auto json = parseJson(body.toStdString());
        QVERIFY(json.has_value());
        const auto page = readStocks(*json);
        QVERIFY(!page.has_value());
        QCOMPARE(page.error().code, ErrorCode::Corrupt);
    }

    void readsReservations() {
        const auto body = parseJson(
            R"({"data":[{"reservationId":"RES-1","stockId":"s1","symbol":"AAPL","quantity":5,
            "state":"EXPIRED","createdAt":"2025-01-02T03:04:05.678Z","expiresAt":"2025-01-02T03:19:05.678Z",
            "closedAt":"2025-01-02T03:19:07.000Z","closedBy":"system"}]})");
        const auto page = readReservations(*body);
        QVERIFY(page.has_value());
        QVERIFY(page->rows.front().closed.has_value());
        QCOMPARE(reservationHealth(page->rows.front().state), ops::Health::Degraded);
    }

    void newerVersionsReplaceAndUnknownIdsAreAdded() {
        StockRow a, b, c;
        a.id = "a";
        a.version = 1;
        b.id = "b";
        b.version = 5;
        c.id = "c";
        StockRow newA = a;
        newA.version = 2;
        newA.quantity = 9;
        StockRow oldB = b;
        oldB.version = 4;
        oldB.quantity = 7;
        const auto merged = mergedStocks({a, b}, {c, oldB, newA});
        QCOMPARE(merged.size(), std::size_t{3});
        QCOMPARE(merged[0].quantity, std::int64_t{9});
        QCOMPARE(merged[1].version, std::int64_t{5});
        QCOMPARE(merged[2].id, std::string("c"));
    }
};

VIGIA_TEST_CLASS(StockRowsTest)
#include "stock_rows_test.moc"
