#include "backend/http/client.h"

#include "backend/http/client_socket.h"
#include "backend/http/fresh_tls.h"
#include "backend/http/request_head.h"
#include "backend/http/url.h"
#include "core/base/text.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <mutex>

namespace vigia::backend::http {
namespace {

namespace beast = boost::beast;
using core::ErrorCode;
using core::failure;
constexpr std::uint32_t kMaxHead = 64 * 1024;
constexpr std::string_view kTlsAlert = "\x15\x03"; ///< how it begins

bool isSafe(std::string_view value) {
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

core::Result<std::string> wireText(const ClientRequest& request, const HttpUrl& url,
                                   const std::string& authority) {
    const std::string target = url.path + request.target;
    const bool goodTarget =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!isToken(request.method) || target.empty() || target.front() != '/' || !goodTarget ||
        !isSafe(request.contentType))
        return failure(ErrorCode::InvalidInput,
                       "This request can't be sent: method, path or content type are not valid.");
    std::string text = request.method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    for (const auto& [name, value] : request.headers) {
        if (!isToken(name) || !isSafe(value))
            return failure(ErrorCode::InvalidInput,
                           "The header " + core::escapedForDisplay(name, 64) + " can't be sent.");
        text.append(name).append(": ").append(value).append("\r\n");
    }
    if (!request.body.empty())
        text.append("Content-Type: ").append(request.contentType).append("\r\n");
    if (!request.body.empty() || takesBody(request.method))
        text.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
    return text.append("\r\n").append(request.body);
}

/// Reads one answer from a stream of bytes.
class AnswerReader {
public:
    AnswerReader(bool head, std::size_t maxBytes) : m_head(head), m_maxBytes(maxBytes) {
        restart();
    }

    core::Result<ClientResponse> read(ClientSocket& socket, core::SteadyTime deadline) {
        while (true) {
            const auto size = socket.read(m_in, deadline);
            if (!size)
                return size.error();
            anyBytes = anyBytes || *size > 0;
            if (auto failed = feed(*size == 0))
                return *failed;
            if (m_parser->is_done())
                return taken();
            if (*size == 0)
                return failure(ErrorCode::Cancelled, "The connection ended before the answer did.");
        }
    }

    bool anyBytes = false;
    bool reusable = false;

private:
    using Parser = beast::http::response_parser<beast::http::string_body>;

    void restart() {
        m_parser.emplace();
        m_parser->eager(true);
        m_parser->skip(m_head);
        m_parser->header_limit(kMaxHead);
        m_parser->body_limit(m_maxBytes);
    }

    std::optional<core::Error> feed(bool end) {
        beast::error_code error;
        while (!m_in.empty() && !m_parser->is_done()) {
            m_in.erase(0, m_parser->put(boost::asio::buffer(m_in), error));
            if (error == beast::http::error::need_more)
                break;
            if (error)
                return broken(error);
            if (m_parser->is_done() && m_parser->get().result_int() / 100 == 1)
                restart(); // 100 Continue and the like
        }
        if (end && m_parser->got_some() && !m_parser->is_done()) {
            m_parser->put_eof(error);
            if (error)
                return failure(ErrorCode::Cancelled, "The connection ended before the answer did.");
        }
        return std::nullopt;
    }

    core::Error broken(const beast::error_code& error) const {
        if (error == beast::http::error::body_limit)
            return failure(ErrorCode::Corrupt,
                           "The answer is larger than " + std::to_string(m_maxBytes) + " bytes.");
        if (m_in.starts_with(kTlsAlert))
            return failure(ErrorCode::Corrupt,
                           "The server speaks TLS; write its address with https://.");
        return failure(ErrorCode::Corrupt, "The answer is no HTTP: " + error.message() + ".");
    }

    ClientResponse taken() {
        reusable = m_parser->keep_alive() && m_in.empty();
        auto message = m_parser->release();
        ClientResponse response;
        response.status = static_cast<int>(message.result_int());
        for (const auto& field : message)
            response.headers.emplace_back(core::lowered(std::string(field.name_string())),
                                          std::string(field.value()));
        response.body = std::move(message.body());
        return response;
    }

    const bool m_head;
    const std::size_t m_maxBytes;
    std::optional<Parser> m_parser;
    std::string m_in;
};

} // namespace

const std::string* ClientResponse::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

class Client::Impl {
public:
    explicit Impl(ClientOptions o) : options(std::move(o)), m_url(parseHttpUrl(options.baseUrl)) {
        if (m_url) {
            const bool six = m_url->host.find(':') != std::string::npos;
            m_authority = (six ? "[" + m_url->host + "]" : m_url->host) + ":" + m_url->port;
            if (m_url->tls)
                m_tls.emplace(m_url->host, options.tls);
        }
    }

