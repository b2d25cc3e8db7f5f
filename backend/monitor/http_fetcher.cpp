#include "backend/monitor/http_fetcher.h"

#include "core/base/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

/// Instances come and go under new ports; beyond this the clients of all are made anew.
constexpr std::size_t kMostClients = 64;
constexpr std::size_t kLargestAnswer = 8U * 1024 * 1024;

} // namespace

core::Result<Fetched> HttpFetcher::send(const Outgoing& request,
                                        std::chrono::milliseconds timeout) {
    constexpr std::string_view kAfterScheme = "://";
    const std::size_t scheme = request.url.find(kAfterScheme);
    if (scheme == std::string::npos)
        return core::failure(core::ErrorCode::InvalidInput,
                             fmt::format("{} is no http:// or https:// address",
                                         core::escapedForDisplay(request.url, 200)));
    const std::size_t slash =
        std::min(request.url.find('/', scheme + kAfterScheme.size()), request.url.size());
    http::ClientRequest outgoing;
    outgoing.method = request.method;
    outgoing.target = slash < request.url.size() ? request.url.substr(slash) : "/";
    outgoing.headers = request.headers;
    outgoing.body = request.body;
    auto answer = clientFor(request.url.substr(0, slash), timeout).send(outgoing);
    if (!answer)
        return answer.error();
    return Fetched{answer->status, std::move(answer->body)};
}

http::Client& HttpFetcher::clientFor(const std::string& base, std::chrono::milliseconds timeout) {
    if (m_clients.size() >= kMostClients && !m_clients.contains({base, timeout.count()}))
        m_clients.clear();
    auto& client = m_clients[{base, timeout.count()}];
    if (!client) {
        http::ClientOptions options;
        options.baseUrl = base;
        options.connectTime = timeout;
        options.totalTime = timeout;
        options.maxResponseBytes = kLargestAnswer;
        options.idleConnections = 2;
        options.tls = m_tls;
        client = std::make_unique<http::Client>(options);
    }
    return *client;
}

} // namespace vigia::backend::monitor
