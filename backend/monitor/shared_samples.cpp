#include "backend/monitor/shared_samples.h"

namespace vigia::backend::monitor {

using core::Result;
using core::UtcTime;
using core::ops::ClusterSample;
using core::ops::SampleSource;

class SharedSamples::View final : public SampleSource {
public:
    explicit View(std::shared_ptr<SharedSamples> samples) : m_samples(std::move(samples)) {}

    Result<ClusterSample> sample() override { return m_samples->sample(); }
    Result<std::optional<UtcTime>> recordTime(const std::string& topic, std::int32_t partition,
                                              std::int64_t offset) override {
        return m_samples->recordTime(topic, partition, offset);
    }

private:
    const std::shared_ptr<SharedSamples> m_samples;
};

SharedSamples::SharedSamples(std::unique_ptr<SampleSource> source, const core::Clock& clock,
                             std::chrono::milliseconds fresh)
    : m_source(std::move(source)), m_clock(clock), m_fresh(fresh) {}

std::unique_ptr<SampleSource> SharedSamples::view() {
    return std::make_unique<View>(shared_from_this());
}

Result<ClusterSample> SharedSamples::sample() {
    const std::lock_guard lock(m_mutex);
    if (m_last && m_clock.steadyNow() - m_lastAt <= m_fresh)
        return *m_last;
    m_last = m_source->sample();
    m_lastAt = m_clock.steadyNow();
    return *m_last;
}

Result<std::optional<UtcTime>>
SharedSamples::recordTime(const std::string& topic, std::int32_t partition, std::int64_t offset) {
    const std::lock_guard lock(m_records);
    return m_source->recordTime(topic, partition, offset);
}

} // namespace vigia::backend::monitor
