#include "backend/http/server.h"

#include "backend/http/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace vigia::backend::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kTurnedAwayAtOnce = 64;

class SystemClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return std::chrono::steady_clock::now();
    }
};
const SystemClock kSystemClock;

/// How often deadlines are checked: a quarter of the shortest one.
std::chrono::milliseconds sweepInterval(const ServerLimits& limits) {
    const auto shortest = std::min({limits.headTime, limits.bodyTime, limits.queueTime,
                                    limits.answerTime, limits.writeTime, limits.idleTime});
    return std::clamp(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
}

core::Error tlsFailure(const std::string& file, const std::exception& error) {
    return core::failure(core::ErrorCode::InvalidInput,
                         "http.tls: " + file + " can't be used (" + error.what() +
                             "). Give PEM files that this user may read.");
}

core::Result<asio::ssl::context> tlsContext(const TlsFiles& files) {
    const std::string* current = &files.cert;
    try {
        asio::ssl::context tls(asio::ssl::context::tls_server);
        tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                        asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1);
        tls.use_certificate_chain_file(*current);
        current = &files.key;
        tls.use_private_key_file(*current, asio::ssl::context::pem);
        if (!files.clientCa.empty()) {
            current = &files.clientCa;
            tls.load_verify_file(*current);
            tls.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        }
        return tls;
    } catch (const std::exception& error) {
        return tlsFailure(*current, error);
    }
}

} // namespace

class Server::Impl {
public:
    Impl(const ServerOptions& options, const Router& router)
        : context(options, router, options.clock != nullptr ? *options.clock : kSystemClock) {}

    core::Result<void> start();
    core::Result<void> reloadTls(const TlsFiles& files);
    void beginDrain();
    void stop();

    std::uint16_t boundPort = 0;
    ServerContext context;
    std::atomic<core::SteadyTime::rep> turned{0};

private:
    core::Result<void> loadTls();
    core::Result<void> listen();
    void launch();
    asio::awaitable<void> acceptAll();
    asio::awaitable<void> sweep();
    void turn();
    void take(tcp::socket socket);
    template <class Stream> void spawn(Stream stream, const std::string& peer);

    tcp::acceptor m_acceptor{context.io};
    asio::steady_timer m_timer{context.io};
    asio::steady_timer m_pause{context.io};
    std::optional<asio::ssl::context> m_tls;
    asio::executor_work_guard<asio::io_context::executor_type> m_work{context.io.get_executor()};
    std::jthread m_thread;
    bool m_started = false;
};

core::Result<void> Server::Impl::start() {
    auto proxies = TrustedProxies::parse(context.options.trustedProxies);
    if (!proxies)
        return proxies.error();
    context.proxies = std::move(*proxies);
    if (auto loaded = loadTls(); !loaded)
        return loaded;
    if (auto listening = listen(); !listening)
        return listening;
    launch();
    return {};
}

core::Result<void> Server::Impl::loadTls() {
    if (!context.options.tls)
        return {};
    auto loaded = tlsContext(*context.options.tls);
    if (!loaded)
        return loaded.error();
    m_tls = std::move(*loaded);
    return {};
}

core::Result<void> Server::Impl::reloadTls(const TlsFiles& files) {
    auto loaded = tlsContext(files);
    if (!loaded)
        return loaded.error();
    // Connections keep the certificate that they were greeted with.
    asio::post(context.io,
               [this, next = std::move(*loaded)]() mutable { m_tls = std::move(next); });
    return {};
}

core::Result<void> Server::Impl::listen() {
    const ServerOptions& options = context.options;
    const std::string where = options.address + ":" + std::to_string(options.port);
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error)
        return core::failure(core::ErrorCode::InvalidInput,
                             "\"" + options.address + "\" is no address to listen on.");
    const tcp::endpoint endpoint(address, options.port);
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        return core::failure(core::ErrorCode::Rejected,
                             "Can't listen on " + where + ": " + error.message() +
                                 ". Stop what uses the port or choose another.");
    }
    boundPort = m_acceptor.local_endpoint(error).port();
    return {};
}

