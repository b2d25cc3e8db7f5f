#include "backend/fleet/cluster_look.h"

#include "backend/doctor/certificate.h"
#include "backend/doctor/connection_doctor.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::backend::fleet {
namespace {

/// For each question of the doctor: a row should not wait for its sentence.
constexpr std::chrono::milliseconds kDoctorPatience{1500};

/// The first step that failed, with what to do; empty when the doctor finds nothing.
std::string firstFailure(const core::ops::ConnectionReport& report) {
    for (const auto& check : report.checks) {
        if (check.state == core::ops::CheckState::Failed && check.step != "rights")
            return fmt::format("{}: {}. {}", check.about, check.found, check.next);
    }
    return {};
}

} // namespace

ClusterLook::ClusterLook(ClusterLookOptions options,
                         std::function<core::Result<kafka::ClientConfig>()> client,
                         const core::Clock& clock)
    : m_options(std::move(options)), m_client(std::move(client)), m_clock(clock) {}

core::Result<void> ClusterLook::connect() {
    if (m_sampler)
        return {};
    auto config = m_client();
    if (!config)
        return config.error();
    m_config = std::move(*config);
    kafka::SamplerOptions sampler;
    sampler.cluster = m_options.cluster;
    sampler.client = *m_config;
    sampler.interval = m_options.patience;
    m_sampler = std::make_unique<kafka::ClusterSampler>(std::move(sampler), m_clock);
    return {};
}

core::ops::FleetLook ClusterLook::look(const std::stop_token& stop) {
    core::ops::FleetLook look;
    if (const auto connected = connect(); !connected) {
        look.sample = connected.error();
        return look;
    }
    look.sample = m_sampler->sample();
    if (look.sample && look.sample->error.empty()) {
        m_explainedAt.reset();
        if (!stop.stop_requested())
            examineNowAndThen(look);
    } else if (!stop.stop_requested()) {
        explain(look);
    }
    return look;
}

void ClusterLook::examineNowAndThen(core::ops::FleetLook& look) {
    const auto now = std::chrono::steady_clock::now();
    if (m_examinedAt && now - *m_examinedAt < m_options.examineEvery)
        return;
    m_examinedAt = now;
    look.certificateDays = doctor::certificateDaysLeft(*m_config, m_options.patience);
}

void ClusterLook::explain(core::ops::FleetLook& look) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_explainedAt || now - *m_explainedAt >= m_options.explainEvery) {
        const auto report =
            doctor::examineConnection(*m_config, {m_options.cluster, kDoctorPatience});
        m_explainedAt = now;
        m_explanation = firstFailure(report);
        look.certificateDays = report.certificateDays;
    }
    look.explanation = m_explanation;
}

} // namespace vigia::backend::fleet
