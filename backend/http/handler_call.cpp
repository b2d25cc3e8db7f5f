#include "backend/http/handler_call.h"

#include "backend/http/platform_error.h"

#include <boost/asio/post.hpp>

#include <exception>

namespace vigia::backend::http {

Response callHandler(ServerContext& context, const Route& route, Request& request) {
    try {
        if (!route.scope.empty() && context.options.admit) {
            if (auto refused = context.options.admit(request, route))
                return std::move(*refused);
        }
        return route.handler(request);
    } catch (const std::exception& error) {
        context.recorder.failed(request, error.what());
    } catch (...) {
        context.recorder.failed(request, "an exception of an unknown type");
    }
    return platformError(500, "The server could not handle this request. Its log has the reason.",
                         request, context.clock.now());
}

Response unavailable(ServerContext& context, std::string_view detail, const Request& request,
                     int retryAfterSeconds) {
    Response response = platformError(503, detail, request, context.clock.now());
    response.headers.emplace_back("Retry-After", std::to_string(retryAfterSeconds));
    return response;
}

void HandlerCall::begin(std::function<void()> resume) {
    m_resume = std::move(resume);
    m_queuedAt = m_context.clock.steadyNow();
    if (!m_context.workers.post([self = shared_from_this()] { self->run(); }))
        giveUp(503, "The server is busy; its waiting line is full. Try again in a second.");
}

void HandlerCall::run() {
    State queued = State::Queued;
    if (!m_state.compare_exchange_strong(queued, State::Running))
        return;
    Response response;
    if (m_context.clock.steadyNow() - m_queuedAt > m_context.options.limits.queueTime)
        response = unavailable(m_context, "The server is busy; the request waited too long.",
                               m_request, 1);
    else
        response = callHandler(m_context, m_route, m_request);
    boost::asio::post(m_context.io,
                      [self = shared_from_this(), answer = std::move(response)]() mutable {
                          self->finish(std::move(answer));
                      });
}

void HandlerCall::finish(Response response) {
    if (!m_resume)
        return;
    m_response = std::move(response);
    std::exchange(m_resume, nullptr)();
}

void HandlerCall::checkTime(core::SteadyTime now) {
    const ServerLimits& limits = m_context.options.limits;
    const auto waited = now - m_queuedAt;
    if (m_state == State::Queued && waited > limits.queueTime)
        giveUp(503, "The server is busy; the request waited too long.");
    else if (m_state == State::Running && waited > limits.queueTime + limits.answerTime)
        giveUp(503, "The answer took too long.");
}

void HandlerCall::giveUp(int status, std::string_view detail) {
    State queued = State::Queued;
    m_state.compare_exchange_strong(queued, State::GivenUp);
    Response response = status == 503
                            ? unavailable(m_context, detail, m_request, 1)
                            : platformError(status, detail, m_request, m_context.clock.now());
    boost::asio::post(m_context.io,
                      [self = shared_from_this(), answer = std::move(response)]() mutable {
                          self->finish(std::move(answer));
                      });
}

} // namespace vigia::backend::http
