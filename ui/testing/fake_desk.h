#pragma once

#include "core/ops/cluster_desk.h"
#include "core/ops/fleet.h"
#include "ui/cluster_samples.h"
#include "ui/testing/fake_control.h"

namespace vigia::ui::testing {

using ui::refusedReport;

/// A feed that the test fills.
struct FakeFeed final : core::ops::ClusterFeed {
    core::Published<core::ops::ConsoleSnapshot>& snapshots() override { return published; }
    core::Published<core::ops::StartProgress>& progress() override { return started; }
    core::Published<core::ops::ConnectionReport>& connection() override { return examined; }
    core::ops::PlatformControl& control() override { return fake; }

    core::Published<core::ops::ConsoleSnapshot> published;
    core::Published<core::ops::StartProgress> started;
    core::Published<core::ops::ConnectionReport> examined;
    FakeControl fake;
};

/// A desk with three clusters (`local`, `orders` in production, `billing`), whose answers come at
/// once. A feed lives as long as a window holds it. GUI tests and pictures only.
class FakeDesk : public core::ops::ClusterDesk {
public:
    FakeDesk();

    [[nodiscard]] std::vector<core::ops::ClusterInfo> clusters() const override { return known; }
    core::Result<Opened> open(const std::string& name) override;
    void test(core::ops::ClusterDraft draft, Tested tested) override;
    void save(core::ops::ClusterDraft draft, bool isNew, Done done) override;
    void remove(std::string name, Done done) override;
    void draft(std::string name, Drafted drafted) override;
    void import(std::string file, Drafted drafted) override;
    core::Published<core::ops::Fleet>& fleet() override { return published; }
    void lookAtFleet(bool open) override { lookers += open ? 1 : -1; }
    void keyring(std::function<void(std::string problem)> answered) override;

    /// The running feed of a cluster; null when no window looks at it.
    [[nodiscard]] std::shared_ptr<FakeFeed> feed(const std::string& name) const;

    std::vector<core::ops::ClusterInfo> known;
    std::vector<core::ops::ClusterDraft> drafts; ///< that were saved
    std::vector<std::string> opened;             ///< each feed that was made
    core::ops::ClusterDraft kept;                ///< what `draft` and `import` answer
    core::ops::ConnectionReport report;          ///< what `test` answers
    core::Published<core::ops::Fleet> published;
    int lookers = 0; ///< pages that look at the fleet
    std::string keyringProblem;
    std::optional<core::Error> failure; ///< of `save` and `remove`

private:
    std::map<std::string, std::weak_ptr<FakeFeed>> m_feeds;
};

/// A look at a cluster that is only watched: brokers, topics, groups, nothing of ours.
core::ops::ConsoleSnapshot watchedSnapshot(core::UtcTime now, const std::string& cluster,
                                           const std::string& tag);
/// A row of each kind: healthy, degraded, silent, never answered.
core::ops::Fleet sampleFleet(core::UtcTime now);
/// A connection that lacks the right to see groups.
core::ops::ConnectionReport rightlessReport();

} // namespace vigia::ui::testing
