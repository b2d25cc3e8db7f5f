#pragma once

#include "core/base/clock.h"
#include "core/ops/sampler.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace vigia::backend::monitor {

/// One look at a cluster for several monitors of a process: who asks soon after somebody else gets
/// the same answer, so that the cluster is asked once. Shared by its views; any thread may ask
/// them.
class SharedSamples : public std::enable_shared_from_this<SharedSamples> {
public:
    /// An answer that is not older than `fresh` serves again. `clock` outlives all views.
    SharedSamples(std::unique_ptr<core::ops::SampleSource> source, const core::Clock& clock,
                  std::chrono::milliseconds fresh);

    /// The source as one monitor sees it; keeps what it shares alive.
    [[nodiscard]] std::unique_ptr<core::ops::SampleSource> view();

private:
    class View;

    core::Result<core::ops::ClusterSample> sample();
    core::Result<std::optional<core::UtcTime>>
    recordTime(const std::string& topic, std::int32_t partition, std::int64_t offset);

    const std::unique_ptr<core::ops::SampleSource> m_source;
    const core::Clock& m_clock;
    const std::chrono::milliseconds m_fresh;
    std::mutex m_mutex; ///< held during a look: who comes meanwhile waits for its answer
    std::optional<core::Result<core::ops::ClusterSample>> m_last;
    core::SteadyTime m_lastAt{};
    std::mutex m_records; ///< one question for a record's time at a time
};

} // namespace vigia::backend::monitor
