#pragma once

#include "backend/http/handler_call.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace vigia::backend::http {

/// The calls of one route that can be answered together: while one worker answers some, those that
/// come meanwhile wait here and are the next. What can't be answered together goes to the route's
/// ordinary handler. Owned by the server's context; outlives the workers' last job.
class HandlerLine {
public:
    HandlerLine(ServerContext& context, const Route& route) : m_context(context), m_route(route) {}

    /// I/O thread. False when the line is full.
    bool add(std::shared_ptr<HandlerCall> call);
    /// Calls that wait; any thread.
    [[nodiscard]] std::size_t depth() const;

private:
    using Calls = std::vector<std::shared_ptr<HandlerCall>>;

    void serve();
    Calls take();
    void answer(Calls calls);
    [[nodiscard]] std::vector<std::optional<Response>> together(const Calls& calls) const;

    ServerContext& m_context;
    const Route& m_route;
    mutable std::mutex m_mutex;
    std::deque<std::shared_ptr<HandlerCall>> m_waiting;
    bool m_served = false;      ///< a worker is at it
    core::SteadyTime m_since{}; ///< since when it answers the present ones
};

} // namespace vigia::backend::http
