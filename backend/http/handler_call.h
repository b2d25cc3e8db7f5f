#pragma once

#include "backend/http/server_context.h"

#include <atomic>
#include <functional>
#include <memory>

namespace vigia::backend::http {

/// One call of a blocking handler: made on the I/O thread, run on a worker, answered on the I/O
/// thread exactly once. A call that is given up keeps running, and its late answer is thrown away.
class HandlerCall : public std::enable_shared_from_this<HandlerCall> {
public:
    HandlerCall(ServerContext& context, const Route& route, Request request)
        : m_context(context), m_route(route), m_request(std::move(request)) {}

    /// Queues the call; `resume` is called later on the I/O thread, never inside this function.
    void begin(std::function<void()> resume);
    /// I/O thread: answers with 503 now when the call has waited or run too long.
    void checkTime(core::SteadyTime now);
    /// I/O thread: answers now, whatever the handler does.
    void giveUp(int status, std::string_view detail);

    [[nodiscard]] Response& response() { return m_response; }
    /// Only `principal` may change while the handler runs; everything else can be read.
    [[nodiscard]] const Request& request() const { return m_request; }

private:
    enum class State { Queued, Running, GivenUp };

    void run();
    void finish(Response response);

    ServerContext& m_context;
    const Route& m_route;
    Request m_request;
    core::SteadyTime m_queuedAt{};
    std::atomic<State> m_state{State::Queued};
    Response m_response;            // I/O thread
    std::function<void()> m_resume; // I/O thread; empty once answered
};

/// Runs `admit` and the handler; whatever they throw becomes a 500 that tells nothing.
Response callHandler(ServerContext& context, const Route& route, Request& request);

/// 503 with Retry-After.
Response unavailable(ServerContext& context, std::string_view detail, const Request& request,
                     int retryAfterSeconds);

} // namespace vigia::backend::http
