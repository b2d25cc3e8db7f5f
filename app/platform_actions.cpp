#include "app/platform.h"
#include "app/platform_access.h"
#include "app/topic_settings.h"
#include "backend/config/own_services.h"

namespace vigia::app {
namespace {

using core::ErrorCode;
using core::Result;

core::Error notYet() {
    return core::failure(ErrorCode::Unreachable,
                         "the platform is still starting; try again in a moment");
}

} // namespace

ControlActions Platform::actions() {
    ControlActions actions;
    const auto guard = [this] {
        const std::lock_guard lock(m_mutex);
        return m_guard;
    };
    const auto monitor = [this] {
        const std::lock_guard lock(m_mutex);
        return m_monitor;
    };
    actions.process = [guard](const std::string& target, const std::string& verb,
                              const core::ops::WritePass& pass) {
        const auto held = guard();
        return held ? held->process(target, verb, pass) : Result<std::string>(notYet());
    };
    actions.scale = [guard](const std::string& role, int count, const core::ops::WritePass& pass) {
        const auto held = guard();
        return held ? held->scale(role, count, pass) : Result<std::string>(notYet());
    };
    actions.demoTraffic = [this](bool on, const auto& pass) { return setDemo(on, pass); };
    actions.rest = [this](const auto& method, const auto& path, const auto& body,
                          const auto& pass) { return rest(method, path, body, pass); };
    actions.topicConfiguration = [this](const std::string&, const std::string& topic) {
        return topicConfiguration(topic);
    };
    actions.watchGroup = [monitor](const std::string&, const std::string& group) {
        if (const auto held = monitor())
            held->watchGroup(group);
    };
    actions.historyRange = [this, monitor](std::chrono::seconds range) {
        m_historyRange = range; // for a monitor that is still to come
        if (const auto held = monitor())
            held->setRange(range);
    };
    actions.sampleInterval = [monitor](std::chrono::milliseconds interval) {
        if (const auto held = monitor())
            held->setInterval(interval);
    };
    return actions;
}

Result<core::ops::RestAnswer> Platform::rest(const std::string& method, const std::string& path,
                                             const std::string& body,
                                             const core::ops::WritePass& pass) {
    std::shared_ptr<backend::http::Client> client;
    {
        const std::lock_guard lock(m_mutex);
        if (m_gatewayUrl.empty())
            return notYet();
        if (!m_gateway || m_gateway->baseUrl() != m_gatewayUrl)
            m_gateway = std::make_shared<backend::http::Client>(backend::http::ClientOptions{
                .baseUrl = m_gatewayUrl,
                .totalTime = std::chrono::seconds(10),
                .lock = ownLock(m_context),
                .tls = backend::config::ownServicesTls(m_context.config.http)});
        client = m_gateway;
    }
    backend::http::ClientRequest request;
    request.method = method;
    request.target = path;
    request.body = body;
    request.pass = pass;
    auto answer = client->send(request);
    if (!answer)
        return answer.error();
    core::ops::RestAnswer out{answer->status, {}};
    if (auto json = core::parseJson(answer->body, {16U * 1024 * 1024, 32}))
        out.body = std::move(*json);
    return out;
}

Result<core::JsonValue> Platform::topicConfiguration(const std::string& topic) {
    std::shared_ptr<backend::kafka::Admin> admin;
    {
        const std::lock_guard lock(m_mutex);
        admin = m_admin;
    }
    if (!admin)
        return notYet();
    return topicSettings(*admin, topic);
}

Result<std::string> Platform::setDemo(bool on, const core::ops::WritePass& pass) {
    std::shared_ptr<backend::monitor::DemoTraffic> demo;
    {
        const std::lock_guard lock(m_mutex);
        demo = m_demo;
    }
    if (!demo)
        return notYet();
    const bool elsewhere = demo->stats().elsewhere;
    if (const auto set = demo->setOn(on, pass); !set)
        return set.error();
    if (const auto kept = m_demoSwitch.remember(on); !kept)
        return core::failure(kept.error().code, "demo traffic follows, but the next start will not "
                                                "know it: " +
                                                    kept.error().message);
    if (elsewhere && !on)
        return std::string("demo traffic is off here; another console still sends it");
    return std::string(on ? "demo traffic is on: about 20 commands a second"
                          : "demo traffic is off");
}

} // namespace vigia::app
