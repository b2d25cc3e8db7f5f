#include "app/cluster_hub.h"

#include "app/cluster_drafts.h"
#include "app/platform_access.h"
#include "app/stack_options.h"
#include "backend/config/keyring.h"
#include "backend/doctor/connection_doctor.h"
#include "core/base/temporary_folder.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::app {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using core::ops::ClusterDraft;
using core::ops::ClusterInfo;

ClusterInfo infoOf(const backend::config::ClusterConfig& cluster) {
    return {cluster.name,     fmt::format("{}", fmt::join(cluster.servers, ",")),
            cluster.tag,      cluster.colour,
            cluster.readOnly, cluster.name == backend::config::kOwnCluster};
}

/// When the file was written; the beginning of time where there is none.
std::filesystem::file_time_type writtenAt(const std::string& file) {
    std::error_code none;
    const auto at = std::filesystem::last_write_time(file, none);
    return none ? std::filesystem::file_time_type{} : at;
}

core::Error tooMany() {
    return failure(ErrorCode::Rejected, "too much waits already; try again in a moment");
}

} // namespace

/// The platform's own cluster as a feed; it has the start page instead of the doctor.
class ClusterHub::OwnCluster final : public SharedFeed {
public:
    OwnCluster(const Context& context, PlatformWish wish) : m_platform(context, wish) {
        m_platform.start();
    }
    void stop() { m_platform.stop(); }
    [[nodiscard]] bool failed() {
        const auto progress = m_platform.progress().read();
        return progress && !progress->failure.empty();
    }

    core::Published<core::ops::ConsoleSnapshot>& snapshots() override {
        return m_platform.snapshot();
    }
    core::Published<core::ops::StartProgress>& progress() override { return m_platform.progress(); }
    core::Published<core::ops::ConnectionReport>& connection() override { return m_none; }
    ControlWork& work() override { return m_platform.work(); }

private:
    Platform m_platform;
    core::Published<core::ops::ConnectionReport> m_none;
};

ClusterHub::ClusterHub(const Context& context, PlatformWish wish)
    : m_start(context), m_wish(wish), m_context(context),
      m_fileAt(writtenAt(context.sources.file)) {}

ClusterHub::~ClusterHub() {
    stop();
}

void ClusterHub::start() {
    m_files.start();
    m_tests.start();
    m_retired.start();
    m_files.post([this] { collectFleet(); });
    m_file.start();
}

/// One that doesn't hold is left alone: whoever writes it is told so there.
void ClusterHub::lookAtFile() {
    const auto at = writtenAt(m_start.sources.file);
    {
        const std::lock_guard lock(m_mutex);
        if (at == m_fileAt)
            return;
        m_fileAt = at;
    }
    m_files.post([this] {
        if (reload())
            collectFleet();
    });
}

/// Anew after each edit: the fleet is what the configuration says.
void ClusterHub::collectFleet() {
    std::shared_ptr<backend::fleet::FleetCollector> before;
    {
        const std::lock_guard lock(m_mutex);
        before = std::move(m_collector);
    }
    if (before)
        before->stop();
    auto made = std::make_shared<backend::fleet::FleetCollector>(
        backend::fleet::FleetOptions{}, fleetSources(contextNow(), m_clock), m_clock, m_fleet);
    made->start();
    const std::lock_guard lock(m_mutex);
    made->setOpen(m_fleetLookers > 0);
    m_collector = std::move(made);
}

void ClusterHub::lookAtFleet(bool open) {
    const std::lock_guard lock(m_mutex);
    m_fleetLookers += open ? 1 : -1;
    if (m_collector)
        m_collector->setOpen(m_fleetLookers > 0);
}

void ClusterHub::stop() {
    m_ending.request_stop();
    m_file.stop();
    m_tests.stop();
    m_files.stop();
    m_retired.stop();
    std::shared_ptr<OwnCluster> own;
    std::shared_ptr<backend::fleet::FleetCollector> collector;
    {
        const std::lock_guard lock(m_mutex);
        own = std::move(m_own);
        collector = std::move(m_collector);
    }
    if (collector)
        collector->stop();
    if (own)
        own->stop();
}

Context ClusterHub::contextNow() const {
    const std::lock_guard lock(m_mutex);
    return m_context;
}

bool ClusterHub::ownClusterRuns() const {
    if (m_start.config.profile == backend::config::Profile::Remote)
        return true;
    return backend::stack::GuardClient::connect(stackOptions(m_start)).has_value();
}

