#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::tests;

class ListTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

    /// Product ids of a list, joined.
    std::string products(const std::string& query) {
        const auto answer = m_stock->get("/stocks" + query);
        if (answer.status != 200)
            return std::to_string(answer.status);
        std::string out;
        for (const auto& stock : *answer.at("data").asArray())
            out += (out.empty() ? "" : " ") + stock.stringAt("productId").value_or("?");
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        m_stock = std::make_unique<StockFixture>();
        m_stock->create("apple", 100, "10.00");
        m_stock->create("APRICOT", 5, "300.00");
        m_stock->create("pear", 0, "20.00");
        m_stock->create("100%_sure", 50, "1.00");
        const auto gone = m_stock->create("gone", 50, "1.00");
        m_stock->ask("DELETE", "/stocks/" + gone);
    }
    void cleanupTestCase() { m_stock.reset(); }

    void lists_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* query, const char* expected) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(expected);
        };
        row("", "apple APRICOT pear 100%_sure");
        row("?q=AP", "apple APRICOT");
        row("?q=100%25_", "100%_sure");
        row("?q=%25", "");
        row("?q=_", "");
        row("?q=%27%20OR%201=1--", "");
        row("?status=OUT_OF_STOCK,PENDING_RESTOCK", "APRICOT pear");
        row("?lowStock=true", "APRICOT pear");
        row("?lowStock=false", "apple 100%_sure");
        row("?symbol=pear", "pear");
        row("?productId=apple", "apple");
        row("?minQuantity=5&maxQuantity=50", "APRICOT 100%_sure");
        row("?minPrice=10&maxPrice=20.00", "apple pear");
        row("?updatedSince=2999-01-01T00:00:00Z", "");
        row("?sort=unitPrice,desc", "APRICOT pear apple 100%_sure");
        row("?sort=totalValue", "pear 100%_sure apple APRICOT");
        row("?sort=quantity,desc&size=2", "apple 100%_sure");
        row("?sort=quantity,desc&size=2&page=1", "APRICOT pear");
        row("?sort=drop", "400");
        row("?page=101&size=1000", "400");
    }
    void lists() {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, expected);
        QCOMPARE(products(query.toStdString()), expected.toStdString());
    }

    void pagesCountAllRows() {
        const auto page = m_stock->get("/stocks?size=3").at("page");
        QCOMPARE(page.text(),
                 std::string(R"({"number":0,"size":3,"totalElements":4,"totalPages":2})"));
    }
};

VIGIA_TEST_CLASS(ListTest)
#include "list_pgtest.moc"
