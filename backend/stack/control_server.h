#pragma once

#include "core/base/result.h"
#include "core/base/unique_fd.h"

#include <poll.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vigia::backend::stack {

/// One console, daemon or command at the control socket.
struct ControlConnection {
    std::uint64_t id = 0;
    core::UniqueFd socket;
    std::string input;  ///< an unfinished line
    std::string output; ///< what the other side has not taken yet
    bool attached = false;
    bool wantsProgress = false;
    bool wantsEvents = false;
    bool closing = false; ///< close when `output` is empty
};

/// The guard's control socket (mode 0600): one JSON text a line, both ways. A line is at most 64
/// KB, a connection's unread output at most 1 MB, and there are at most 64 connections; whoever
/// breaks that is disconnected. Never blocks; polled by its owner, single-threaded.
class ControlServer {
public:
    static constexpr std::size_t kLineLimit = 64 * 1024;
    static constexpr std::size_t kOutputLimit = 1024 * 1024;
    static constexpr std::size_t kConnectionLimit = 64;
    /// Gets a whole line without its end; answers through `send`.
    using LineHandler = std::function<void(ControlConnection&, const std::string&)>;

    explicit ControlServer(LineHandler handler) : m_handler(std::move(handler)) {}

    /// Binds the socket, replacing what a guard that was killed left. The caller holds the lock of
    /// the data folder.
    core::Result<void> listen(const std::filesystem::path& socket);
    /// No new connections; removes the socket file.
    void close();
    /// Writes what is pending for at most `patience`, then disconnects all.
    void finish(std::chrono::milliseconds patience);

    void addPollEntries(std::vector<pollfd>& entries) const;
    /// Accepts, reads, handles lines and writes as far as it goes without waiting.
    void dispatch();

    /// Queues one line for a connection.
    void send(ControlConnection& connection, const std::string& json);
    void broadcastProgress(const std::string& json);
    void broadcastEvent(const std::string& json);
    [[nodiscard]] std::size_t attached() const;
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    void acceptAll();
    void read(ControlConnection& connection);
    void takeLines(ControlConnection& connection);
    static void write(ControlConnection& connection);
    void drop(ControlConnection& connection);

    LineHandler m_handler;
    std::filesystem::path m_path;
    core::UniqueFd m_listener;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_dropped = 0;
    std::map<std::uint64_t, ControlConnection> m_connections;
};

/// The address of a Unix socket, or InvalidInput when the path has more than 107 bytes.
core::Result<std::string> socketPathText(const std::filesystem::path& path);
/// A connected stream socket, or Unreachable.
core::Result<core::UniqueFd> connectControl(const std::filesystem::path& path);

} // namespace vigia::backend::stack
