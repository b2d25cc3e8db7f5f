#include "backend/host/link_socket.h"

#include "backend/host/audit_file.h"
#include "core/base/sha256.h"
#include "core/base/text.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

namespace vigia::backend::host {
namespace {

namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;
using core::UniqueFd;
using Deadline = std::chrono::steady_clock::time_point;

constexpr std::size_t kLongestLine = 4097;
constexpr std::chrono::seconds kForALine{2};
constexpr std::chrono::seconds kForAnAnswer{10};

Result<sockaddr_un> addressOf(const fs::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof(address.sun_path))
        return failure(ErrorCode::InvalidInput,
                       text + " is too long for a socket; set XDG_RUNTIME_DIR to a shorter folder");
    std::memcpy(address.sun_path, text.data(), text.size());
    return address;
}

const sockaddr* plain(const sockaddr_un& address) {
    const void* raw = &address; // the socket calls take every kind of address as this one
    return static_cast<const sockaddr*>(raw);
}

bool isOurs(int fd) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           (peer.uid == ::geteuid() || peer.uid == 0);
}

Result<UniqueFd> connectTo(const fs::path& path) {
    const auto address = addressOf(path);
    if (!address)
        return address.error();
    UniqueFd client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!client.valid() || ::connect(client.fd(), plain(*address), sizeof(*address)) != 0)
        return failure(ErrorCode::Unreachable,
                       "no window of Vigia runs here; open one with `vigia`, then repeat");
    if (!isOurs(client.fd()))
        return failure(ErrorCode::Rejected, path.string() + " belongs to another user");
    return client;
}

bool waitFor(int fd, short events, Deadline deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd one{fd, events, 0};
    return left.count() > 0 && ::poll(&one, 1, static_cast<int>(left.count())) == 1;
}

/// One line without its end; nothing when it is too long, late, or the other side left.
std::optional<std::string> readLine(int fd, Deadline deadline) {
    std::string line;
    while (line.size() <= kLongestLine && waitFor(fd, POLLIN, deadline)) {
        std::array<char, 1024> bytes{};
        const auto got = ::recv(fd, bytes.data(), bytes.size(), 0);
        if (got <= 0)
            break;
        line.append(bytes.data(), static_cast<std::size_t>(got));
        if (const auto end = line.find('\n'); end != std::string::npos)
            return line.substr(0, end);
    }
    return std::nullopt;
}

/// Lines are short enough for the socket's buffer.
void writeLine(int fd, const std::string& line) {
    const std::string text = line + "\n";
    (void)!::send(fd, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

std::string answerTo(const std::optional<std::string>& line, const LinkListener::Opened& opened) {
    if (!line)
        return "no link came";
    const auto link = core::ops::parseLink(*line);
    if (!link)
        return link.error().message;
    const auto done = opened(*link);
    return done ? "ok" : done.error().message;
}

} // namespace

fs::path linkSocketPath() {
    const auto state = AuditFile::defaultPath().parent_path().string();
    const std::string name = "links-" + core::sha256Hex(state).substr(0, 16);
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime != nullptr && *runtime != '\0')
        return fs::path(runtime) / "vigia" / name;
    return fs::path("/tmp") / fmt::format("vigia-{}", ::geteuid()) / name;
}

LinkListener::LinkListener(fs::path path, Opened opened)
    : m_path(std::move(path)), m_opened(std::move(opened)) {}

LinkListener::~LinkListener() {
    stop();
}

Result<void> LinkListener::start() {
    std::error_code error;
    fs::create_directories(m_path.parent_path(), error);
    fs::permissions(m_path.parent_path(), fs::perms::owner_all, error);
    if (error)
        return failure(ErrorCode::Unreachable,
                       fmt::format("{} can't be made ({}), so links can't be opened from outside",
                                   m_path.parent_path().string(), error.message()));
    if (connectTo(m_path))
        return failure(ErrorCode::Conflict, "another window of Vigia opens the links already");
    const auto address = addressOf(m_path);
    if (!address)
        return address.error();
    fs::remove(m_path, error); // of a window that was killed
    m_socket.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    std::array<int, 2> pipe{};
    if (!m_socket.valid() || ::bind(m_socket.fd(), plain(*address), sizeof(*address)) != 0 ||
        ::listen(m_socket.fd(), 8) != 0 || ::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return failure(ErrorCode::Unreachable,
                       fmt::format("{} can't be listened on: {}", m_path.string(),
                                   std::error_code(errno, std::generic_category()).message()));
    m_wakeRead.reset(pipe[0]);
    m_wakeWrite.reset(pipe[1]);
    m_thread = std::jthread([this](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), "links");
        run(stop);
    });
    return {};
}

void LinkListener::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_wakeWrite.reset(); // the thread's poll ends
    m_thread.join();
    m_socket.reset();
    std::error_code ignored;
    fs::remove(m_path, ignored);
}

void LinkListener::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> both{pollfd{m_socket.fd(), POLLIN, 0},
                                   pollfd{m_wakeRead.fd(), POLLIN, 0}};
        ::poll(both.data(), both.size(), -1);
        if (stop.stop_requested() || (both[0].revents & POLLIN) == 0)
            continue;
        const UniqueFd client(::accept4(m_socket.fd(), nullptr, nullptr, SOCK_CLOEXEC));
        if (client.valid() && isOurs(client.fd()))
            serve(client);
    }
}

void LinkListener::serve(const UniqueFd& client) {
    const auto line = readLine(client.fd(), std::chrono::steady_clock::now() + kForALine);
    writeLine(client.fd(), core::escapedForDisplay(answerTo(line, m_opened), 2000));
}

Result<void> sendLink(const fs::path& path, const core::ops::Link& link) {
    const auto client = connectTo(path);
    if (!client)
        return client.error();
    writeLine(client->fd(), core::ops::linkText(link));
    const auto answer = readLine(client->fd(), std::chrono::steady_clock::now() + kForAnAnswer);
    if (!answer)
        return failure(ErrorCode::Timeout, "the window of Vigia did not answer within ten seconds");
    return *answer == "ok" ? Result<void>() : failure(ErrorCode::Conflict, *answer);
}

} // namespace vigia::backend::host
