#pragma once

#include "app/command.h"
#include "app/fleet.h"
#include "app/platform.h"
#include "app/watched_cluster.h"
#include "backend/host/task_queue.h"
#include "core/base/poller.h"
#include "core/ops/cluster_desk.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace vigia::app {

/// Every cluster that the desktop may look at: one feed a cluster for all windows, and the
/// configuration file behind the dialogs, followed where somebody else changes it. The platform's
/// own cluster is started when it is opened first and stays until stop(); a watched one ends with
/// its last window. Owned by the face; `open` is called by the GUI thread and never blocks.
class ClusterHub final : public core::ops::ClusterDesk {
public:
    ClusterHub(const Context& context, PlatformWish wish);
    ~ClusterHub() override;

    void start();
    /// Waits for what runs; every window is gone before.
    void stop();

    [[nodiscard]] const core::Clock& clock() const { return m_clock; }
    /// The platform's own cluster can be looked at without starting a server. Blocks for a moment.
    [[nodiscard]] bool ownClusterRuns() const;

    [[nodiscard]] std::vector<core::ops::ClusterInfo> clusters() const override;
    core::Result<Opened> open(const std::string& name) override;
    void test(core::ops::ClusterDraft draft, Tested tested) override;
    void save(core::ops::ClusterDraft draft, bool isNew, Done done) override;
    void remove(std::string name, Done done) override;
    void draft(std::string name, Drafted drafted) override;
    void import(std::string file, Drafted drafted) override;
    core::Published<core::ops::Fleet>& fleet() override { return m_fleet; }
    void lookAtFleet(bool open) override;
    void keyring(std::function<void(std::string problem)> answered) override;

private:
    class OwnCluster;
    std::shared_ptr<SharedFeed> openOwn();
    std::shared_ptr<SharedFeed> openWatched(const std::string& name);
    core::Result<void> reload();
    /// A turn of the poller: what a command or an editor changed is taken over.
    void lookAtFile();
    void collectFleet();
    void examine(const core::ops::ClusterDraft& draft, const Tested& tested);
    [[nodiscard]] Context contextNow() const;

    const Context& m_start; ///< as the program was started
    const PlatformWish m_wish;
    backend::host::SystemClock m_clock;
    mutable std::mutex m_mutex; ///< guards what follows
    Context m_context;          ///< follows the configuration file
    std::shared_ptr<OwnCluster> m_own;
    std::map<std::string, std::weak_ptr<SharedFeed>> m_watched;

    int m_fleetLookers = 0;
    std::shared_ptr<backend::fleet::FleetCollector> m_collector; ///< made by `clusters` only

    std::filesystem::file_time_type m_fileAt{}; ///< of the configuration as it was read last

    core::Published<core::ops::Fleet> m_fleet;
    std::stop_source m_ending;
    backend::host::TaskQueue m_files{"clusters", 1, 64}; ///< in order: the file is written by one
    backend::host::TaskQueue m_tests{"doctor", 2, 16};
    backend::host::TaskQueue m_retired{"retire", 2, 256}; ///< feeds end here
    core::Poller m_file{"clusters-file", std::chrono::seconds(2), [this] { lookAtFile(); }};
};

} // namespace vigia::app
