#pragma once

#include "backend/http/server_context.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace vigia::backend::http {

/// One call of a blocking handler: made on the I/O thread, run on a worker, answered on the I/O
/// thread exactly once. A call that is given up keeps running, and its late answer is thrown away.
class HandlerCall : public std::enable_shared_from_this<HandlerCall> {
public:
    HandlerCall(ServerContext& context, const Route& route, Request request)
        : m_context(context), m_route(route), m_request(std::move(request)) {}

    /// Queues the call, in the line of its route when it has one; `resume` is called later on the
    /// I/O thread, never inside this function.
    void begin(std::function<void()> resume);
    /// I/O thread: answers with 503 now when the call has waited or run too long.
    void checkTime(core::SteadyTime now);
    /// I/O thread: answers now, whatever the handler does.
    void giveUp(int status, std::string_view detail);

    /// Worker: the whole call by itself.
    void run();
    /// Worker: true when the call may be answered together with others of its route; else it was
    /// answered, refused or given up here.
    bool beginTogether();
    /// Worker, after beginTogether(): by itself after all.
    void handle();
    /// I/O thread: the answer; a second one is thrown away.
    void finish(Response response);

    [[nodiscard]] Response& response() { return m_response; }
    /// Only `principal` may change while the handler runs; everything else can be read.
    [[nodiscard]] const Request& request() const { return m_request; }

private:
    enum class State { Queued, Running, GivenUp };

    [[nodiscard]] bool begun();
    void answerLater(Response response);

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
/// Runs `admit` alone: the answer when it refuses.
std::optional<Response> refuseAtDoor(ServerContext& context, const Route& route, Request& request);

/// 503 with Retry-After.
Response unavailable(ServerContext& context, std::string_view detail, const Request& request,
                     int retryAfterSeconds);

} // namespace vigia::backend::http
