#include "app/http_fetcher.h"

namespace vigia::app {
namespace {

constexpr std::size_t kMostServers = 64;

} // namespace

core::Result<backend::monitor::Fetched> HttpFetcher::send(const backend::monitor::Outgoing& request, std::chrono::milliseconds timeout) {
    const auto path = request.url.find('/', request.url.find("://") + 3);
    const auto base = request.url.substr(0, path);
    const auto key = base + " " + std::to_string(timeout.count());
    if (m_clients.size() >= kMostServers && !m_clients.contains(key))
        m_clients.clear();
    auto& client = m_clients[key];
    if (!client) {
        backend::http::ClientOptions options;
        options.baseUrl = base;
        options.connectTime = timeout;
        options.totalTime = timeout;
        options.idleConnections = 1;
        client = std::make_unique<backend::http::Client>(std::move(options));
    }
    backend::http::ClientRequest wanted;
    wanted.method = request.method;
    wanted.target = path == std::string::npos ? "/" : request.url.substr(path);
    wanted.headers = request.headers;
    wanted.body = request.body;
    auto answer = client->send(wanted);
    if (!answer)
        return answer.error();
    return backend::monitor::Fetched{answer->status, std::move(answer->body)};
}

} // namespace vigia::app
