#include "backend/http/connection.h"

#include "backend/http/chunked_body.h"
#include "backend/http/platform_error.h"
#include "backend/http/request_builder.h"
#include "core/base/uuid.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <type_traits>

namespace vigia::backend::http {
namespace {

namespace asio = boost::asio;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kSmallBody =
    64 * 1024; ///< copied behind its head, or read away to keep a connection
constexpr std::size_t kLingerBytes =
    1024 * 1024; ///< read and thrown away so that a refusal reaches its reader
constexpr std::chrono::milliseconds kLingerTime{2'000};

template <class Stream> constexpr bool kIsTls = !std::is_same_v<Stream, asio::ip::tcp::socket>;

} // namespace

template <class Stream>
Connection<Stream>::Connection(ServerContext& context, Stream stream, std::string peer)
    : m_context(context), m_stream(std::move(stream)), m_peer(std::move(peer)), m_in(kLingerBytes),
      m_scanner(context.options.limits.head) {
    m_context.enter(this);
    enterPhase(Phase::Head, context.options.limits.headTime);
}

template <class Stream> Connection<Stream>::~Connection() {
    m_context.leave(this);
}

template <class Stream> asio::awaitable<void> Connection<Stream>::serve() {
    const auto self = this->shared_from_this();
    if (co_await handshake()) {
        while (co_await nextRequest()) {
        }
        if (m_refusal)
            co_await refuse();
    }
    close();
}

template <class Stream> asio::awaitable<void> Connection<Stream>::turnAway() {
    const auto self = this->shared_from_this();
    m_refusal = Refusal{503, "The server has as many connections as it may have. Try again later."};
    if (co_await handshake())
        co_await refuse();
    close();
}

template <class Stream> auto Connection<Stream>::handshake() -> Awaitable {
    if constexpr (kIsTls<Stream>) {
        m_phase = Phase::Handshake;
        const auto [error] =
            co_await m_stream.async_handshake(asio::ssl::stream_base::server, kAwait);
        m_phase = Phase::Head;
        co_return !error;
    }
    co_return true;
}

template <class Stream> auto Connection<Stream>::nextRequest() -> Awaitable {
    beginRequest();
    if (!co_await readHead())
        co_return false;
    m_refusal =
        parseHead(received().substr(0, m_scanner.size()), m_context.options.limits.head, m_head);
    if (m_refusal)
        co_return false;
    m_context.recorder.begun();
    const bool goOn = co_await takeRequest();
    endRequest();
    co_return goOn;
}

template <class Stream> void Connection<Stream>::beginRequest() {
    m_scanner.reset();
    m_request = Request{};
    m_route = nullptr;
    m_expired = false;
    if (m_served > 0)
        enterPhase(Phase::Idle, m_context.options.limits.idleTime);
}

template <class Stream> void Connection<Stream>::endRequest() {
    m_context.recorder.ended();
    m_call.reset();
    ++m_served;
}

template <class Stream> bool Connection<Stream>::fail(int status, std::string detail) {
    m_refusal = Refusal{status, std::move(detail)};
    return false;
}

template <class Stream> auto Connection<Stream>::readHead() -> Awaitable {
    bool complete = m_scanner.scan(
        received()); // a local: GCC 12 misplaces the frame of a loop that awaits without one
    while (!complete) {
        m_refusal = m_scanner.refusal();
        if (m_refusal || (m_context.draining && m_in.size() == 0))
            co_return false;
        if (m_phase == Phase::Idle && m_in.size() > 0)
            enterPhase(Phase::Head, m_context.options.limits.headTime);
        if (!co_await readMore("The headers took too long."))
            co_return false;
        complete = m_scanner.scan(received());
    }
    co_return true;
}

/// One read into the buffer. False when the connection ended or a request begun is late.
template <class Stream>
auto Connection<Stream>::readMore(std::string_view whatIsLate) -> Awaitable {
    const auto [error, size] = co_await m_stream.async_read_some(m_in.prepare(kReadBytes), kAwait);
    if (!error) {
        m_in.commit(size);
        co_return true;
    }
    if (m_expired && (m_phase == Phase::Body || m_in.size() > 0))
        co_return fail(408, std::string(whatIsLate));
    co_return false;
}

/// From a checked head to a sent answer.
template <class Stream> auto Connection<Stream>::takeRequest() -> Awaitable {
    std::string rawPath;
    m_request.receivedAt = m_context.clock.steadyNow();
    m_request.secure = kIsTls<Stream>;
    m_refusal = buildRequest(m_head, m_peer, m_context.proxies, m_request, rawPath);
    m_in.consume(m_scanner.size());
    m_mustClose =
        !m_head.keepAlive || m_served + 1 >= m_context.options.limits.requestsPerConnection;
    if (m_refusal)
        co_return false;
    RouteMatch match = m_context.router.match(m_request.method, rawPath);
    if (auto decided = decideByHead(match)) {
        m_response = std::move(*decided);
        co_return co_await answerByHead();
    }
    const Route& route = *match.route;
    m_route = match.route;
    m_request.route = route.pattern;
    m_request.pathParameters = std::move(match.pathParameters);
    if (m_head.hasBody() &&
        (!co_await tellContinue() || !co_await readBody(route.maxBodyBytes, m_request.body)))
        co_return false;
    if (route.execution == Execution::Inline)
        m_response = callHandler(m_context, route, m_request);
    else
        co_await runBlocking(route);
    co_return co_await answer();
}

/// Everything that is known before the body: 404, 405, 413, 415 and preflights.
template <class Stream>
std::optional<Response> Connection<Stream>::decideByHead(const RouteMatch& match) const {
    const auto error = [this](int status, std::string_view detail) {
        return platformError(status, detail, m_request, m_context.clock.now());
    };
    const bool known = match.route != nullptr || !match.allow.empty();
    if (known) {
        if (auto preflight = m_context.cors.preflight(m_request))
            return preflight;
    }
    if (!known)
        return error(404, "There is nothing at this path.");
    if (match.route == nullptr) {
        Response response = error(405, "This path takes " + match.allow + ".");
        response.headers.emplace_back("Allow", match.allow);
        return response;
    }
    const Route& route = *match.route;
    if (m_head.contentLength.value_or(0) > route.maxBodyBytes)
        return error(413,
                     "The body is larger than " + std::to_string(route.maxBodyBytes) + " bytes.");
    if (m_head.hasBody() && takesBody(m_request.method) &&
        !acceptsContentType(m_request.header("content-type"), route.consumes))
        return error(415, "This path takes " + route.consumes + ".");
    return std::nullopt;
}

/// Answers without a handler. A small body is read away, so that the connection can go on; else it
/// closes.
template <class Stream> auto Connection<Stream>::answerByHead() -> Awaitable {
    const bool small = !m_head.chunked && !m_head.expectsContinue &&
                       m_head.contentLength.value_or(0) <= kSmallBody;
    std::string unread;
    if (m_head.hasBody() && small && !co_await readBody(kSmallBody, unread))
        co_return false;
    const bool unreadBody = m_head.hasBody() && !small;
    m_mustClose = m_mustClose || unreadBody;
    const bool goOn = co_await answer();
    if (unreadBody)
        co_await lingerAndClose();
    co_return goOn;
}

template <class Stream> auto Connection<Stream>::tellContinue() -> Awaitable {
    if (!m_head.expectsContinue || m_in.size() > 0)
        co_return true;
    enterPhase(Phase::Write, m_context.options.limits.writeTime);
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto [error, size] =
        co_await asio::async_write(m_stream, asio::buffer(kContinue), kAwait);
    co_return !error;
}

template <class Stream>
auto Connection<Stream>::readBody(std::size_t maxBytes, std::string& body) -> Awaitable {
    enterPhase(Phase::Body, m_context.options.limits.bodyTime);
    if (m_head.chunked)
        co_return co_await readChunkedBody(maxBytes, body);
    const auto length = static_cast<std::size_t>(*m_head.contentLength);
    while (true) {
        const std::string_view part = received().substr(0, length - body.size());
        body.append(part);
        m_in.consume(part.size());
        if (body.size() == length)
            co_return true;
        if (!co_await readMore("The body took too long."))
            co_return false;
    }
}

template <class Stream>
auto Connection<Stream>::readChunkedBody(std::size_t maxBytes, std::string& body) -> Awaitable {
    ChunkedBody chunked(maxBytes);
    while (true) {
        m_in.consume(chunked.feed(received(), body));
        m_refusal = chunked.refusal();
        if (m_refusal)
            co_return false;
        if (chunked.complete())
            co_return true;
        if (!co_await readMore("The body took too long."))
            co_return false;
    }
}

template <class Stream> asio::awaitable<void> Connection<Stream>::runBlocking(const Route& route) {
    m_phase = Phase::Handler;
    m_call = std::make_shared<HandlerCall>(m_context, route, std::move(m_request));
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(
        [this](auto handler) {
            using Handler = decltype(handler);
            auto kept = std::make_shared<Handler>(std::move(handler));
            m_call->begin([kept] { std::move (*kept)(); });
        },
        asio::use_awaitable);
    m_response = std::move(m_call->response());
}

template <class Stream> auto Connection<Stream>::answer() -> Awaitable {
    const Request& request = current();
    const bool close = m_mustClose || m_context.draining;
    m_context.cors.decorate(request.header("origin"), request.method, m_response);
    const AnswerFrame frame{m_context.date, request.correlationId,    request.requestId,
                            close,          m_head.minorVersion == 0, request.method == "HEAD"};
    const auto took = request.receivedAt == core::SteadyTime{}
                          ? std::chrono::nanoseconds(0)
                          : m_context.clock.steadyNow() - request.receivedAt;
    m_context.recorder.answered(request, m_route, m_response.status, took);
    m_out.clear();
    appendHead(m_out, m_response, frame);
    enterPhase(Phase::Write, m_context.options.limits.writeTime);
    const bool withBody = hasBodyBytes(m_response, frame);
    const bool apart = withBody && m_response.body.size() > kSmallBody;
    if (withBody && !apart)
        m_out.append(m_response.body);
    const std::array<asio::const_buffer, 2> parts{
        asio::buffer(m_out), apart ? asio::buffer(m_response.body) : asio::const_buffer()};
    const auto [error, size] = co_await asio::async_write(m_stream, parts, kAwait);
    co_return !error && !close;
}

/// Answers what broke a rule of framing, size or time; nothing after it on this connection can be
/// trusted.
template <class Stream> asio::awaitable<void> Connection<Stream>::refuse() {
    if (m_request.requestId.empty()) {
        m_request.correlationId = core::Uuid::random().text();
        m_request.requestId = core::Uuid::random().text();
    }
    m_mustClose = true;
    m_response =
        platformError(m_refusal->status, m_refusal->detail, m_request, m_context.clock.now());
    co_await answer();
    co_await lingerAndClose();
}

/// Half-closes and reads away what the peer still sends: a reset would take the answer with it.
template <class Stream> asio::awaitable<void> Connection<Stream>::lingerAndClose() {
    enterPhase(Phase::Linger, kLingerTime);
    boost::system::error_code ignored;
    socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_in.clear();
    for (std::size_t total = 0; total < kLingerBytes;) {
        const auto [error, size] =
            co_await socket().async_read_some(m_in.prepare(kReadBytes), kAwait);
        if (error)
            break;
        total += size;
    }
    close();
}

template <class Stream>
void Connection<Stream>::enterPhase(Phase phase, std::chrono::milliseconds limit) {
    m_phase = phase;
    m_deadline = m_context.clock.steadyNow() + limit;
}

template <class Stream> void Connection<Stream>::checkDeadline(core::SteadyTime now) {
    if (m_phase == Phase::Handler) {
        if (m_call)
            m_call->checkTime(now);
        return;
    }
    if (now < m_deadline)
        return;
    m_expired = true;
    boost::system::error_code ignored;
    if (m_phase == Phase::Head || m_phase == Phase::Body)
        socket().cancel(ignored);
    else
        close();
}

template <class Stream> void Connection<Stream>::closeIfIdle() {
    if (m_phase == Phase::Idle || (m_phase == Phase::Head && m_served == 0 && m_in.size() == 0))
        close();
}

template <class Stream> void Connection<Stream>::cut() {
    if (m_phase == Phase::Handler && m_call)
        m_call->giveUp(503, "The server stops.");
    close();
}

template <class Stream> void Connection<Stream>::close() {
    boost::system::error_code ignored;
    socket().close(ignored);
}

template <class Stream> asio::ip::tcp::socket& Connection<Stream>::socket() {
    if constexpr (kIsTls<Stream>)
        return m_stream.next_layer();
    else
        return m_stream;
}

template <class Stream> std::string_view Connection<Stream>::received() const {
    const auto data = m_in.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

template class Connection<asio::ip::tcp::socket>;
template class Connection<asio::ssl::stream<asio::ip::tcp::socket>>;

} // namespace vigia::backend::http
