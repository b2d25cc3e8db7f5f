#include "core/base/text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void utf8IsCheckedStrictly() {
        QVERIFY(isValidUtf8("é日😀"));
        for (const char* bad :
             {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFE"})
            QVERIFY(!isValidUtf8(bad));
    }

    void controlsAreFound() {
        QVERIFY(hasControlCharacters(std::string_view("a\0b", 3)));
        QVERIFY(hasControlCharacters("a\x7F"));
        QVERIFY(hasControlCharacters("a\xC2\x85"));
        QVERIFY(!hasControlCharacters("José ação"));
    }

    void displayTextIsDefused() {
        QCOMPARE(escapedForDisplay("a\x1B]0;x\x07"), std::string("a\\x1B]0;x\\x07"));
        QCOMPARE(escapedForDisplay("x\xE2\x80\xAEy"), std::string("x\\u{202E}y"));
        QCOMPARE(escapedForDisplay("x\xFFy"), std::string("x\\xFFy"));
        QCOMPARE(escapedForDisplay("ééé", 3), std::string("é…"));
        QCOMPARE(escapedForDisplay("plain é"), std::string("plain é"));
    }

    void csvCellsAreDefused() {
        QCOMPARE(csvCell("=1+1"), std::string("'=1+1"));
        QCOMPARE(csvCell("a,b\"c"), std::string("\"a,b\"\"c\""));
        QCOMPARE(csvCell("@x,y"), std::string("\"'@x,y\""));
        QCOMPARE(csvCell("plain"), std::string("plain"));
    }

    void nearestWordIsSuggestedOnlyWhenNear() {
        const std::vector<std::string> words{"topics", "groups", "stack", "status"};
        QCOMPARE(nearestWord("topcis", words), std::optional<std::string>("topics"));
        QCOMPARE(nearestWord("STATUS", words), std::optional<std::string>("status"));
        QVERIFY(!nearestWord("elephant", words).has_value());
    }

    void trimsAndSplits() {
        QCOMPARE(trimmed("  a b \n"), std::string_view("a b"));
        QCOMPARE(trimmed(" \t"), std::string_view());
        QCOMPARE(split("a,,b", ',').size(), std::size_t(3));
        QCOMPARE(codePoints("aé日"), std::size_t(3));
    }
};

VIGIA_TEST_CLASS(TextTest)
#include "text_test.moc"
