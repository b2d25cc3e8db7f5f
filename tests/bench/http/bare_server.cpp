#include "tests/bench/http/bare_server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <exception>
#include <thread>

namespace vigia::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

asio::awaitable<void> serve(tcp::socket socket) {
    boost::beast::flat_buffer buffer;
    try {
        for (bool goOn = true; goOn;) {
            http::request<http::string_body> request;
            co_await http::async_read(socket, buffer, request, asio::use_awaitable);
            http::response<http::string_body> response{http::status::ok, request.version()};
            response.set(http::field::server, "bare");
            response.set(http::field::content_type, "text/plain");
            response.keep_alive(request.keep_alive());
            response.body() = "hello";
            response.prepare_payload();
            goOn = response.keep_alive();
            co_await http::async_write(socket, response, asio::use_awaitable);
        }
    } catch (const std::exception&) {
        // the load went away
    }
}

asio::awaitable<void> acceptAll(tcp::acceptor& acceptor) {
    while (true) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(acceptor.get_executor(), serve(std::move(socket)), asio::detached);
    }
}

} // namespace

class BareServer::Impl {
public:
    Impl() : acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
        asio::co_spawn(io, acceptAll(acceptor), asio::detached);
        thread = std::jthread([this] { io.run(); });
    }
    ~Impl() { io.stop(); }

    asio::io_context io{1};
    tcp::acceptor acceptor;
    std::jthread thread;
};

BareServer::BareServer() : m_impl(std::make_unique<Impl>()) {}
BareServer::~BareServer() = default;

std::uint16_t BareServer::port() const {
    return m_impl->acceptor.local_endpoint().port();
}

} // namespace vigia::bench
