#include "backend/postgres/outbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::backend::postgres;
using vigia::core::stream::Headers;

class OutboxHeadersTest : public QObject {
    Q_OBJECT

    static void comesBack(const Headers& headers) {
        const auto read = headersFromJson(headersToJson(headers));
        QVERIFY(read);
        QCOMPARE(read->size(), headers.size());
        for (std::size_t i = 0; i < headers.size(); ++i) {
            QCOMPARE(read->at(i).name, headers[i].name);
            QCOMPARE(read->at(i).value, headers[i].value);
        }
    }

private Q_SLOTS:
    void plainHeadersAreAnObject() {
        QCOMPARE(headersToJson({{"event-id", "1"}, {"x", "ä\n\""}}),
                 std::string("{\"event-id\":\"1\",\"x\":\"ä\\n\\\"\"}"));
        comesBack({{"event-id", "1"}, {"x", "ä\n\""}});
        comesBack({});
    }

    void aNameGivenTwiceKeepsBothValues() { comesBack({{"a", "1"}, {"b", "2"}, {"a", "3"}}); }

    void bytesThatAreNoTextComeBackAsTheyWere() {
        comesBack({{"a", std::string("\xff\xfe\0\x01", 4)}, {std::string("n\0m", 3), "v"}});
    }

    void somethingElseInTheColumnIsCorrupt() {
        for (const char* text : {"", "7", "[[1,2]]", "[[\"a\"]]", "{\"a\":5}", "[\"a\",\"b\"]"})
            QVERIFY2(!headersFromJson(text), text);
    }
};

VIGIA_TEST_CLASS(OutboxHeadersTest)
#include "outbox_headers_test.moc"
