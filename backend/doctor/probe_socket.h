#pragma once

#include "core/base/result.h"
#include "core/base/unique_fd.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::doctor {

using Deadline = std::chrono::steady_clock::time_point;

struct HostPort {
    std::string host;
    std::uint16_t port = 0;
    /// `host:port`, an IPv6 address in brackets.
    [[nodiscard]] std::string text() const;
};

/// Each of `host:port,[::1]:port,…`; port 9092 where none is given, as librdkafka has it.
/// InvalidInput names the entry.
core::Result<std::vector<HostPort>> parseServers(const std::string& servers);

/// The addresses of a name, as text. Blocks as long as the system's resolver does. NotFound with
/// its reason.
core::Result<std::vector<std::string>> addressesOf(const HostPort& server);

/// One TCP connection that never blocks beyond its deadline.
class ProbeSocket {
public:
    /// Unreachable or Timeout with the reason.
    static core::Result<ProbeSocket> connect(const HostPort& server, Deadline deadline);

    [[nodiscard]] int fd() const { return m_fd.fd(); }
    /// False when the time is over first.
    [[nodiscard]] bool wait(bool forWriting, Deadline deadline) const;
    /// Unreachable when the other side closed.
    core::Result<void> send(std::string_view bytes, Deadline deadline) const;
    /// What comes next, at most `most` bytes; empty when the other side closed; Timeout when
    /// nothing comes.
    core::Result<std::string> receive(std::size_t most, Deadline deadline) const;

private:
    explicit ProbeSocket(int fd) : m_fd(fd) {}
    core::UniqueFd m_fd;
};

} // namespace vigia::backend::doctor
