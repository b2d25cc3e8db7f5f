#include "backend/http/handler_call.h"

#include "backend/http/handler_line.h"
#include "backend/http/platform_error.h"

#include <boost/asio/post.hpp>

#include <exception>

namespace vigia::backend::http {

namespace {

/// Whatever `ask` throws becomes a 500 that tells nothing.
template <class Ask>
auto guarded(ServerContext& context, const Request& request, const Ask& ask) -> decltype(ask()) {
    try {
        return ask();
    } catch (const std::exception& error) {
        context.recorder.failed(request, error.what());
    } catch (...) {
        context.recorder.failed(request, "an exception of an unknown type");
    }
    return platformError(500, "The server could not handle this request. Its log has the reason.",
                         request, context.clock.now());
}

} // namespace

std::optional<Response> refuseAtDoor(ServerContext& context, const Route& route, Request& request) {
    if (route.scope.empty() || !context.options.admit)
        return std::nullopt;
    return guarded(context, request, [&] { return context.options.admit(request, route); });
}

Response callHandler(ServerContext& context, const Route& route, Request& request) {
    if (auto refused = refuseAtDoor(context, route, request))
        return std::move(*refused);
    return guarded(context, request, [&] { return route.handler(request); });
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
    auto* line = m_context.lineOf(m_route);
    const bool queued = line != nullptr
                            ? line->add(shared_from_this())
                            : m_context.workers.post([self = shared_from_this()] { self->run(); });
    if (!queued)
        giveUp(503, "The server is busy; its waiting line is full. Try again in a second.");
}

/// False when the call was given up, or waited too long and is answered so.
bool HandlerCall::begun() {
    State queued = State::Queued;
    if (!m_state.compare_exchange_strong(queued, State::Running))
        return false;
    if (m_context.clock.steadyNow() - m_queuedAt <= m_context.options.limits.queueTime)
        return true;
    answerLater(
        unavailable(m_context, "The server is busy; the request waited too long.", m_request, 1));
    return false;
}

void HandlerCall::run() {
    if (begun())
        answerLater(callHandler(m_context, m_route, m_request));
}

bool HandlerCall::beginTogether() {
    if (!begun())
        return false;
    auto refused = refuseAtDoor(m_context, m_route, m_request);
    if (refused)
        answerLater(std::move(*refused));
    return !refused;
}

void HandlerCall::handle() {
    answerLater(guarded(m_context, m_request, [this] { return m_route.handler(m_request); }));
}

void HandlerCall::answerLater(Response response) {
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
    answerLater(std::move(response));
}

} // namespace vigia::backend::http
