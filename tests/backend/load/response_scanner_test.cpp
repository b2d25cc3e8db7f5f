#include "backend/load/response_scanner.h"
#include "tests/support/test_main.h"

#include <QTest>

using vigia::backend::load::ResponseScanner;
using State = ResponseScanner::State;

class ResponseScannerTest : public QObject {
    Q_OBJECT

private:
    static void addAnswers() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("keeps");
        const auto row = [](const char* name, const char* answer, int status, const char* body,
                            bool keeps) {
            QTest::newRow(name) << QByteArray(answer) << status << QByteArray(body) << keeps;
        };
        row("sized", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true);
        row("empty", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, "", true);
        row("no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true);
        row("closing", "HTTP/1.1 503 X\r\nConnection: close\r\nContent-Length: 1\r\n\r\n!", 503,
            "!", false);
        row("chunked",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=1\r\n, all of "
            "u\r\n0\r\n"
            "X-Sum: 1\r\n\r\n",
            200, "hello, all of u", true);
        row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi", false);
        row("after continue",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok", 201,
            "ok", true);
    }

private Q_SLOTS:
    void answersAreReadWhole_data() { addAnswers(); }
    void answersAreReadWhole() {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, keeps);
        for (const int piece : {1, 3, 7, 100'000}) {
            ResponseScanner scanner;
            scanner.begin(true, false);
            State state = State::Incomplete;
            for (int at = 0; at < answer.size(); at += piece) {
                QVERIFY2(state == State::Incomplete, "whole before its end");
                const auto part = answer.mid(at, piece).toStdString();
                std::string_view bytes = part;
                state = scanner.take(bytes);
                QVERIFY(bytes.empty());
            }
            QVERIFY(state == State::Done);
            QCOMPARE(scanner.status(), status);
            QCOMPARE(scanner.body(), body.toStdString());
            QCOMPARE(scanner.keepsAlive(), keeps);
        }
    }

    void whatFollowsAnAnswerIsLeft() {
        ResponseScanner scanner;
        scanner.begin(false, false);
        std::string_view bytes = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP";
        QVERIFY(scanner.take(bytes) == State::Done);
        QCOMPARE(bytes, std::string_view("HTTP"));
        QVERIFY(scanner.body().empty());
    }

    void anAnswerToHeadHasNoBody() {
        ResponseScanner scanner;
        scanner.begin(true, true);
        std::string_view bytes = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n";
        QVERIFY(scanner.take(bytes) == State::Done);
    }

    void withoutALengthItEndsWithTheConnection() {
        ResponseScanner scanner;
        scanner.begin(true, false);
        std::string_view bytes = "HTTP/1.1 200 OK\r\n\r\nall of it";
        QVERIFY(scanner.take(bytes) == State::Incomplete);
        QVERIFY(scanner.atEnd() == State::Done);
        QCOMPARE(scanner.body(), std::string("all of it"));
        QVERIFY(!scanner.keepsAlive());
    }

    void cutOffIsBroken() {
        ResponseScanner scanner;
        scanner.begin(true, false);
        std::string_view bytes = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
        QVERIFY(scanner.take(bytes) == State::Incomplete);
        QVERIFY(scanner.atEnd() == State::Broken);
    }

    void hostileAnswersAreBroken_data() {
        QTest::addColumn<QByteArray>("answer");
        for (const char* text : {"SSH-2.0\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
                                 "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                                 "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                                 "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
                                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
                                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\n"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("endless head")
            << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(70'000, 'x');
        QTest::newRow("endless chunk line")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") +
                   QByteArray(2'000, '1');
    }
    void hostileAnswersAreBroken() {
        QFETCH(QByteArray, answer);
        ResponseScanner scanner;
        scanner.begin(true, false);
        const auto text = answer.toStdString();
        std::string_view bytes = text;
        QVERIFY(scanner.take(bytes) == State::Broken);
    }
};

VIGIA_TEST_CLASS(ResponseScannerTest)
#include "response_scanner_test.moc"
