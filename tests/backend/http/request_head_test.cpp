#include "backend/http/chunked_body.h"
#include "backend/http/request_head.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <random>

using namespace vigia::backend::http;

namespace {

/// The status a head is refused with; 0 when it passes, -1 when it is not complete.
int judged(std::string_view bytes, RequestHead& head) {
    HeadScanner scanner{HeadLimits{}};
    if (!scanner.scan(bytes))
        return scanner.refusal() ? scanner.refusal()->status : -1;
    const auto refusal = parseHead(bytes.substr(0, scanner.size()), HeadLimits{}, head);
    return refusal ? refusal->status : 0;
}

int judged(std::string_view bytes) {
    RequestHead head;
    return judged(bytes, head);
}

std::string headWith(const std::string& line, const std::string& version = "HTTP/1.1") {
    return "POST /x " + version + "\r\nHost: a\r\n" + line + "\r\n\r\n";
}

/// Status of a chunked body fed in pieces of `step` bytes; 0 when complete, -1 when more is needed.
int fed(std::string_view bytes, std::string& body, std::size_t step, std::size_t maxBytes = 1024) {
    ChunkedBody chunked(maxBytes);
    for (std::size_t at = 0; at < bytes.size() && !chunked.complete() && !chunked.refusal();
         at += step)
        chunked.feed(bytes.substr(at, step), body);
    if (chunked.refusal())
        return chunked.refusal()->status;
    return chunked.complete() ? 0 : -1;
}

} // namespace

class RequestHeadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framingThatIsRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const std::string& bytes, int status = 400) {
            QTest::newRow(name) << QByteArray(bytes.data(), static_cast<int>(bytes.size()))
                                << status;
        };
        row("length and chunked", headWith("Content-Length: 5\r\nTransfer-Encoding: chunked"));
        row("chunked and length", headWith("Transfer-Encoding: chunked\r\nContent-Length: 5"));
        row("identity", headWith("Transfer-Encoding: identity"));
        row("xchunked", headWith("Transfer-Encoding: xchunked"));
        row("chunked, identity", headWith("Transfer-Encoding: chunked, identity"));
        row("chunked with blank", headWith("Transfer-Encoding: chunked , identity"));
        row("gzip, chunked", headWith("Transfer-Encoding: gzip, chunked"));
        row("chunked twice", headWith("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"));
        row("upper case coding", headWith("Transfer-Encoding: CHUNKED"));
        row("quoted coding", headWith("Transfer-Encoding: \"chunked\""));
        row("coding with control", headWith(std::string("Transfer-Encoding: \x0b") + "chunked"));
        row("coding in 1.0", headWith("Transfer-Encoding: chunked", "HTTP/1.0"));
        row("length list", headWith("Content-Length: 5, 5"));
        row("length twice", headWith("Content-Length: 5\r\nContent-Length: 5"));
        row("lengths differ", headWith("Content-Length: 5\r\nContent-Length: 6"));
        row("signed length", headWith("Content-Length: +5"));
        row("negative length", headWith("Content-Length: -5"));
        row("hex length", headWith("Content-Length: 0x5"));
        row("empty length", headWith("Content-Length: "));
        row("length overflow", headWith("Content-Length: 18446744073709551621"));
        row("length with dot", headWith("Content-Length: 5.0"));
        row("blank before colon", headWith("Content-Length : 5"));
        row("tab before colon", headWith("Transfer-Encoding\t: chunked"));
        row("no name", headWith(": 5"));
        row("no colon", headWith("Content-Length"));
        row("folded", headWith("X-A: b\r\n Content-Length: 5"));
        row("folded first", "POST / HTTP/1.1\r\n Host: a\r\n\r\n");
        row("bare LF lines", "POST / HTTP/1.1\nHost: a\n\n");
        row("bare LF in value", "POST / HTTP/1.1\r\nHost: a\r\nX: b\nContent-Length: 5\r\n\r\n");
        row("bare CR in value", headWith("X: b\rContent-Length: 5"));
        row("NUL in value", headWith(std::string("X: a\0b", 6)));
        row("NUL in name", headWith(std::string("X\0Y: b", 6)));
        row("DEL in value", headWith("X: a\x7f"));
        row("no host", "GET / HTTP/1.1\r\n\r\n");
        row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        row("no version", "GET /\r\n\r\n");
        row("blank in target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n");
        row("tab in request line", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n");
        row("two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n");
        row("raw UTF-8 target", "GET /\xC3\xA4 HTTP/1.1\r\nHost: a\r\n\r\n");
        row("bad method", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n");
        row("lower case version", "GET / http/1.1\r\nHost: a\r\n\r\n");
        row("version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
        row("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\n", 505);
        row("TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12));
        row("two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        row("other expectation", headWith("Expect: 200-ok"), 417);
        row("one header too large", headWith("X: " + std::string(8200, 'a')), 431);
        std::string many;
        for (int i = 0; i < 101; ++i)
            many += "X" + std::to_string(i) + ": 1\r\n";
        row("too many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + many + "\r\n", 431);
        row("headers too large", "GET / HTTP/1.1\r\n" + std::string(40'000, 'a'), 431);
        row("line too long", "GET /" + std::string(8200, 'a'), 414);
    }
    void framingThatIsRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QCOMPARE(judged({bytes.constData(), static_cast<std::size_t>(bytes.size())}), status);
    }

    void whatIsReadIsWhatWasSent() {
        RequestHead head;
        QCOMPARE(judged("\r\nPUT /a?b=c HTTP/1.1\r\nhOsT:x\r\nX-Y: \t a, b \t\r\nContent-Length: "
                        "12\r\nExpect: 100-Continue\r\nConnection: a, Close\r\n\r\nrest",
                        head),
                 0);
        QCOMPARE(std::string(head.method), std::string("PUT"));
        QCOMPARE(std::string(head.target), std::string("/a?b=c"));
        QCOMPARE(std::string(head.fields[1].value), std::string("a, b"));
        QCOMPARE(head.contentLength, std::optional<std::uint64_t>(12));
        QVERIFY(head.expectsContinue && !head.keepAlive && !head.chunked);
        QCOMPARE(judged("GET / HTTP/1.0\r\n\r\n", head), 0);
        QVERIFY(!head.keepAlive && !head.contentLength && head.fields.empty());
        QCOMPARE(judged("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", head), 0);
        QVERIFY(head.keepAlive);
    }

    void limitsAreMetExactly() {
        const std::string line = "GET /" + std::string(8 * 1024 - 14, 'a') + " HTTP/1.1\r\n";
        QCOMPARE(line.size(), std::size_t(8 * 1024 + 2));
        QCOMPARE(judged(line + "Host: a\r\n\r\n"), 0);
        QCOMPARE(judged(headWith("X: " + std::string(8 * 1024 - 3, 'a'))), 0);
        QCOMPARE(judged(headWith("X: " + std::string(8 * 1024 - 2, 'a'))), 431);
    }

    void bytesMayArriveOneByOne() {
        const std::string bytes = headWith("Content-Length: 5");
        HeadScanner scanner{HeadLimits{}};
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!scanner.scan(std::string_view(bytes).substr(0, size)));
        QVERIFY(scanner.scan(bytes + "body"));
        QCOMPARE(scanner.size(), bytes.size());
    }

    /// Whatever we let through, Beast frames the same way: nothing can be smuggled between the two.
    void beastAgreesWithEveryHeadThatPasses() {
        const std::vector<std::string> parts = {"Content-Length: 3\r\n",
                                                "Transfer-Encoding: chunked\r\n",
                                                "Host: a\r\n",
                                                "X: y\r\n",
                                                "Connection: close\r\n",
                                                "content-length:3\r\n",
                                                "X:\r\n",
                                                " fold\r\n",
                                                "Expect: 100-continue\r\n",
                                                "X : y\r\n",
                                                "Content-Length: 3,3\r\n",
                                                "Transfer-Encoding: identity\r\n",
                                                "\n",
                                                "X: \x01\r\n"};
        std::mt19937 random(20);
        int passed = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes =
                round % 2 == 0 ? "POST /x HTTP/1.1\r\nHost: b\r\n" : "POST /x HTTP/1.0\r\n";
            for (unsigned i = random() % 4; i > 0; --i)
                bytes += parts[random() % parts.size()];
            bytes += "\r\n";
            if (random() % 8 == 0)
                bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
            RequestHead head;
            if (judged(bytes, head) != 0)
                continue;
            ++passed;
            boost::beast::http::request_parser<boost::beast::http::string_body> parser;
            boost::beast::error_code error;
            parser.header_limit(64 * 1024);
            parser.put(boost::asio::buffer(bytes.starts_with("\r\n") ? bytes.substr(2) : bytes),
                       error);
            QVERIFY2(!error && parser.is_header_done(),
                     (error.message() + ": " +
                      QByteArray::fromStdString(bytes).toPercentEncoding().toStdString())
                         .c_str());
            QCOMPARE(parser.chunked(), head.chunked);
            QCOMPARE(parser.content_length().value_or(0), head.contentLength.value_or(0));
            QCOMPARE(parser.keep_alive(), head.keepAlive);
        }
        QVERIFY(passed > 1'000);
    }

    void chunksAreDecodedInAnyPieces() {
        const std::string bytes = "5;a=\"b\"\r\nhello\r\n00A\r\n0123456789\r\n0\r\nX-T: v\r\n\r\n";
        for (std::size_t step = 1; step <= bytes.size(); ++step) {
            std::string body;
            QCOMPARE(fed(bytes, body, step), 0);
            QCOMPARE(body, std::string("hello0123456789"));
        }
    }

    void chunksThatAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("overflow") << QByteArray("FFFFFFFFFFFFFFFFF\r\n") << 400;
        QTest::newRow("huge") << QByteArray("FFFFFFFFFFFFFFF\r\n") << 413;
        QTest::newRow("prefix 0x") << QByteArray("0x5\r\nhello\r\n") << 400;
        QTest::newRow("sign") << QByteArray("+5\r\nhello\r\n") << 400;
        QTest::newRow("no size") << QByteArray("\r\nhello\r\n") << 400;
        QTest::newRow("blank") << QByteArray("5 \r\nhello\r\n") << 400;
        QTest::newRow("bare LF") << QByteArray("5\nhello\r\n") << 400;
        QTest::newRow("longer than said") << QByteArray("5\r\nhello!\r\n") << 400;
        QTest::newRow("bare LF after data") << QByteArray("5\r\nhello\n0\r\n\r\n") << 400;
        QTest::newRow("CR in extension") << QByteArray("5;a\rb\r\nhello\r\n") << 400;
        QTest::newRow("long extension") << QByteArray("5;") + QByteArray(2000, 'a') << 400;
        QTest::newRow("flood of extensions")
            << (QByteArray("1;") + QByteArray(900, 'a') + "\r\nx\r\n").repeated(20) << 400;
        QTest::newRow("trailer without colon") << QByteArray("0\r\nnonsense\r\n\r\n") << 400;
        QTest::newRow("flood of trailers")
            << "0\r\n" + QByteArray("X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").repeated(500)
            << 400;
        QTest::newRow("too much") << QByteArray("400\r\n") + QByteArray(1024, 'a') +
                                         "\r\n1\r\nb\r\n0\r\n\r\n"
                                  << 413;
    }
    void chunksThatAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        for (const std::size_t step : {std::size_t(1), std::size_t(7), std::size_t(100'000)}) {
            std::string body;
            QCOMPARE(fed({bytes.constData(), static_cast<std::size_t>(bytes.size())}, body, step),
                     status);
            QVERIFY(body.size() <= 1024);
        }
    }
};

VIGIA_TEST_CLASS(RequestHeadTest)
#include "request_head_test.moc"
