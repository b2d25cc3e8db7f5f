#include "backend/monitor/monitor.h"

#include "backend/monitor/history_file.h"
#include "core/base/bounded_buffer.h"
#include "core/base/poller.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace vigia::backend::monitor {
namespace {

using core::lag::RecordQuestion;

/// Reads of single records after each look; more would slow the sampler down.
constexpr std::size_t kQuestionsPerLook = 4;
/// Whatever the interval, a cluster has this long to answer before it counts as silent.
constexpr std::chrono::seconds kShortestStale{15};

template <class T> void store(Latest<T>& latest, core::Result<T> answer, core::UtcTime at) {
    latest.at = at;
    ++latest.round;
    if (answer) {
        latest.value = std::make_shared<const T>(std::move(*answer));
        latest.error.clear();
    } else {
        latest.error = answer.error().message;
    }
}

bool sameStates(const std::vector<core::ops::ProcessStatus>& a,
                const std::vector<core::ops::ProcessStatus>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.name == y.name && x.state == y.state && x.pid == y.pid;
    });
}

bool isSame(const RecordQuestion& a, const RecordQuestion& b) {
    return a.topic == b.topic && a.partition == b.partition && a.committed == b.committed &&
           a.group == b.group;
}

} // namespace

struct Monitor::Impl {
    Impl(MonitorOptions given, MonitorParts from, const core::Clock& time,
         core::Published<core::ops::ConsoleSnapshot>& to)
        : options(std::move(given)), parts(std::move(from)), clock(time), out(to),
          builder(options.builder), paused(options.interval.count() == 0) {
        if (!options.historyFolder.empty())
            file = std::make_unique<HistoryFile>(options.historyFolder, options.builder.cluster);
        if (parts.fetcher)
            services = std::make_unique<ServicePoll>(std::move(parts.fetcher), clock);
        makePollers();
    }

    void makePollers() {
        const auto add = [&](const char* name, bool wanted, void (Impl::*turn)()) {
            if (wanted)
                pollers.push_back(std::make_unique<core::Poller>(
                    name, options.interval, [this, turn] { (this->*turn)(); }));
        };
        add("mon-cluster", parts.cluster != nullptr, &Impl::askCluster);
        add("mon-records", parts.cluster != nullptr, &Impl::askRecords);
        add("mon-processes", parts.processes != nullptr, &Impl::askProcesses);
        if (parts.processes)
            processes = pollers.back().get();
        add("mon-platform", parts.platform != nullptr, &Impl::askPlatform);
        add("mon-services", services != nullptr, &Impl::askServices);
        add("mon-publish", true, &Impl::publish);
    }

    void askCluster() {
        auto answer = parts.cluster->sample();
        const std::lock_guard lock(mutex);
        store(inputs.cluster, std::move(answer), clock.now());
        // A look that failed as a whole is no success; what it knows of brokers is kept.
        if (inputs.cluster.error.empty())
            inputs.cluster.error = inputs.cluster.value->error;
    }

    /// On a thread of its own: each question to a partition whose broker just died takes all its
    /// time, and the next look at the cluster must not wait for that.
    void askRecords() {
        std::vector<RecordQuestion> open;
        {
            const std::lock_guard lock(mutex);
            open = std::exchange(questions, {});
            asking = true;
        }
        for (const RecordQuestion& question : open) {
            const auto time =
                parts.cluster->recordTime(question.topic, question.partition, question.committed);
            if (!time)
                break; // the builder asks again for what stays open
            const std::lock_guard lock(mutex);
            inputs.answers.emplace_back(question, *time);
        }
        const std::lock_guard lock(mutex);
        asking = false;
    }

    /// What is being asked, or was answered since this look began, is not asked once more.
    void wish(std::vector<RecordQuestion> wanted) {
        const std::lock_guard lock(mutex);
        std::erase_if(wanted, [this](const RecordQuestion& question) {
            return std::any_of(inputs.answers.begin(), inputs.answers.end(),
                               [&](const auto& answer) { return isSame(answer.first, question); });
        });
        if (!asking)
            questions = std::move(wanted);
    }

    /// Publishes at once when a process stands otherwise than before: the headline must not be
    /// older than the news in the events lane.
    void askProcesses() {
        auto answer = parts.processes->processes();
        bool changed = false;
        {
            const std::lock_guard lock(mutex);
            const auto before = inputs.processes.value;
            store(inputs.processes, std::move(answer), clock.now());
            changed = !before || !sameStates(*before, *inputs.processes.value);
        }
        if (changed && !paused)
            pollers.back()->wake();
    }

    void lookAtProcesses() {
        if (processes != nullptr && !paused)
            processes->wake();
    }

    void askPlatform() {
        auto answer = parts.platform->state();
        const std::lock_guard lock(mutex);
        store(inputs.platform, std::move(answer), clock.now());
    }

