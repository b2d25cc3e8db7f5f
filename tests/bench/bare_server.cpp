#include "tests/bench/bare_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <pqxx/pqxx>

#include <optional>
#include <thread>

namespace vigia::bench {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

namespace {

constexpr std::size_t kDatabaseThreads = 16;

/// The row of an id, read on this thread's own connection.
std::string readRow(const std::string& url, const std::string& select, const std::string& id) {
    thread_local std::optional<pqxx::connection> connection;
    if (!connection) {
        connection.emplace(url);
        connection->prepare("by_id", select);
    }
    pqxx::nontransaction tx(*connection);
    std::string text;
    for (const auto& row : tx.exec_prepared("by_id", id)) {
        for (const auto& field : row)
            text.append(field.c_str()).push_back(',');
    }
    return text;
}

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, asio::thread_pool& workers, const std::string& url,
            const std::string& select)
        : m_stream(std::move(socket)), m_workers(workers), m_url(url), m_select(select) {}

    void read() {
        m_request = {};
        http::async_read(m_stream, m_buffer, m_request,
                         [self = shared_from_this()](beast::error_code error, std::size_t) {
                             if (!error)
                                 self->work();
                         });
    }

private:
    void work() {
        asio::post(m_workers, [self = shared_from_this()] {
            const std::string target(self->m_request.target());
            auto body = readRow(self->m_url, self->m_select, target.substr(target.rfind('/') + 1));
            asio::post(self->m_stream.get_executor(),
                       [self, body = std::move(body)]() mutable { self->write(std::move(body)); });
        });
    }

    void write(std::string body) {
        m_response = {http::status::ok, 11};
        m_response.body() = std::move(body);
        m_response.prepare_payload();
        http::async_write(m_stream, m_response,
                          [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (!error)
                                  self->read();
                          });
    }

    beast::tcp_stream m_stream;
    asio::thread_pool& m_workers;
    const std::string& m_url;
    const std::string& m_select;
    beast::flat_buffer m_buffer;
    http::request<http::string_body> m_request;
    http::response<http::string_body> m_response;
};

} // namespace

class BareServer::Impl {
public:
    Impl(std::string url, std::string select)
        : m_url(std::move(url)), m_select(std::move(select)),
          m_acceptor(m_io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
        accept();
        m_thread = std::jthread([this] { m_io.run(); });
    }
    ~Impl() {
        m_io.stop();
        m_thread.join();
        m_workers.join();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_acceptor.local_endpoint().port(); }

private:
    void accept() {
        m_acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
            if (error)
                return;
            socket.set_option(tcp::no_delay(true));
            std::make_shared<Session>(std::move(socket), m_workers, m_url, m_select)->read();
            accept();
        });
    }

    const std::string m_url;
    const std::string m_select;
    asio::thread_pool m_workers{kDatabaseThreads};
    asio::io_context m_io{1};
    tcp::acceptor m_acceptor;
    std::jthread m_thread;
};

BareServer::BareServer(const std::string& databaseUrl, std::string select)
    : m_impl(std::make_unique<Impl>(databaseUrl, std::move(select))) {}

BareServer::~BareServer() = default;

std::uint16_t BareServer::port() const {
    return m_impl->port();
}

} // namespace vigia::bench
