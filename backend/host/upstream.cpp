#include "backend/host/upstream.h"

#include "backend/http/forward.h"
#include "backend/http/platform_error.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

namespace vigia::backend::host {
namespace {

using core::ErrorCode;
using core::Result;
using std::chrono::milliseconds;

constexpr std::chrono::seconds kLookEvery{2};
constexpr milliseconds kReadinessPatience{1'000};
constexpr std::array<milliseconds, 2> kPauses{milliseconds(100), milliseconds(1'000)};

/// The same request twice has the effect of one.
bool mayRepeat(const http::Request& request) {
    return http::isIdempotent(request.method) ||
           (request.method == "POST" && request.header("idempotency-key") != nullptr);
}

bool isRefused(const Result<http::Response>& answer) {
    return !answer && answer.error().code == ErrorCode::Unreachable;
}

/// Whether another instance may be asked after that answer.
bool worthAnother(const Result<http::Response>& answer, const http::Request& request) {
    if (isRefused(answer))
        return true;
    const bool failed = answer ? answer->status == 502 || answer->status == 503
                               : answer.error().code == ErrorCode::Cancelled;
    return failed && mayRepeat(request);
}

} // namespace

struct Upstream::Instance {
    Instance(http::ForwardOptions forwarding, http::ClientOptions probing)
        : forwarder(std::move(forwarding)), probe(std::move(probing)) {}

    http::Forwarder forwarder;
    http::Client probe;
    std::atomic<bool> ready{false};
    std::string told; ///< to the log, while it does not answer; of the thread that looks
};

Upstream::Upstream(UpstreamOptions options, const core::Clock& clock)
    : m_options(std::move(options)), m_clock(clock), m_tls(m_options.tls),
      m_look("gateway", kLookEvery, [this] { look(); }) {}

Upstream::~Upstream() {
    stop();
}

void Upstream::look() {
    if (const auto urls = m_options.urls())
        learn(*urls);
    std::vector<InstancePtr> instances;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [url, instance] : m_instances)
            instances.push_back(instance);
    }
    for (const auto& instance : instances) {
        const auto answer = instance->probe.get("/actuator/health/readiness");
        instance->ready = answer && answer->status == 200;
        if (answer)
            instance->told.clear();
        else
            tell(*instance, answer.error());
    }
}

void Upstream::tell(Instance& instance, const core::Error& error) const {
    if (instance.told == error.message)
        return;
    instance.told = error.message;
    m_options.log.warn(m_options.role + " at " + instance.probe.baseUrl() +
                       " gets no requests: " + error.message);
}

void Upstream::useTls(const http::ClientTls& tls) {
    const std::lock_guard lock(m_mutex);
    m_tls = tls;
    for (const auto& [url, instance] : m_instances) {
        instance->forwarder.useTls(tls);
        instance->probe.useTls(tls);
    }
}

/// Keeps the instances, and so the connections, of the URLs that stay.
void Upstream::learn(const std::vector<std::string>& urls) {
    std::map<std::string, InstancePtr> now;
    const std::lock_guard lock(m_mutex);
    for (const auto& url : urls) {
        const auto known = m_instances.find(url);
        now[url] = known == m_instances.end() ? make(url) : known->second;
    }
    m_instances = std::move(now);
}

Upstream::InstancePtr Upstream::make(const std::string& url) const {
    http::ForwardOptions forwarding;
    forwarding.upstream.baseUrl = url;
    forwarding.upstream.tls = m_tls;
    forwarding.gatewayVersion = m_options.gatewayVersion;
    forwarding.environment = m_options.environment;
    forwarding.what = m_options.role;
    forwarding.retryAfterSeconds = m_options.retryAfterSeconds;
    http::ClientOptions probing;
    probing.baseUrl = url;
    probing.tls = m_tls;
    probing.connectTime = kReadinessPatience;
    probing.totalTime = kReadinessPatience;
    return std::make_shared<Instance>(std::move(forwarding), std::move(probing));
}

bool Upstream::up() const {
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_instances.begin(), m_instances.end(),
                       [](const auto& each) { return each.second->ready.load(); });
}

Upstream::InstancePtr Upstream::next(const std::vector<InstancePtr>& tried) {
    const std::lock_guard lock(m_mutex);
    std::vector<InstancePtr> ready;
    for (const auto& [url, instance] : m_instances) {
        if (instance->ready && std::find(tried.begin(), tried.end(), instance) == tried.end())
            ready.push_back(instance);
    }
    if (ready.empty())
        return nullptr;
    if (tried.empty()) // another try takes nobody's turn, or every request began with the sick one
        ++m_turn;
    return ready[m_turn % ready.size()];
}

http::Response Upstream::handle(const http::Request& request) {
    std::vector<InstancePtr> tried;
    for (auto instance = next(tried); instance;) {
        auto answer = instance->forwarder.send(request);
        tried.push_back(instance);
        if (isRefused(answer))
            instance->ready = false; // until the next look finds it well
        const bool again = tried.size() <= kPauses.size() && worthAnother(answer, request);
        const auto other = again ? next(tried) : nullptr;
        if (!other)
            return answer ? std::move(*answer)
                          : instance->forwarder.failure(answer.error(), request);
        const auto time = kPauses.at(tried.size() - 1);
        m_options.pause ? m_options.pause(time) : std::this_thread::sleep_for(time);
        instance = other;
    }
    return noInstance(request);
}

http::Response Upstream::noInstance(const http::Request& request) const {
    auto answer = http::platformError(503, "No instance of " + m_options.role + " is ready",
                                      request, m_clock.now());
    answer.headers.emplace_back("Retry-After", std::to_string(m_options.retryAfterSeconds));
    return answer;
}

} // namespace vigia::backend::host
