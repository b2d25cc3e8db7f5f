#include "backend/stack/control_server.h"

#include <fmt/format.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr const char* kTooLong =
    R"({"ok":false,"code":"invalid_input","message":"A request is at most 64 KB in one line."})";

sockaddr_un addressOf(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

} // namespace

Result<std::string> socketPathText(const std::filesystem::path& path) {
    std::string text = path.string();
    if (text.size() < sizeof(sockaddr_un::sun_path))
        return text;
    return failure(ErrorCode::InvalidInput,
                   fmt::format("The socket path {} has {} bytes and may have 107: set "
                               "XDG_RUNTIME_DIR to a shorter folder.",
                               text, text.size()));
}

Result<core::UniqueFd> connectControl(const std::filesystem::path& path) {
    const auto text = socketPathText(path);
    if (!text)
        return text.error();
    core::UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = addressOf(*text);
    if (::connect(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    return failure(ErrorCode::Unreachable,
                   fmt::format("No guard answers at {}: {}.", *text, std::strerror(errno)));
}

Result<void> ControlServer::listen(const std::filesystem::path& socket) {
    const auto text = socketPathText(socket);
    if (!text)
        return text.error();
    ::unlink(text->c_str());
    m_listener.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const sockaddr_un address = addressOf(*text);
    const mode_t before = ::umask(0177);
    const bool bound =
        ::bind(m_listener.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::umask(before);
    if (!bound || ::chmod(text->c_str(), 0600) != 0 || ::listen(m_listener.fd(), 16) != 0)
        return failure(ErrorCode::Rejected,
                       fmt::format("The control socket {} can't be made: {}. Make its folder "
                                   "writable or set XDG_RUNTIME_DIR.",
                                   *text, std::strerror(errno)));
    m_path = socket;
    return {};
}

void ControlServer::close() {
    if (m_listener.valid())
        ::unlink(m_path.c_str());
    m_listener.reset();
}

void ControlServer::finish(std::chrono::milliseconds patience) {
    close();
    const auto end = std::chrono::steady_clock::now() + patience;
    for (auto& [id, connection] : m_connections) {
        while (!connection.output.empty() && std::chrono::steady_clock::now() < end) {
            pollfd entry{connection.socket.fd(), POLLOUT, 0};
            ::poll(&entry, 1, 50);
            write(connection);
        }
    }
    m_connections.clear();
}

void ControlServer::addPollEntries(std::vector<pollfd>& entries) const {
    if (m_listener.valid())
        entries.push_back({m_listener.fd(), POLLIN, 0});
    for (const auto& [id, connection] : m_connections)
        entries.push_back(
            {connection.socket.fd(),
             static_cast<short>(connection.output.empty() ? POLLIN : POLLIN | POLLOUT), 0});
}

void ControlServer::dispatch() {
    acceptAll();
    for (auto& [id, connection] : m_connections) {
        read(connection);
        write(connection);
        if (connection.closing && connection.output.empty())
            connection.socket.reset();
    }
    std::erase_if(m_connections, [](const auto& entry) { return !entry.second.socket.valid(); });
}

void ControlServer::acceptAll() {
    while (m_listener.valid()) {
        core::UniqueFd socket(
            ::accept4(m_listener.fd(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!socket.valid())
            return;
        if (m_connections.size() >= kConnectionLimit) {
            ++m_dropped;
            continue;
        }
        ControlConnection connection;
        connection.id = m_nextId++;
        connection.socket = std::move(socket);
        m_connections.emplace(connection.id, std::move(connection));
    }
}

void ControlServer::read(ControlConnection& connection) {
    std::array<char, 16384> chunk{};
    while (connection.socket.valid() && !connection.closing) {
        const ssize_t n = ::recv(connection.socket.fd(), chunk.data(), chunk.size(), MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0) {
            connection.socket.reset();
            return;
        }
        connection.input.append(chunk.data(), static_cast<std::size_t>(n));
        takeLines(connection);
    }
}

void ControlServer::takeLines(ControlConnection& connection) {
    std::size_t from = 0;
    for (std::size_t end = 0;
         !connection.closing && (end = connection.input.find('\n', from)) != std::string::npos;
         from = end + 1) {
        if (end - from > kLineLimit)
            drop(connection);
        else
            m_handler(connection, connection.input.substr(from, end - from));
    }
    connection.input.erase(0, from);
    if (!connection.closing && connection.input.size() > kLineLimit)
        drop(connection);
}

void ControlServer::drop(ControlConnection& connection) {
    ++m_dropped;
    send(connection, kTooLong);
    connection.closing = true;
    connection.attached = false;
    connection.input.clear();
}

void ControlServer::send(ControlConnection& connection, const std::string& json) {
    if (connection.output.size() + json.size() > kOutputLimit) {
        ++m_dropped;
        connection.socket.reset();
        return;
    }
    connection.output += json;
    connection.output += '\n';
}

void ControlServer::write(ControlConnection& connection) {
    while (connection.socket.valid() && !connection.output.empty()) {
        const ssize_t n = ::send(connection.socket.fd(), connection.output.data(),
                                 connection.output.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0) {
            connection.socket.reset();
            return;
        }
        connection.output.erase(0, static_cast<std::size_t>(n));
    }
}

void ControlServer::broadcastProgress(const std::string& json) {
    for (auto& [id, connection] : m_connections) {
        if (connection.wantsProgress && !connection.closing)
            send(connection, json);
    }
}

void ControlServer::broadcastEvent(const std::string& json) {
    for (auto& [id, connection] : m_connections) {
        if (connection.wantsEvents && !connection.closing)
            send(connection, json);
    }
}

std::size_t ControlServer::attached() const {
    std::size_t count = 0;
    for (const auto& [id, connection] : m_connections)
        count += connection.attached && connection.socket.valid() ? 1U : 0U;
    return count;
}

} // namespace vigia::backend::stack
