#pragma once

#include "backend/http/client_address.h"
#include "backend/http/cors.h"
#include "backend/http/request_recorder.h"
#include "backend/http/server.h"
#include "backend/http/worker_pool.h"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>

namespace vigia::backend::http {

class HandlerLine;

/// What the listener needs of a connection, whatever its stream. I/O thread only.
class ConnectionBase {
public:
    virtual ~ConnectionBase() = default;
    /// Acts on the deadline when it has passed.
    virtual void checkDeadline(core::SteadyTime now) = 0;
    /// Drain: closes when no request is under way.
    virtual void closeIfIdle() = 0;
    /// Cuts the connection and lets go of a handler that still runs.
    virtual void cut() = 0;
};

/// Shared by a server and its connections. Everything without a comment belongs to the I/O thread.
struct ServerContext {
    ServerContext(ServerOptions o, const Router& r, const core::Clock& c);
    ~ServerContext();
    ServerContext(const ServerContext&) = delete;
    ServerContext& operator=(const ServerContext&) = delete;

    const ServerOptions options; // any thread
    const Router& router;        // any thread
    const core::Clock& clock;    // any thread
    const CorsPolicy cors;       // any thread
    TrustedProxies proxies;      // set before the I/O thread starts

    RequestRecorder recorder;
    std::unordered_set<ConnectionBase*> connections;
    std::string date;
    bool draining = false;
    std::atomic<std::size_t> connectionCount{0}; // any thread
    std::mutex mutex;
    std::condition_variable left; ///< a connection ended

    boost::asio::io_context io{1}; // post from any thread
    /// Where calls of routes that answer together wait; made with the context.
    std::map<const Route*, std::unique_ptr<HandlerLine>> lines; // any thread
    WorkerPool workers{options.name + "-worker", options.workers,
                       options.queueCapacity}; // any thread

    /// Null for a route whose calls are answered one by one.
    [[nodiscard]] HandlerLine* lineOf(const Route& route) const;
    /// Calls that wait for a worker; any thread.
    [[nodiscard]] core::QueueStats queueStats() const;

    void enter(ConnectionBase* connection) {
        connections.insert(connection);
        connectionCount = connections.size();
        recorder.connections(connections.size());
    }
    void leave(ConnectionBase* connection) {
        connections.erase(connection);
        {
            const std::lock_guard lock(mutex);
            connectionCount = connections.size();
        }
        left.notify_all();
        recorder.connections(connections.size());
    }
    /// Any other thread: true when the last connection ended within `limit`.
    bool waitUntilEmpty(std::chrono::milliseconds limit) {
        std::unique_lock lock(mutex);
        return left.wait_for(lock, limit, [this] { return connectionCount == 0; });
    }
};

} // namespace vigia::backend::http
