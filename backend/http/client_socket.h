#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace vigia::backend::http {

/// A TCP socket whose every step ends at a deadline. Moved, not shared; one thread at a time. The
/// destructor closes it.
class ClientSocket {
public:
    ClientSocket() = default;
    ~ClientSocket();
    ClientSocket(ClientSocket&& other) noexcept;
    ClientSocket& operator=(ClientSocket&& other) noexcept;

    /// Tries every address of the name. Unreachable or Timeout.
    static core::Result<ClientSocket> connect(const std::string& host, const std::string& port,
                                              core::SteadyTime deadline);
    /// Cancelled when the other side is gone, Timeout.
    core::Result<void> write(std::string_view bytes, core::SteadyTime deadline);
    /// Appends what arrived to `in`; zero at the end of the stream.
    core::Result<std::size_t> read(std::string& in, core::SteadyTime deadline);
    /// True when the other side closed a connection that waits for reuse, or sent what nobody asked
    /// for.
    [[nodiscard]] bool stale() const;

private:
    explicit ClientSocket(int descriptor) : m_descriptor(descriptor) {}

    int m_descriptor = -1;
};

} // namespace vigia::backend::http
