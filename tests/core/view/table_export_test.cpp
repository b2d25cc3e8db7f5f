#include "core/base/json.h"
#include "core/view/table_export.h"
#include "tests/core/view/list_table.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::view;
using vigia::tests::itemSource;
using vigia::tests::itemTable;

class TableExportTest : public QObject {
    Q_OBJECT

    static TableModel table() {
        TableModel model(itemTable().plainColumns());
        model.update(itemSource({{"=1+1", -5, ops::Health::Ok, "a, b", 0.25, 1'500'000},
                                 {"tab\there\nand \"quote\"", std::nullopt, ops::Health::Broken}}));
        return model;
    }

private Q_SLOTS:
    void csvIsExactQuotedAndDefused() {
        const auto model = table();
        QCOMPARE(exported(model, wholeTable(model), ExportFormat::Csv),
                 std::string("Name,Lag,State,Topics,Age,Size\n"
                             "'=1+1,-5,OK,\"a, b\",0.25,1500000\n"
                             "\"tab\there\nand \"\"quote\"\"\",,BROKEN,,,0\n"));
    }

    void tsvKeepsOneLineARow() {
        const auto model = table();
        const auto text = exported(model, wholeTable(model), ExportFormat::Tsv);
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), std::ptrdiff_t{3});
        QVERIFY(text.find("tab\\x09here\\x0aand") != std::string::npos ||
                text.find("tab\\x09here\\x0Aand") != std::string::npos);
    }

    void jsonIsValidAndKeepsTypes() {
        const auto model = table();
        const auto json = parseJson(exported(model, wholeTable(model), ExportFormat::Json));
        QVERIFY(json.has_value());
        const auto& first = json->asArray()->front();
        QCOMPARE(first.integerAt("lag"), std::optional<std::int64_t>(-5));
        QCOMPARE(first.stringAt("name"), std::optional<std::string>("=1+1"));
        QVERIFY(json->asArray()->back().find("lag")->isNull());
    }

    void onlyTheChosenCells() {
        const auto model = table();
        const std::string chosen = exported(model, {{1}, {2, 0}}, ExportFormat::Json);
        QCOMPARE(
            chosen,
            std::string("[{\"state\":\"BROKEN\",\"name\":\"tab\\there\\nand \\\"quote\\\"\"}]"));
    }
};

VIGIA_TEST_CLASS(TableExportTest)
#include "table_export_test.moc"
