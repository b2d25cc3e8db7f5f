#include "backend/kafka/quorum_leader.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

using namespace vigia::backend::kafka;
using namespace std::chrono_literals;

namespace {

/// As Kafka 4 answers version 0: correlation id 1, no error, one topic, partition 0, leader 2,
/// epoch 7, …
std::string goodAnswer() {
    std::string answer("\0\0\0\x01\0\0\0\x02\x13", 9);
    answer += "__cluster_metadata";
    answer += std::string("\x02\0\0\0\0\0\0\0\0\0\x02\0\0\0\x07", 15);
    return answer;
}

Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

} // namespace

class QuorumLeaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLeaderIsReadFromTheAnswer() {
        QCOMPARE(leaderInAnswer(goodAnswer(), 1), std::optional<std::int32_t>(2));
    }

    void anotherRequestsAnswerIsNotTaken() {
        QVERIFY(!leaderInAnswer(goodAnswer(), 2).has_value());
    }

    void everyTruncatedAnswerIsRefused() {
        const std::string answer = goodAnswer();
        for (std::size_t size = 0; size < answer.size() - 4;
             ++size) // the epoch behind the leader isn't read
            QVERIFY2(!leaderInAnswer(answer.substr(0, size), 1).has_value(),
                     std::to_string(size).c_str());
    }

    void anErrorIsNoLeader() {
        std::string answer = goodAnswer();
        answer[6] = 29; // cluster authorisation failed
        QVERIFY(!leaderInAnswer(answer, 1).has_value());
    }

    void anEndlessLengthIsRefused() {
        QVERIFY(!leaderInAnswer(std::string("\0\0\0\x01\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF", 13), 1)
                     .has_value());
    }

    void theRequestCarriesItsLength() {
        const std::string request = describeQuorumRequest(1);
        QCOMPARE(static_cast<std::size_t>(static_cast<unsigned char>(request[3])),
                 request.size() - 4);
        QCOMPARE(static_cast<int>(request[5]), 55);
    }

    void aBrokerThatSaysNothingIsLeftAtTheDeadline() {
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), size), 0);
        QCOMPARE(::listen(listener, 1), 0);
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        QVERIFY(!quorumLeader("127.0.0.1", ntohs(address.sin_port), in(100ms)).has_value());
        ::close(listener);
    }

    void nobodyThereIsNoLeader() { QVERIFY(!quorumLeader("127.0.0.1", 1, in(500ms)).has_value()); }

    void onlyPlaintextIsSpoken() {
        QVERIFY(isPlaintext({.servers = "a:1"}));
        QVERIFY(
            isPlaintext({.servers = "a:1", .properties = {{"security.protocol", "PLAINTEXT"}}}));
        QVERIFY(!isPlaintext(
            {.servers = "a:1", .properties = {{"security.protocol", "sasl_plaintext"}}}));
    }
};

VIGIA_TEST_CLASS(QuorumLeaderTest)
#include "quorum_leader_test.moc"
