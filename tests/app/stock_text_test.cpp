#include "app/commands/stock_text.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using vigia::app::stockText;

namespace {

/// JSON written with single quotes.
vigia::core::JsonValue json(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return *vigia::core::parseJson(text);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class StockTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsAreTablesWithTitles() {
        const auto text = stockText(
            json("{'data':[{'stockId':'a-1','symbol':'AAPL','status':'AVAILABLE','quantity':7,'"
                 "reservedQuantity':0,'unitPrice':1.50,'totalValue':10.50,'version':2}]}"));
        QVERIFY2(has(text, "Stock  Symbol  Status     Quantity"), text.c_str());
        QVERIFY2(has(text, "a-1    AAPL    AVAILABLE         7"), text.c_str());
        QVERIFY2(has(text, "1.50"), text.c_str());
    }

    void aReservationShowsItsWholeId() {
        const auto text =
            stockText(json("{'data':{'stock':{'symbol':'AAPL'},'reservation':{'reservationId':'RES-"
                           "39cd180b-7d68-4673-b7bf-75f38357dc9d'}}}"));
        QVERIFY2(has(text, "reservation.reservationId  RES-39cd180b-7d68-4673-b7bf-75f38357dc9d"),
                 text.c_str());
        QVERIFY2(has(text, "stock.symbol"), text.c_str());
    }

    void listsOfReservationsAndEventsHaveTheirOwnColumns() {
        QVERIFY(has(stockText(json("{'data':[{'reservationId':'R','state':'ACTIVE'}]}")),
                    "Reservation"));
        QVERIFY(has(stockText(json("{'data':[{'operation':'STOCK_CREATED'}]}")), "Operation"));
        QCOMPARE(stockText(json("{'data':[]}")), std::string("Nothing found.\n"));
    }

    void textsFromOutsideCannotSteerTheTerminal() {
        const auto text =
            stockText(json("{'data':[{'symbol':'\\u001b]0;x\\u0007','status':'\\u202eABC'}]}"));
        QVERIFY2(!has(text, "\x1B") && !has(text, "\xE2\x80\xAE"), text.c_str());
    }

    void answersOfAnotherShapeStillShowSomething() {
        QCOMPARE(stockText(json("{}")).find('\x1B'), std::string::npos);
        QCOMPARE(stockText(json("{'data':5}")), std::string("5\n"));
        QVERIFY(!stockText(json("{'data':[1,null,'x']}")).empty());
    }
};

VIGIA_TEST_CLASS(StockTextTest)
#include "stock_text_test.moc"
