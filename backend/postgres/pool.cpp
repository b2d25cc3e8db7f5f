#include "backend/postgres/pool.h"

#include <pqxx/pqxx>

#include <pthread.h>

namespace vigia::backend::postgres {
namespace {

using std::chrono::steady_clock;

double secondsSince(steady_clock::time_point start) {
    return std::chrono::duration<double>(steady_clock::now() - start).count();
}

bool answers(Connection& connection) {
    try {
        pqxx::nontransaction work(connection.raw());
        work.exec("SELECT 1");
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

Lease::~Lease() {
    if (m_connection)
        m_pool->giveBack(std::move(m_connection), m_broken);
}

Pool::Pool(PoolOptions options) : m_options(std::move(options)) {
    m_stats.max = m_options.size;
}

Pool::~Pool() {
    stop();
}

void Pool::start() {
    m_checker = std::jthread([this](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), "pg-pool");
        checkLoop(stop);
    });
}

void Pool::stop() {
    if (m_checker.joinable()) {
        m_checker.request_stop();
        m_checker.join();
    }
    std::unique_lock lock(m_mutex);
    m_stopped = true;
    m_free.notify_all();
    m_returned.wait(lock, [this] { return m_stats.inUse == 0 && m_stats.waiting == 0; });
    m_idle.clear();
}

void Pool::prepare(const std::string& name, const std::string& sql) {
    const std::lock_guard lock(m_mutex);
    m_statements.emplace(name, sql);
}

core::Result<Lease> Pool::acquire() {
    const auto start = steady_clock::now();
    std::unique_lock lock(m_mutex);
    ++m_stats.waiting;
    const bool free = m_free.wait_for(
        lock, m_options.waitLimit, [this] { return m_stopped || m_stats.inUse < m_options.size; });
    --m_stats.waiting;
    if (m_stopped) {
        m_returned.notify_all();
        return core::failure(core::ErrorCode::Rejected, "the database pool is stopped");
    }
    if (!free) {
        ++m_stats.waitTimeouts;
        return core::failure(
            core::ErrorCode::Unreachable,
            fmt::format("all {} database connections were busy for {} ms; try again later",
                        m_options.size, m_options.waitLimit.count()));
    }
    ++m_stats.inUse;
    auto connection = takeIdle();
    lock.unlock();
    if (m_options.hooks.waited)
        m_options.hooks.waited(secondsSince(start));
    return connection ? Lease(*this, std::move(connection)) : open();
}

std::unique_ptr<Connection> Pool::takeIdle() {
    if (m_idle.empty())
        return nullptr;
    auto connection = std::move(m_idle.back());
    m_idle.pop_back();
    prepareAll(*connection);
    return connection;
}

core::Result<Lease> Pool::open() {
    auto connection = openConnection(m_options.connection);
    const std::lock_guard lock(m_mutex);
    if (!connection) {
        ++m_stats.connectErrors;
        --m_stats.inUse;
        tellFree();
        if (m_options.hooks.connectFailed)
            m_options.hooks.connectFailed();
        return connection.error();
    }
    ++m_stats.opened;
    prepareAll(**connection);
    return Lease(*this, std::move(*connection));
}

/// libpqxx only notes the text here; the server hears of it on first use.
void Pool::prepareAll(Connection& connection) {
    if (connection.statementsKnown() == m_statements.size())
        return;
    for (const auto& [name, sql] : m_statements)
        connection.raw().prepare(name, sql);
    connection.statementsKnown() = m_statements.size();
}

/// One broken connection usually means a restarted server: the idle ones are closed with it, not
/// handed out.
void Pool::giveBack(std::unique_ptr<Connection> connection, bool broken) {
    std::vector<std::unique_ptr<Connection>> closing;
    const std::lock_guard lock(m_mutex);
    --m_stats.inUse;
    if (broken || !connection->isOpen()) {
        m_stats.discarded += 1 + m_idle.size();
        closing.swap(m_idle);
        closing.push_back(std::move(connection));
    } else {
        m_idle.push_back(std::move(connection));
    }
    tellFree();
}

/// One waiter is enough: each lease that ends tells the next.
void Pool::tellFree() {
    m_free.notify_one();
    if (m_stopped)
        m_returned.notify_all();
}

PoolStats Pool::stats() const {
    const std::lock_guard lock(m_mutex);
    PoolStats stats = m_stats;
    stats.idle = m_idle.size();
    return stats;
}

void Pool::checkLoop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            m_checkDue.wait_for(lock, stop, m_options.checkEvery, [] { return false; });
        }
        if (!stop.stop_requested())
            checkIdle();
    }
}

/// Every idle connection once, oldest first, each borrowed while it is asked.
void Pool::checkIdle() {
    const auto rounds = stats().idle;
    for (std::size_t i = 0; i < rounds; ++i) {
        std::unique_ptr<Connection> connection;
        {
            const std::lock_guard lock(m_mutex);
            if (m_idle.empty() || m_stats.inUse >= m_options.size)
                return;
            connection = std::move(m_idle.front());
            m_idle.erase(m_idle.begin());
            ++m_stats.inUse;
        }
        const bool alive = answers(*connection);
        giveBack(std::move(connection), !alive);
    }
}

} // namespace vigia::backend::postgres
