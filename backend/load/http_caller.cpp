#include "backend/load/http_caller.h"

#include "backend/addresses.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <poll.h>

#include <algorithm>

namespace vigia::backend::load {

using core::ErrorCode;
using core::failure;
using std::chrono::steady_clock;

struct HttpRoute::Addresses {
    backend::Addresses list;
};

HttpRoute::~HttpRoute() = default;

core::Result<std::unique_ptr<HttpRoute>> HttpRoute::find(const HttpTarget& target) {
    auto found = resolveHost(target.host, std::to_string(target.port));
    if (!found)
        return failure(ErrorCode::Unreachable,
                       fmt::format("{} has no address: {}",
                                   core::escapedForDisplay(target.host, 200),
                                   found.error().message));
    std::unique_ptr<HttpRoute> route(new HttpRoute);
    route->m_addresses = std::make_unique<Addresses>();
    route->m_addresses->list = std::move(*found);
    route->m_authority = fmt::format("{}:{}", target.host, target.port);
    if (target.tls) {
        auto tls = http::TlsClient::create(target.host, target.trust);
        if (!tls)
            return tls.error();
        route->m_tls.emplace(std::move(*tls));
    }
    return route;
}

const addrinfo& HttpRoute::address() const {
    return *m_addresses->list;
}

core::Error HttpRoute::nobodyAnswers() const {
    return failure(ErrorCode::Unreachable,
                   fmt::format("nothing answers at {}; is the service running?",
                               core::escapedForDisplay(m_authority, 200)));
}

core::Error HttpCaller::failed(const std::string& problem) const {
    if (!m_connection.tlsProblem().empty())
        return failure(ErrorCode::Unreachable, m_connection.tlsProblem());
    if (problem == "connect")
        return m_route.nobodyAnswers();
    return failure(ErrorCode::Unreachable,
                   fmt::format("{} did not answer: {}",
                               core::escapedForDisplay(m_route.authority(), 200), problem));
}

/// Waits until the connection can go on; looks for a stop meanwhile.
core::Result<void> HttpCaller::ready(steady_clock::time_point end, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds kLook{100};
    pollfd entry{m_connection.fd(), POLLIN, 0};
    if (m_connection.wantsToWrite())
        entry.events = POLLIN | POLLOUT;
    while (!stop.stop_requested()) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - steady_clock::now());
        if (left.count() <= 0)
            return failure(ErrorCode::Timeout,
                           fmt::format("{} did not answer within {} ms",
                                       core::escapedForDisplay(m_route.authority(), 200),
                                       m_timeout.count()));
        if (::poll(&entry, 1, static_cast<int>(std::min(left, kLook).count())) > 0)
            return {};
    }
    return failure(ErrorCode::Cancelled, "stopped before the run began");
}

core::Result<HttpAnswer> HttpCaller::call(RequestBytes request, bool head,
                                          const std::stop_token& stop) {
    using Event = LoadConnection::Event;
    const auto end = steady_clock::now() + m_timeout;
    if (!m_open && !m_connection.open(m_route.address(), m_route.tls()))
        return m_route.nobodyAnswers();
    m_open = true;
    Event event = m_connection.send(std::move(request), true, head);
    while (event == Event::Nothing) {
        if (const auto waited = ready(end, stop); !waited) {
            m_open = false;
            m_connection.close();
            return waited.error();
        }
        if (m_connection.wantsToWrite())
            event = m_connection.writable();
        if (event == Event::Nothing) // a large body may be answered before its end
            event = m_connection.readable();
    }
    const auto& answer = m_connection.answer();
    m_open = event == Event::Answer && m_connection.keepsAlive();
    if (event == Event::Failed) {
        auto error = failed(m_connection.problem());
        m_connection.close();
        return error;
    }
    HttpAnswer taken{answer.status(), answer.body()};
    if (!m_open)
        m_connection.close();
    return taken;
}

} // namespace vigia::backend::load