    core::Result<ClientResponse> send(const ClientRequest& request) {
        if (!m_url)
            return failure(ErrorCode::InvalidInput,
                           "\"" + core::escapedForDisplay(options.baseUrl, 200) +
                               "\" is no address like http://host:port or https://host:port.");
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (const auto allowed = options.lock.check(request.pass); !reads && !allowed)
            return allowed.error();
        const auto text = wireText(request, *m_url, m_authority);
        if (!text)
            return text.error();
        const core::SteadyTime deadline = std::chrono::steady_clock::now() + options.totalTime;
        if (auto kept = takeIdle()) {
            bool silent = false;
            auto answer = exchange(std::move(*kept), request, *text, deadline, silent);
            if (answer || !silent || !isIdempotent(request.method) ||
                answer.error().code == ErrorCode::Timeout)
                return answer;
        }
        return sendFresh(request, *text, deadline);
    }

    void useTls(const ClientTls& tls) {
        if (m_tls)
            m_tls->use(tls);
    }

    const ClientOptions options;

private:
    core::Result<ClientResponse> sendFresh(const ClientRequest& request, const std::string& text,
                                           core::SteadyTime deadline) {
        auto socket = connect(deadline);
        if (!socket)
            return socket.error();
        bool silent = false;
        auto answer = exchange(std::move(*socket), request, text, deadline, silent);
        if (!m_tls && silent && !answer && answer.error().code == ErrorCode::Cancelled)
            return failure(ErrorCode::Cancelled,
                           answer.error().message +
                               " If the server speaks TLS, write its address with https://.");
        return answer;
    }

    core::Result<ClientSocket> connect(core::SteadyTime deadline) {
        std::shared_ptr<const TlsClient> tls;
        if (m_tls) { // its files take their time: before the connection's begins
            auto fresh = m_tls->client();
            if (!fresh)
                return fresh.error();
            tls = std::move(*fresh);
        }
        const core::SteadyTime connectBy =
            std::min(deadline, std::chrono::steady_clock::now() + options.connectTime);
        auto socket = ClientSocket::connect(m_url->host, m_url->port, connectBy);
        if (!socket || !tls)
            return socket;
        if (auto secured = socket->secure(std::move(tls), connectBy); !secured)
            return failure(secured.error().code,
                           "No connection to " + m_authority + ": " + secured.error().message);
        return socket;
    }

    /// `silent`: the server said nothing at all.
    core::Result<ClientResponse> exchange(ClientSocket socket, const ClientRequest& request,
                                          const std::string& text, core::SteadyTime deadline,
                                          bool& silent) {
        AnswerReader reader(request.method == "HEAD", options.maxResponseBytes);
        const auto written = socket.write(text, deadline);
        if (!written && written.error().code == ErrorCode::Timeout)
            return written.error();
        auto answer = reader.read(
            socket, deadline); // a server may answer 413 and stop reading: look before giving up
        silent = !reader.anyBytes;
        if (answer && written && reader.reusable)
            keep(std::move(socket));
        return answer;
    }

    std::optional<ClientSocket> takeIdle() {
        const std::lock_guard lock(m_mutex);
        while (!m_idle.empty()) {
            ClientSocket socket = std::move(m_idle.back());
            m_idle.pop_back();
            if (!socket.stale())
                return socket;
        }
        return std::nullopt;
    }

    void keep(ClientSocket socket) {
        const std::lock_guard lock(m_mutex);
        if (m_idle.size() < options.idleConnections)
            m_idle.push_back(std::move(socket));
    }

    std::optional<HttpUrl> m_url;
    std::optional<FreshTls> m_tls; ///< of https
    std::string m_authority;
    std::mutex m_mutex;
    std::vector<ClientSocket> m_idle;
};

Client::Client(ClientOptions options) : m_impl(std::make_unique<Impl>(std::move(options))) {}
Client::~Client() = default;

core::Result<ClientResponse> Client::send(const ClientRequest& request) {
    return m_impl->send(request);
}

core::Result<ClientResponse> Client::get(std::string target) {
    return send({.method = "GET", .target = std::move(target)});
}

void Client::useTls(const ClientTls& tls) {
    m_impl->useTls(tls);
}

const std::string& Client::baseUrl() const {
    return m_impl->options.baseUrl;
}

} // namespace vigia::backend::http
