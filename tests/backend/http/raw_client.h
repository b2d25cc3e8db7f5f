#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace vigia::tests {

/// An answer as it came over the wire.
struct RawAnswer {
    int status = 0;                             ///< 0: none came
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
};

/// A socket that sends exactly the bytes it is told to, right or wrong. Every wait ends after ten
/// seconds.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(RawClient&& other) noexcept : m_socket(other.m_socket), m_in(std::move(other.m_in)) {
        other.m_socket = -1;
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool send(std::string_view bytes);
    /// The next answer; `bodiless` when it answers a HEAD.
    RawAnswer read(bool bodiless = false);
    RawAnswer ask(std::string_view bytes) { return send(bytes) ? read() : RawAnswer{}; }
    /// True when the server ends the connection, after whatever it still sends.
    bool closed();
    /// Small receive buffer, so that a server's writes stall soon.
    void shrinkReceiveBuffer();
    void closeNow();
    [[nodiscard]] const std::string& pending() const { return m_in; }

private:
    bool receive();

    int m_socket = -1;
    std::string m_in;
};

/// `GET path` with a Host header and whatever `more` adds (lines that end in CR LF).
std::string get(std::string_view path, std::string_view more = {});
/// A request with a JSON body and its length.
std::string withBody(std::string_view method, std::string_view path, std::string_view body,
                     std::string_view more = {});

} // namespace vigia::tests
