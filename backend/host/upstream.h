#pragma once

#include "backend/http/client_tls.h"
#include "backend/http/message.h"
#include "backend/observe/log.h"
#include "core/base/clock.h"
#include "core/base/poller.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::host {

struct UpstreamOptions {
    std::string role;
    std::string gatewayVersion{};
    std::string environment{};
    int retryAfterSeconds = 30; ///< when no instance is there (platform.md 3.1)
    http::ClientTls tls{};
    observe::Logger log{}; ///< is told why an instance does not answer
    /// Base URLs of the instances that are known now; nothing when nobody can tell: then the last
    /// ones stay. Called on the thread that looks.
    std::function<std::optional<std::vector<std::string>>()> urls;
    std::function<void(std::chrono::milliseconds)> pause{}; ///< before another try; empty: sleeps
};

/// The instances of one role elsewhere, as platform.md 3.1 has them: asked in turn, those that fail
/// readiness left out, another one tried where a request may go out again. Owned by the gateway.
/// Thread `gateway`, which looks every 2 s; `handle` and `up` from any thread.
class Upstream {
public:
    Upstream(UpstreamOptions options, const core::Clock& clock);
    ~Upstream();
    Upstream(const Upstream&) = delete;
    Upstream& operator=(const Upstream&) = delete;

    void start() { m_look.start(); }
    void stop() { m_look.stop(); }
    /// Learns the instances and asks each for its readiness; what its thread does.
    void look();

    /// For the next connections; any thread.
    void useTls(const http::ClientTls& tls);

    [[nodiscard]] const std::string& role() const { return m_options.role; }
    /// An instance answered that it is ready, and was not refused since.
    [[nodiscard]] bool up() const;
    /// Blocks until an instance answered, or none is left to try.
    [[nodiscard]] http::Response handle(const http::Request& request);

private:
    struct Instance;
    using InstancePtr = std::shared_ptr<Instance>;

    void learn(const std::vector<std::string>& urls);
    [[nodiscard]] InstancePtr make(const std::string& url) const;
    void tell(Instance& instance, const core::Error& error) const;
    /// The next one that is ready and not among those; null when there is none.
    [[nodiscard]] InstancePtr next(const std::vector<InstancePtr>& tried);
    [[nodiscard]] http::Response noInstance(const http::Request& request) const;

    const UpstreamOptions m_options;
    const core::Clock& m_clock;
    mutable std::mutex m_mutex;
    http::ClientTls m_tls;
    std::map<std::string, InstancePtr> m_instances; ///< by base URL
    std::size_t m_turn = 0;
    core::Poller m_look;
};

} // namespace vigia::backend::host
