#include "core/load/text_template.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::load;

/// Rows of data, and the places of texts that take them.
class DataTableTest : public QObject {
    Q_OBJECT

private:
    static DataTables users(const char* csv) {
        return {{"users", std::make_shared<const DataTable>(*DataTable::parse(csv))}};
    }
    static std::string filled(const DataTables& data, const char* text, CellForm form,
                              std::uint64_t number = 0) {
        std::mt19937_64 random(1);
        const std::map<std::string, std::vector<std::string>, std::less<>> saved;
        std::string out;
        const auto parsed = TextTemplate::parse(text, data, form);
        if (!parsed || !parsed->fill({"r1", number, &random, &saved}, out))
            return "not filled";
        return out;
    }

private Q_SLOTS:
    void quotedCellsMayHoldCommasQuotesAndLines() {
        const auto table = DataTable::parse(
            "\xef\xbb\xbfname, mail\r\n\"a, \"\"b\"\"\",x@y\r\n\"two\nlines\",\n\n");
        QVERIFY2(table, table ? "" : table.error().message.c_str());
        QCOMPARE(table->rows(), std::size_t{2});
        QCOMPARE(table->columns(), (std::vector<std::string>{"name", "mail"}));
        QCOMPARE(table->cell(0, 0), std::string("a, \"b\""));
        QCOMPARE(table->cell(0, 1), std::string("x@y"));
        QCOMPARE(table->cell(1, 0), std::string("two\nlines"));
        QCOMPARE(table->cell(1, 1), std::string());
        QCOMPARE(table->cell(2, 1), std::string("x@y")); // the first follows the last
    }

    void whatIsWrongIsNamedWithItsLine_data() {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* csv, const char* expected) {
            QTest::newRow(name) << QByteArray(csv) << QByteArray(expected);
        };
        row("no rows", "a,b\n", "no row");
        row("nothing", "", "each column");
        row("same name", "a,a\n1,2\n", "a name of its own");
        row("too few", "a,b\n1,2\n1\n", "line 3: it has 1 cells");
        row("after a line in quotes", "a,b\n\"1\n\",2\n1\n", "line 4: it has 1 cells");
        row("open quote", "a\n\"1\n", "line 2: a cell begins");
        row("after the quote", "a\n\"1\"2\n", "line 2: after a quoted cell");
        row("no text", "a\n\xff\n", "UTF-8");
    }
    void whatIsWrongIsNamedWithItsLine() {
        QFETCH(QByteArray, csv);
        QFETCH(QByteArray, expected);
        const auto table = DataTable::parse(csv.toStdString());
        QVERIFY(!table);
        QVERIFY2(table.error().message.find(expected.toStdString()) != std::string::npos,
                 table.error().message.c_str());
    }

    void placesOfOneRequestHaveTheSameRow() {
        const auto data = users("name,mail\nA,a@x\nB,b@x\n");
        const char* text = "{{data users name}} {{data users mail}}";
        QCOMPARE(filled(data, text, CellForm::Plain, 0), std::string("A a@x"));
        QCOMPARE(filled(data, text, CellForm::Plain, 1), std::string("B b@x"));
        QCOMPARE(filled(data, text, CellForm::Plain, 2), std::string("A a@x"));
    }

    void noCellBreaksTheTextAroundIt() {
        const auto data = users("a\n\"x\"\"y\r\nHost: é\"\n");
        QCOMPARE(filled(data, "/{{data users a}}", CellForm::Url),
                 std::string("/x%22y%0D%0AHost%3A%20%C3%A9"));
        QCOMPARE(filled(data, "\"{{data users a}}\"", CellForm::Json),
                 std::string("\"x\\\"y\\r\\nHost: é\""));
        QCOMPARE(filled(data, "{{data users a}}", CellForm::Plain), std::string("x\"y  Host: é"));
    }

    void aTableOrAColumnThatIsNotThereIsNamed() {
        const auto data = users("name\nA\n");
        const auto table = TextTemplate::parse("{{data people name}}", data);
        QVERIFY(!table && table.error().message.find("no data 'people'") != std::string::npos);
        const auto column = TextTemplate::parse("{{data users mail}}", data);
        QVERIFY(!column && column.error().message.find("it has name") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(DataTableTest)
#include "data_table_test.moc"
