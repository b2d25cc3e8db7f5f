#pragma once

#include "backend/http/client.h"
#include "backend/monitor/fetcher.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace vigia::backend::monitor {

/// The Fetcher over our own HTTP client: one client, with kept connections, a server and time
/// limit. Used by one thread.
class HttpFetcher final : public Fetcher {
public:
    explicit HttpFetcher(http::ClientTls tls) : m_tls(std::move(tls)) {}
    core::Result<Fetched> send(const Outgoing& request, std::chrono::milliseconds timeout) override;

private:
    http::Client& clientFor(const std::string& base, std::chrono::milliseconds timeout);

    const http::ClientTls m_tls;
    std::map<std::pair<std::string, std::int64_t>, std::unique_ptr<http::Client>> m_clients;
};

} // namespace vigia::backend::monitor
