#include "backend/http/handler_line.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>

namespace vigia::backend::http {
namespace {

constexpr std::size_t kMostTogether = 64;
/// Calls that took longer than this together hold up nobody who comes later.
constexpr std::chrono::milliseconds kPatience{300};

} // namespace

bool HandlerLine::add(std::shared_ptr<HandlerCall> call) {
    const std::lock_guard lock(m_mutex); // also while posting: nobody may queue behind a refusal
    if (m_waiting.size() >= m_context.options.queueCapacity)
        return false;
    if (m_served && m_context.clock.steadyNow() - m_since > kPatience)
        return m_context.workers.post([call = std::move(call)] { call->run(); });
    if (!m_served && !m_context.workers.post([this] { serve(); }))
        return false;
    if (!std::exchange(m_served, true))
        m_since = m_context.clock.steadyNow();
    m_waiting.push_back(std::move(call));
    return true;
}

std::size_t HandlerLine::depth() const {
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void HandlerLine::serve() {
    for (auto calls = take(); !calls.empty(); calls = take())
        answer(std::move(calls));
}

/// Nothing: nobody waits, and the next one that comes is served anew.
HandlerLine::Calls HandlerLine::take() {
    const std::lock_guard lock(m_mutex);
    const auto end =
        m_waiting.begin() + static_cast<std::ptrdiff_t>(std::min(m_waiting.size(), kMostTogether));
    Calls calls(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    m_served = !calls.empty();
    m_since = m_context.clock.steadyNow();
    return calls;
}

/// One message to the I/O thread for all answers.
void HandlerLine::answer(Calls calls) {
    std::erase_if(calls, [](const auto& call) { return !call->beginTogether(); });
    if (calls.empty())
        return;
    auto answers = together(calls);
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (!answers[i] && !m_context.workers.post([call = calls[i]] { call->handle(); }))
            answers[i] = unavailable(m_context, "The server is busy; try again in a second.",
                                     calls[i]->request(), 1);
    }
    boost::asio::post(m_context.io,
                      [calls = std::move(calls), answers = std::move(answers)]() mutable {
                          for (std::size_t i = 0; i < calls.size(); ++i) {
                              if (answers[i])
                                  calls[i]->finish(std::move(*answers[i]));
                          }
                      });
}

std::vector<std::optional<Response>> HandlerLine::together(const Calls& calls) const {
    std::vector<const Request*> requests;
    for (const auto& call : calls)
        requests.push_back(&call->request());
    try {
        auto answers = m_route.together(requests);
        answers.resize(calls.size());
        return answers;
    } catch (const std::exception&) {
        // each of them meets the fault again and tells it
    }
    return std::vector<std::optional<Response>>(calls.size());
}

} // namespace vigia::backend::http