    void askServices() {
        std::shared_ptr<const core::ops::PlatformState> platform;
        {
            const std::lock_guard lock(mutex);
            platform = inputs.platform.value;
        }
        if (!platform)
            return;
        std::vector<core::ops::InstanceRecord> live;
        for (const auto& instance : platform->instances) {
            if (!instance.urls.empty() &&
                platform->databaseTime - instance.heartbeatAt <= core::ops::kInstanceGoneAfter)
                live.push_back(instance);
        }
        auto round = services->round(live);
        const std::lock_guard lock(mutex);
        inputs.services.value = std::move(round);
        inputs.services.at = clock.now();
        ++inputs.services.round;
    }

    void publish() {
        openHistory();
        MonitorInputs now;
        {
            const std::lock_guard lock(mutex);
            now = inputs;
            inputs.answers.clear();
            builder.watchGroup(watched);
            builder.setCertificateDays(certificateDays);
            builder.setRange(range);
            builder.setStaleAfter(staleAfter);
        }
        if (parts.demo)
            now.demo = parts.demo();
        builder.addEvents(reported.drain());
        out.publish(builder.build(now, clock.now()));
        wish(builder.questions(kQuestionsPerLook));
        saveHistory();
    }

    /// Once, on the publishing thread, so that opening the window never waits for the disk.
    void openHistory() {
        if (historyOpened || !file)
            return;
        historyOpened = true;
        const auto take = [this](const std::string& key, const core::lag::PackedPoint& point) {
            builder.recall(key, point);
        };
        const auto opened = options.onlyReadsHistory ? file->read(take) : file->open(take);
        if (!opened)
            reportHistory(opened.error().message);
    }

    void saveHistory() {
        const auto points = builder.takeForDisk();
        if (!file || !file->isOpen())
            return;
        if (const auto saved = file->append(points); !saved)
            reportHistory(saved.error().message);
    }

    void reportHistory(const std::string& problem) {
        core::ops::Event event;
        event.cluster = options.builder.cluster;
        event.time = clock.now();
        event.health = core::ops::Health::Degraded;
        event.kind = "stack";
        event.subject = "history";
        event.title = "history is not kept on disk";
        event.detail = problem;
        reported.push(std::move(event));
    }

    const MonitorOptions options;
    MonitorParts parts;
    const core::Clock& clock;
    core::Published<core::ops::ConsoleSnapshot>& out;
    SnapshotBuilder builder; ///< used by the publishing thread, alone
    std::unique_ptr<HistoryFile> file;
    bool historyOpened = false;
    std::unique_ptr<ServicePoll> services;
    core::BoundedBuffer<core::ops::Event> reported{"reported events", 500,
                                                   core::WhenFull::DropOldest};

    std::mutex mutex; ///< guards what follows, for copies only
    MonitorInputs inputs;
    std::vector<RecordQuestion> questions;
    bool asking = false;
    std::string watched;
    std::map<std::int32_t, std::int64_t> certificateDays;
    std::chrono::seconds range{15 * 60};
    std::chrono::microseconds staleAfter = kShortestStale;

    std::atomic<bool> paused;
    core::Poller* processes = nullptr; ///< of `pollers`, where there are any to ask
    std::vector<std::unique_ptr<core::Poller>>
        pollers; ///< last: their threads end before anything above goes
};

Monitor::Monitor(MonitorOptions options, MonitorParts parts, const core::Clock& clock,
                 core::Published<core::ops::ConsoleSnapshot>& out)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(parts), clock, out)) {}

Monitor::~Monitor() {
    stop();
}

void Monitor::start() {
    for (const auto& poller : m_impl->pollers)
        poller->start();
}

void Monitor::stop() {
    for (auto poller = m_impl->pollers.rbegin(); poller != m_impl->pollers.rend(); ++poller)
        (*poller)->stop();
}

void Monitor::setInterval(std::chrono::milliseconds interval) {
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->paused = interval.count() == 0;
        m_impl->staleAfter = std::max<std::chrono::microseconds>(kShortestStale, 3 * interval);
    }
    for (const auto& poller : m_impl->pollers)
        poller->setInterval(interval);
}

void Monitor::refresh() {
    for (const auto& poller : m_impl->pollers)
        poller->wake();
}

void Monitor::watchGroup(const std::string& group) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->watched = group;
}

void Monitor::setCertificateDays(std::map<std::int32_t, std::int64_t> days) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->certificateDays = std::move(days);
}

void Monitor::setRange(std::chrono::seconds range) {
    {
        const std::lock_guard lock(m_impl->mutex);
        const auto wanted =
            std::clamp(range, std::chrono::seconds(60), std::chrono::seconds(7 * 86400));
        if (std::exchange(m_impl->range, wanted) == wanted)
            return;
    }
    m_impl->pollers.back()->wake(); // who chose another range wants to see it now
}

void Monitor::report(core::ops::Event event) {
    m_impl->reported.push(std::move(event));
    m_impl->lookAtProcesses(); // most news are about one of them
}

} // namespace vigia::backend::monitor
