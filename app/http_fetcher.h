#pragma once

#include "backend/http/client.h"
#include "backend/monitor/fetcher.h"

#include <map>
#include <memory>
#include <string>

namespace vigia::app {

/// The monitor's requests over our HTTP client: one client, and so its kept connections, for each server. At most 64 servers
/// are remembered. One thread at a time.
class HttpFetcher final : public backend::monitor::Fetcher {
public:
    core::Result<backend::monitor::Fetched> send(const backend::monitor::Outgoing& request, std::chrono::milliseconds timeout) override;

private:
    std::map<std::string, std::unique_ptr<backend::http::Client>> m_clients;
};

} // namespace vigia::app
