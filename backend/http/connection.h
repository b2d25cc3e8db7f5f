#pragma once

#include "backend/http/handler_call.h"
#include "backend/http/request_head.h"
#include "backend/http/response_text.h"
#include "backend/http/server_context.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <memory>
#include <string>

namespace vigia::backend::http {

/// One client connection: reads requests one after the other, answers in order, watches every
/// deadline. Lives on the I/O thread, held by its own coroutine; `Stream` is a TCP socket or TLS
/// over one.
template <class Stream>
class Connection final : public ConnectionBase,
                         public std::enable_shared_from_this<Connection<Stream>> {
public:
    Connection(ServerContext& context, Stream stream, std::string peer);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Serves until the connection ends and keeps itself alive meanwhile. Spawned on the I/O
    /// thread, where it starts at once.
    boost::asio::awaitable<void> serve();
    /// One 503 for a connection beyond the limit.
    boost::asio::awaitable<void> turnAway();

    void checkDeadline(core::SteadyTime now) override;
    void closeIfIdle() override;
    void cut() override;

private:
    enum class Phase { Handshake, Idle, Head, Body, Handler, Write, Linger };
    using Awaitable = boost::asio::awaitable<bool>;

    Awaitable handshake();
    Awaitable nextRequest();
    Awaitable readHead();
    Awaitable takeRequest();
    Awaitable answerByHead();
    Awaitable readBody(std::size_t maxBytes, std::string& body);
    Awaitable readChunkedBody(std::size_t maxBytes, std::string& body);
    Awaitable tellContinue();
    boost::asio::awaitable<void> runBlocking(const Route& route);
    Awaitable answer();
    boost::asio::awaitable<void> refuse();
    Awaitable readMore(std::string_view whatIsLate);
    boost::asio::awaitable<void> lingerAndClose();

    [[nodiscard]] bool fail(int status, std::string detail);
    [[nodiscard]] std::optional<Response> decideByHead(const RouteMatch& match) const;
    [[nodiscard]] const Request& current() const { return m_call ? m_call->request() : m_request; }
    [[nodiscard]] std::string_view received() const;
    void beginRequest();
    void endRequest();
    void enterPhase(Phase phase, std::chrono::milliseconds limit);
    void close();
    boost::asio::ip::tcp::socket& socket();

    ServerContext& m_context;
    Stream m_stream;
    const std::string m_peer;
    boost::beast::flat_buffer m_in;
    HeadScanner m_scanner;
    RequestHead m_head;
    Request m_request;
    Response m_response;
    std::optional<Refusal> m_refusal; ///< a broken rule: answered, then the connection ends
    std::string m_out;
    std::shared_ptr<HandlerCall> m_call;
    const Route* m_route = nullptr; ///< of the current request; null until one is found
    Phase m_phase = Phase::Head;
    core::SteadyTime m_deadline{};
    std::uint64_t m_served = 0;
    bool m_expired = false; ///< the deadline of the current read passed
    bool m_mustClose =
        false; ///< the framing of what follows is not known, or the peer asked for it
};

} // namespace vigia::backend::http