std::vector<ClusterInfo> ClusterHub::clusters() const {
    const Context now = contextNow();
    std::vector<ClusterInfo> all;
    ClusterInfo own{backend::config::kOwnCluster,
                    fmt::format("{}", fmt::join(now.config.kafka.servers, ",")),
                    clusterTag(now, backend::config::kOwnCluster),
                    {},
                    isReadOnly(now),
                    true};
    if (now.config.profile != backend::config::Profile::Remote)
        own.servers.clear();
    for (const auto& cluster : now.config.clusters) {
        if (cluster.name == backend::config::kOwnCluster)
            own.colour = cluster.colour;
        else
            all.push_back(infoOf(cluster));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    all.insert(all.begin(), std::move(own));
    return all;
}

Result<ClusterHub::Opened> ClusterHub::open(const std::string& name) {
    const auto known = clusters();
    const auto info = std::find_if(known.begin(), known.end(),
                                   [&](const auto& cluster) { return cluster.name == name; });
    if (info == known.end())
        return failure(ErrorCode::NotFound,
                       fmt::format("there is no cluster {} in the configuration; add it in the "
                                   "cluster menu or with `vigia cluster add`",
                                   name));
    auto shared = info->own ? openOwn() : openWatched(name);
    return Opened(std::make_shared<WindowFeed>(
        std::move(shared),
        std::make_unique<core::ops::WriteGate>(name, info->tag, info->readOnly, m_clock)));
}

/// One that didn't start is tried anew.
std::shared_ptr<SharedFeed> ClusterHub::openOwn() {
    const std::lock_guard lock(m_mutex);
    if (m_own && m_own->failed())
        m_retired.post([old = std::move(m_own)] { old->stop(); });
    if (!m_own)
        m_own = std::make_shared<OwnCluster>(m_start, m_wish);
    return m_own;
}

std::shared_ptr<SharedFeed> ClusterHub::openWatched(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    if (auto running = m_watched[name].lock())
        return running;
    // Ending waits for questions on their way, so no window does it.
    const auto retire = [this](WatchedCluster* cluster) {
        if (!m_retired.post([cluster] { delete cluster; }))
            delete cluster;
    };
    std::shared_ptr<WatchedCluster> made(new WatchedCluster(m_context, name), retire);
    made->start();
    m_watched[name] = made;
    return made;
}

/// The clusters as the file has them now; other keys hold from the next start.
Result<void> ClusterHub::reload() {
    const auto at = writtenAt(m_start.sources.file); // before it is read: nothing is missed
    auto settings = backend::config::Settings::resolve(m_start.sources);
    if (!settings)
        return settings.error();
    auto config = backend::config::makeConfig(*settings);
    if (!config)
        return config.error();
    const std::lock_guard lock(m_mutex);
    m_fileAt = at;
    m_context.settings = std::move(*settings);
    m_context.config = std::move(*config);
    return {};
}

void ClusterHub::test(ClusterDraft draft, Tested tested) {
    if (!m_tests.post([this, draft = std::move(draft), tested] { examine(draft, tested); }))
        tested({"", "", {{"test", "", core::ops::CheckState::Failed, tooMany().message, ""}}, {}});
}

void ClusterHub::examine(const ClusterDraft& draft, const Tested& tested) {
    const core::TemporaryFolder folder;
    const auto client = clientOf(contextNow(), draft, folder.path());
    if (!client) {
        core::ops::ConnectionReport report{draft.name, draft.servers, {}, {}};
        report.checks.push_back({"secrets", draft.name, core::ops::CheckState::Failed,
                                 client.error().message, "Correct this field."});
        return tested(std::move(report));
    }
    backend::doctor::DoctorOptions options;
    options.cluster = draft.name;
    options.stop = m_ending.get_token();
    options.onStep = tested;
    tested(backend::doctor::examineConnection(*client, options));
}

void ClusterHub::save(ClusterDraft draft, bool isNew, Done done) {
    const bool posted = m_files.post([this, draft = std::move(draft), isNew, done] {
        auto saved = saveDraft(contextNow(), draft, isNew);
        if (const auto reloaded = saved ? reload() : Result<void>(); !reloaded)
            return done(reloaded.error());
        {
            const std::lock_guard lock(m_mutex);
            m_watched.erase(draft.name); // windows that open it from now on see it as it is now
        }
        if (saved)
            collectFleet();
        done(std::move(saved));
    });
    if (!posted)
        done(tooMany());
}

void ClusterHub::remove(std::string name, Done done) {
    const bool posted = m_files.post([this, name = std::move(name), done] {
        auto removed = removeCluster(contextNow(), name);
        if (const auto reloaded = removed ? reload() : Result<void>(); !reloaded)
            return done(reloaded.error());
        if (removed)
            collectFleet();
        done(std::move(removed));
    });
    if (!posted)
        done(tooMany());
}

void ClusterHub::draft(std::string name, Drafted drafted) {
    if (!m_files.post(
            [this, name = std::move(name), drafted] { drafted(draftOf(contextNow(), name)); }))
        drafted(tooMany());
}

void ClusterHub::import(std::string file, Drafted drafted) {
    if (!m_files.post([this, file = std::move(file), drafted] {
            drafted(draftFromJava(contextNow(), file));
        }))
        drafted(tooMany());
}

void ClusterHub::keyring(std::function<void(std::string problem)> answered) {
    if (!m_tests.post([answered] { answered(backend::config::keyringProblem()); }))
        answered("not asked: too much waits already");
}

} // namespace vigia::app
