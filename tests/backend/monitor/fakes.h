#pragma once

#include "backend/monitor/fetcher.h"
#include "core/base/clock.h"
#include "core/ops/platform_source.h"
#include "core/ops/sampler.h"
#include "tests/support/moments.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

namespace vigia::tests {

/// A clock that only moves when told to.
class FakeClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override {
        return core::UtcTime(std::chrono::microseconds(m_now.load()));
    }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return core::SteadyTime(std::chrono::microseconds(m_now.load()));
    }
    void set(core::UtcTime time) { m_now = time.time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> m_now{at(0).time_since_epoch().count()};
};

/// A cluster of three brokers, one topic `orders` with two partitions and one group `billing` of
/// one member.
inline core::ops::ClusterSample clusterAt(double seconds, std::int64_t end,
                                          std::optional<std::int64_t> committed) {
    using namespace core::ops;
    ClusterSample sample;
    sample.cluster = "local";
    sample.kafkaVersion = "4.3";
    sample.startedAt = sample.endsAt = sample.finishedAt = at(seconds);
    sample.controller = 1;
    for (std::int32_t id = 1; id <= 3; ++id)
        sample.brokers.push_back(
            {id, "127.0.0.1", static_cast<std::uint16_t>(9091 + id), {}, true});
    TopicSample topic{"orders", "id-1", false, {}, {}};
    GroupSample group{"billing", "Stable",    "consumer",
                      1,         {},          {{"m-1", "billing-1", "/127.0.0.1", {}, {}}},
                      {},        at(seconds), at(seconds)};
    for (std::int32_t id = 0; id < 2; ++id) {
        topic.partitions.push_back({id, id + 1, {id + 1, 3}, {id + 1, 3}, 0, end, end, {}});
        group.members[0].assigned.emplace_back("orders", id);
        group.commits.push_back({"orders", id, committed, {}});
    }
    sample.topics.push_back(std::move(topic));
    sample.groups.push_back(std::move(group));
    return sample;
}

inline core::ops::ProcessStatus
process(std::string name, std::string kind,
        core::ops::ProcessState state = core::ops::ProcessState::Running) {
    core::ops::ProcessStatus status;
    status.name = std::move(name);
    status.kind = std::move(kind);
    status.state = state;
    status.pid = 100;
    return status;
}

/// Answers from a table of URLs; anything else is refused.
class FakeFetcher final : public backend::monitor::Fetcher {
public:
    std::map<std::string, backend::monitor::Fetched> pages;

    core::Result<backend::monitor::Fetched> send(const backend::monitor::Outgoing& request,
                                                 std::chrono::milliseconds) override {
        const auto page = pages.find(request.url);
        if (page == pages.end())
            return core::failure(core::ErrorCode::Unreachable, "connection refused");
        return page->second;
    }
};

} // namespace vigia::tests
