#include "core/view/filter.h"
#include "tests/core/view/list_table.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>

using namespace vigia::core::view;
using vigia::tests::itemTable;

namespace {

ParsedFilter parse(const std::string& text) {
    static const auto columns = itemTable().plainColumns();
    return parseFilter(text, columns);
}

std::string repeated(const std::string& part, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += part;
    return all;
}

} // namespace

class FilterHostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostileTextIsRefusedNotRun_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("too long", std::string(3000, 'a'));
        row("too deep", repeated("(", 500) + "a" + repeated(")", 500));
        row("too deep by not", repeated("!", 1500) + "a");
        row("too many", repeated("a,", 900) + "a");
        row("too many values", "state in (" + repeated("A,", 600) + "A)");
        row("broken UTF-8", "name = \xff\xfe");
        row("overlong", "name = \xc0\xaf");
        row("pattern too long", "name ~ " + std::string(600, 'x'));
        row("pattern too big", "name ~ ((((a{100}){100}){100}){100})");
        row("huge number", "lag > 1" + std::string(400, '0'));
        row("not a number", "lag > nan");
        row("infinity", "lag > inf");
        row("hex", "lag > 0x10");
    }
    void hostileTextIsRefusedNotRun() {
        QFETCH(QByteArray, text);
        const auto parsed = parse(text.toStdString());
        QVERIFY(parsed.error.has_value());
        QVERIFY(!parsed.filter);
        QVERIFY(parsed.error->position <= static_cast<std::size_t>(text.size()));
        QVERIFY(!parsed.error->message.empty());
    }

    void aPatternThatBacktracksElsewhereIsLinearHere() {
        const auto parsed = parse("name ~ ^(a+)+$");
        QVERIFY(parsed.filter != nullptr);
        auto source = vigia::tests::itemSource({{std::string(50'000, 'a') + "b", 1}});
        TableModel table(itemTable().plainColumns());
        table.update(source);
        table.setFilter(parsed.filter);
        QCOMPARE(table.rowCount(), std::size_t{0});
    }

    void nulAndControlsAreOrdinaryText() {
        QVERIFY(!parse(std::string("name = a\0b", 10)).error);
        QVERIFY(!parse("\x01\x02").error);
    }

    void anyTextEitherRunsOrNamesItsMistake() {
        static const std::vector<std::string> kParts{
            "lag", " ", ">",  "<=",  "~",     "!",    "(",    ")",  ",",
            "\"",  "'", "\\", "and", " or ",  " in ", "not ", "5k", "name",
            "—",   "=", "[",  "*",   "state", "\t",   "1e9",  "-",  "."};
        std::mt19937 random(7);
        std::uniform_int_distribution<std::size_t> part(0, kParts.size() - 1);
        std::uniform_int_distribution<int> length(0, 14);
        for (int round = 0; round < 20'000; ++round) {
            std::string text;
            for (int i = length(random); i > 0; --i)
                text += kParts[part(random)];
            const auto parsed = parse(text);
            QVERIFY2(!(parsed.filter && parsed.error), text.c_str());
            if (parsed.error)
                QVERIFY2(parsed.error->position + parsed.error->length <= text.size(),
                         text.c_str());
        }
    }
};

VIGIA_TEST_CLASS(FilterHostileTest)
#include "filter_hostile_test.moc"
