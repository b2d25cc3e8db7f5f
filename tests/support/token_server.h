#pragma once

#include "core/base/unique_fd.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vigia::tests {

/// An OAuth 2.0 token endpoint on loopback (client credentials, plain HTTP): it hands out unsecured
/// tokens for `alice`, which Kafka's own validator for development takes, to whom knows the secret.
class TokenServer {
public:
    static constexpr const char* kClient = "alice";
    static constexpr const char* kSecret = "token-secret";

    TokenServer();
    ~TokenServer();
    TokenServer(const TokenServer&) = delete;
    TokenServer& operator=(const TokenServer&) = delete;

    /// `http://127.0.0.1:port/token`
    [[nodiscard]] std::string url() const;
    /// Tokens are from now on for somebody else.
    void setSubject(std::string subject);
    [[nodiscard]] int handedOut() const;

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] std::string answerTo(const std::string& request);

    core::UniqueFd m_socket;
    std::uint16_t m_port = 0;
    mutable std::mutex m_mutex;
    std::string m_subject = kClient;
    int m_handedOut = 0;
    std::jthread m_thread;
};

} // namespace vigia::tests