void Server::Impl::launch() {
    m_started = true;
    turn();
    asio::co_spawn(context.io, acceptAll(), asio::detached);
    asio::co_spawn(context.io, sweep(), asio::detached);
    context.workers.start();
    m_thread = std::jthread([this] {
        pthread_setname_np(pthread_self(), (context.options.name.substr(0, 12) + "-io").c_str());
        context.io.run();
    });
}

asio::awaitable<void> Server::Impl::acceptAll() {
    while (m_acceptor.is_open()) {
        auto [error, socket] = co_await m_acceptor.async_accept(kAwait);
        if (!error) {
            take(std::move(socket));
        } else if (m_acceptor
                       .is_open()) { // out of descriptors: connections that end give some back
            m_pause.expires_after(std::chrono::milliseconds(100));
            co_await m_pause.async_wait(kAwait);
        }
    }
}

void Server::Impl::take(tcp::socket socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error ||
        context.connections.size() >= context.options.limits.connections + kTurnedAwayAtOnce)
        return;
    socket.set_option(tcp::no_delay(true), error);
    const std::string peer = endpoint.address().to_string();
    if (m_tls)
        spawn(asio::ssl::stream<tcp::socket>(std::move(socket), *m_tls), peer);
    else
        spawn(std::move(socket), peer);
}

template <class Stream> void Server::Impl::spawn(Stream stream, const std::string& peer) {
    const bool full = context.connections.size() >= context.options.limits.connections;
    auto connection = std::make_shared<Connection<Stream>>(context, std::move(stream), peer);
    if (full)
        asio::co_spawn(context.io, connection->turnAway(), asio::detached);
    else
        asio::co_spawn(context.io, connection->serve(), asio::detached);
}

asio::awaitable<void> Server::Impl::sweep() {
    const auto interval = sweepInterval(context.options.limits);
    while (true) {
        m_timer.expires_after(interval);
        const auto [error] = co_await m_timer.async_wait(kAwait);
        if (error)
            co_return;
        turn();
    }
}

void Server::Impl::turn() {
    const core::SteadyTime now = context.clock.steadyNow();
    turned = now.time_since_epoch().count();
    context.date = httpDate(core::epochMillis(context.clock.now()) / 1000);
    const std::vector<ConnectionBase*> all(context.connections.begin(), context.connections.end());
    for (ConnectionBase* connection : all)
        connection->checkDeadline(now);
}

void Server::Impl::beginDrain() {
    if (!m_started)
        return;
    asio::post(context.io, [this] {
        context.draining = true;
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        const std::vector<ConnectionBase*> all(context.connections.begin(),
                                               context.connections.end());
        for (ConnectionBase* connection : all)
            connection->closeIfIdle();
    });
}

void Server::Impl::stop() {
    if (!m_started)
        return;
    beginDrain();
    context.waitUntilEmpty(context.options.drainTime);
    asio::post(context.io, [this] {
        const std::vector<ConnectionBase*> all(context.connections.begin(),
                                               context.connections.end());
        for (ConnectionBase* connection : all)
            connection->cut();
    });
    context.waitUntilEmpty(std::chrono::seconds(5));
    context.workers.stop();
    m_work.reset();
    context.io.stop();
    m_thread.join();
    m_started = false;
}

Server::Server(const ServerOptions& options, const Router& router)
    : m_impl(std::make_unique<Impl>(options, router)) {}

Server::~Server() {
    stop();
}

core::Result<void> Server::start() {
    return m_impl->start();
}

core::Result<void> Server::reloadTls(const TlsFiles& files) {
    return m_impl->reloadTls(files);
}

std::uint16_t Server::port() const {
    return m_impl->boundPort;
}

void Server::beginDrain() {
    m_impl->beginDrain();
}

void Server::stop() {
    m_impl->stop();
}

std::size_t Server::connections() const {
    return m_impl->context.connectionCount;
}

core::QueueStats Server::queueStats() const {
    return m_impl->context.queueStats();
}

core::SteadyTime Server::lastTurn() const {
    return core::SteadyTime{core::SteadyTime::duration{m_impl->turned.load()}};
}

} // namespace vigia::backend::http
