#include "backend/host/link_socket.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <mutex>
#include <vector>

using namespace vigia;
using backend::host::LinkListener;
using backend::host::sendLink;

/// A window that listens for links, and those who send some.
class LinkSocketTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::mutex m_mutex;
    std::vector<core::ops::Link> m_opened;

    [[nodiscard]] std::filesystem::path path() const {
        return std::filesystem::path(m_folder.path().toStdString()) / "run" / "links";
    }

    LinkListener::Opened remember() {
        return [this](const core::ops::Link& link) {
            const std::lock_guard lock(m_mutex);
            m_opened.push_back(link);
            return core::Result<void>();
        };
    }

    /// What the window answers to raw bytes.
    [[nodiscard]] std::string answerTo(const std::string& bytes) const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path().c_str(), path().string().size());
        const core::UniqueFd client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const void* raw = &address;
        if (::connect(client.fd(), static_cast<const sockaddr*>(raw), sizeof(address)) != 0)
            return "nobody there";
        (void)!::send(client.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        ::shutdown(client.fd(), SHUT_WR);
        std::string answer(4096, '\0');
        const auto got = ::recv(client.fd(), answer.data(), answer.size(), MSG_WAITALL);
        answer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return answer;
    }

private Q_SLOTS:
    void init() { m_opened.clear(); }

    void aLinkReachesTheWindow() {
        LinkListener window(path(), remember());
        QVERIFY(window.start());
        const core::ops::Link link{.cluster = "orders", .topic = "p", .partition = 3, .offset = 7};
        const auto sent = sendLink(path(), link);
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        const std::lock_guard lock(m_mutex);
        QCOMPARE(m_opened.size(), std::size_t(1));
        QVERIFY(m_opened[0] == link);
    }

    void withoutAWindowTheSenderIsToldWhatToDo() {
        const auto sent = sendLink(path(), {.cluster = "orders"});
        QVERIFY(!sent);
        QCOMPARE(sent.error().code, core::ErrorCode::Unreachable);
        QVERIFY(sent.error().message.find("open one with `vigia`") != std::string::npos);
    }

    void theWindowsRefusalComesBack() {
        LinkListener window(path(), [](const core::ops::Link& link) {
            return core::failure(core::ErrorCode::NotFound, "there is no cluster " + link.cluster);
        });
        QVERIFY(window.start());
        const auto sent = sendLink(path(), {.cluster = "orders"});
        QCOMPARE(sent.error().code, core::ErrorCode::Conflict);
        QCOMPARE(sent.error().message, std::string("there is no cluster orders"));
    }

    void whatIsNoLinkReachesNobody() {
        LinkListener window(path(), remember());
        QVERIFY(window.start());
        QVERIFY(answerTo("rm -rf /\n").find("no link") != std::string::npos);
        QVERIFY(answerTo("vigia://orders/a\x1B[31m\n").find('\x1B') == std::string::npos);
        QCOMPARE(answerTo("vigia://orders"), std::string("no link came\n")); // no line end
        QVERIFY(answerTo(std::string(100'000, 'a')) != "ok\n");
        QCOMPARE(answerTo("vigia://orders\n"), std::string("ok\n")); // it still listens
        const std::lock_guard lock(m_mutex);
        QCOMPARE(m_opened.size(), std::size_t(1));
    }

    void oneWindowListensAndTheNextOneTakesOverWhenItIsGone() {
        auto first = std::make_unique<LinkListener>(path(), remember());
        QVERIFY(first->start());
        LinkListener second(path(), remember());
        QCOMPARE(second.start().error().code, core::ErrorCode::Conflict);
        first.reset();
        QVERIFY(!std::filesystem::exists(path()));
        QVERIFY(second.start());
        QVERIFY(sendLink(path(), {.cluster = "orders"}));
    }

    void theSocketOfAWindowThatWasKilledIsReplaced() {
        std::filesystem::create_directories(path().parent_path());
        QFile stale(QString::fromStdString(path().string()));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        LinkListener window(path(), remember());
        QVERIFY(window.start());
        QVERIFY(sendLink(path(), {.cluster = "orders"}));
    }

    void theFolderIsTheUsersAlone() {
        LinkListener window(path(), remember());
        QVERIFY(window.start());
        QCOMPARE(std::filesystem::status(path().parent_path()).permissions(),
                 std::filesystem::perms::owner_all);
    }
};

VIGIA_TEST_CLASS(LinkSocketTest)
#include "link_socket_test.moc"
