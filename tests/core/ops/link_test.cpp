#include "core/base/time_text.h"
#include "core/ops/link.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>

using namespace vigia::core;
using namespace vigia::core::ops;

class LinkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLinkReadsBackAsItWasWritten() {
        const auto from = *parseRfc3339("2025-01-02T03:04:05.678Z");
        const auto to = *parseRfc3339("2025-01-02T04:00:00Z");
        const std::vector<std::pair<Link, std::string>> links{
            {{.cluster = "orders"}, "vigia://orders"},
            {{.cluster = "orders", .topic = "pay.ments_v-2"}, "vigia://orders/pay.ments_v-2"},
            {{.cluster = "orders", .topic = "p", .partition = 3}, "vigia://orders/p/3"},
            {{.cluster = "o", .topic = "p", .partition = 0, .offset = INT64_MAX},
             "vigia://o/p/0/9223372036854775807"},
            {{.cluster = "o", .group = "billing"}, "vigia://o/~group/billing"},
            {{.cluster = "o", .group = "a b/ü%", .from = from, .to = to},
             "vigia://o/~group/a%20b%2F%C3%BC%25?from=2025-01-02T03:04:05.678Z&to="
             "2025-01-02T04:00:00.000Z"}};
        for (const auto& [link, text] : links) {
            QCOMPARE(linkText(link), text);
            const auto read = parseLink(text);
            QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
            QVERIFY2(*read == link, text.c_str());
        }
    }

    void hostileLinksAreRefusedWithASentence_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const QByteArray& text) {
            QTest::newRow(name) << text;
        };
        row("empty", "");
        row("another scheme", "http://orders/p/1/2");
        row("scheme in capitals", "VIGIA://orders");
        row("no cluster", "vigia://");
        row("no cluster but a topic", "vigia:///p");
        row("user and port", "vigia://me@orders:1/p");
        row("a path as cluster", "vigia://../etc/passwd");
        row("parent folder as topic", "vigia://orders/..");
        row("encoded slash in a topic", "vigia://orders/a%2Fb");
        row("space", "vigia://orders/a b");
        row("NUL", QByteArray("vigia://orders/a\0b", 18));
        row("line end", "vigia://orders/p\n/1");
        row("escape sequence", "vigia://\x1B[31m");
        row("right-to-left override", "vigia://orders/~group/a\xE2\x80\xAE"
                                      "b");
        row("encoded line end", "vigia://orders/~group/a%0Ab");
        row("broken UTF-8", "vigia://orders/~group/%C3%28");
        row("half an encoding", "vigia://orders/~group/a%4");
        row("no hexadecimal", "vigia://orders/~group/a%zz");
        row("signed hexadecimal", "vigia://orders/~group/a%-1");
        row("empty group", "vigia://orders/~group/");
        row("no group", "vigia://orders/~group");
        row("more after a group", "vigia://orders/~group/a/b");
        row("negative partition", "vigia://orders/p/-1");
        row("positive sign", "vigia://orders/p/+1");
        row("partition too large", "vigia://orders/p/2147483648");
        row("offset too large", "vigia://orders/p/1/9223372036854775808");
        row("leading zero", "vigia://orders/p/01");
        row("hexadecimal offset", "vigia://orders/p/1/0x10");
        row("empty partition", "vigia://orders/p//1");
        row("trailing slash", "vigia://orders/p/1/2/");
        row("more after the offset", "vigia://orders/p/1/2/3");
        row("fragment", "vigia://orders/p#x");
        row("times of a topic",
            "vigia://orders/p?from=2025-01-02T03:04:05Z&to=2025-01-02T04:04:05Z");
        row("empty query", "vigia://orders/~group/a?");
        row("unknown key", "vigia://orders/~group/a?command=reset");
        row("half a range", "vigia://orders/~group/a?from=2025-01-02T03:04:05Z");
        row("twice the same", "vigia://orders/~group/"
                              "a?from=2025-01-02T03:04:05Z&from=2025-01-02T03:04:05Z");
        row("range backwards",
            "vigia://orders/~group/a?from=2025-01-03T03:04:05Z&to=2025-01-02T04:04:05Z");
        row("no time", "vigia://orders/~group/a?from=yesterday&to=today");
        row("too long", "vigia://orders/~group/" + QByteArray(5000, 'a'));
        row("topic too long", "vigia://orders/" + QByteArray(250, 'a'));
    }

    void hostileLinksAreRefusedWithASentence() {
        QFETCH(QByteArray, text);
        const auto read = parseLink({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
        for (const char c : read.error().message)
            QVERIFY2(static_cast<unsigned char>(c) >= 0x20, "a control character in the sentence");
    }

    void anythingReadIsWrittenInOneWay() {
        std::mt19937 random(7);
        const std::string alphabet = "vigia:/ab~group%2F?=&.-_01T";
        int good = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string text = "vigia://a/";
            for (auto n = random() % 16; n > 0; --n)
                text.push_back(alphabet[random() % alphabet.size()]);
            const auto read = parseLink(text);
            if (!read)
                continue;
            ++good;
            const auto again = parseLink(linkText(*read));
            QVERIFY2(again && *again == *read, text.c_str());
        }
        QVERIFY(good > 100);
    }
};

VIGIA_TEST_CLASS(LinkTest)
#include "link_test.moc"
