#pragma once

#include "backend/http/tls_client.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vigia::backend::http {

/// A TCP socket, with TLS where it is asked for, whose every step ends at a deadline. Moved, not
/// shared; one thread at a time. The destructor closes it.
class ClientSocket {
public:
    ClientSocket() = default;
    ~ClientSocket();
    ClientSocket(ClientSocket&& other) noexcept;
    ClientSocket& operator=(ClientSocket&& other) noexcept;

    /// Tries every address of the name. Unreachable or Timeout.
    static core::Result<ClientSocket> connect(const std::string& host, const std::string& port,
                                              core::SteadyTime deadline);
    /// Begins TLS, before anything else is said. Unreachable or Timeout, with what is wrong as the
    /// rest of a sentence.
    core::Result<void> secure(std::shared_ptr<const TlsClient> tls, core::SteadyTime deadline);
    /// Cancelled when the other side is gone, Timeout.
    core::Result<void> write(std::string_view bytes, core::SteadyTime deadline);
    /// Appends what arrived to `in`; zero at the end of the stream. Unreachable: the server does
    /// not take our certificate.
    core::Result<std::size_t> read(std::string& in, core::SteadyTime deadline);
    /// True when the other side closed a connection that waits for reuse, or sent what nobody asked
    /// for.
    [[nodiscard]] bool stale() const;

private:
    explicit ClientSocket(int descriptor) : m_descriptor(descriptor) {}

    /// How a step of TLS ended.
    struct Outcome {
        int moved = 0; ///< bytes
        int error = 0; ///< SSL_ERROR_…; one that wants more: the deadline came
        int systemError = 0;
    };
    /// Repeats a step of TLS until it is done.
    template <class Step> Outcome repeat(const Step& step, core::SteadyTime deadline);
    [[nodiscard]] core::Result<std::size_t> moved(const Outcome& outcome) const;

    int m_descriptor = -1;
    std::shared_ptr<const TlsClient> m_tls; ///< null: plain text
    openssl::Session m_session;
};

} // namespace vigia::backend::http
