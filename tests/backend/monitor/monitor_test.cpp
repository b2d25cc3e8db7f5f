#include "backend/monitor/monitor.h"
#include "backend/monitor/monitor_metrics.h"
#include "core/base/poller.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace vigia;
using namespace vigia::backend::monitor;
using namespace vigia::tests;
using core::ops::ConsoleSnapshot;

namespace {

/// Answers with a cluster whose commit stands still, or hangs until it is let go.
class FakeCluster final : public core::ops::SampleSource {
public:
    struct Gate {
        std::mutex mutex;
        std::condition_variable changed;
        bool hang = false;
        bool recordsHang = false;
        int looks = 0;
        int reads = 0;
        void let() {
            {
                const std::lock_guard lock(mutex);
                hang = false;
                recordsHang = false;
            }
            changed.notify_all();
        }
    };
    FakeCluster(std::shared_ptr<Gate> gate, const FakeClock& clock)
        : m_gate(std::move(gate)), m_clock(clock) {}

    core::Result<core::ops::ClusterSample> sample() override {
        std::unique_lock lock(m_gate->mutex);
        m_gate->changed.wait(lock, [&] { return !m_gate->hang; });
        const double seconds =
            std::chrono::duration<double>(m_clock.now() - at(0)).count() + 0.001 * ++m_gate->looks;
        return clusterAt(seconds, 1000, 900);
    }
    core::Result<std::optional<core::UtcTime>> recordTime(const std::string&, std::int32_t,
                                                          std::int64_t) override {
        std::unique_lock lock(m_gate->mutex);
        ++m_gate->reads;
        m_gate->changed.wait(lock, [&] { return !m_gate->recordsHang; });
        return std::optional(at(-50));
    }

private:
    std::shared_ptr<Gate> m_gate;
    const FakeClock& m_clock;
};

/// Owns three brokers, as their states were set.
class FakeGuard {
public:
    class Source final : public core::ops::ProcessSource {
    public:
        explicit Source(std::shared_ptr<FakeGuard> guard) : m_guard(std::move(guard)) {}
        core::Result<std::vector<core::ops::ProcessStatus>> processes() override {
            const std::lock_guard lock(m_guard->m_mutex);
            return m_guard->m_processes;
        }

    private:
        std::shared_ptr<FakeGuard> m_guard;
    };
    void set(core::ops::ProcessStatus status) {
        const std::lock_guard lock(m_mutex);
        m_processes.front() = std::move(status);
    }

private:
    std::mutex m_mutex;
    std::vector<core::ops::ProcessStatus> m_processes{process("broker-1", "broker"),
                                                      process("broker-2", "broker"),
                                                      process("broker-3", "broker")};
};

MonitorOptions quick() {
    MonitorOptions options;
    options.interval = std::chrono::milliseconds(5);
    options.builder.hasPlatform = false;
    return options;
}

} // namespace

class MonitorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSnapshotIsPublishedAndCarriesItsCluster() {
        Rig rig(quick());
        rig.monitor->start();
        QTRY_VERIFY(rig.published.read() && rig.published.read()->groups.size() == 1);
        QCOMPARE(rig.published.read()->cluster, std::string("local"));
        rig.monitor->stop();
        const auto generation = rig.published.generation();
        QVERIFY(generation > 0);
        QCOMPARE(rig.published.generation(), generation);
    }

    void aHangingClusterDelaysNoSnapshot() {
        Rig rig(quick());
        rig.gate->hang = true;
        rig.monitor->start();
        QTRY_VERIFY(rig.published.generation() > 20);
        QVERIFY(rig.published.read()->groups.empty());
        rig.clock.set(at(60));
        rig.gate->let();
        QTRY_COMPARE(rig.published.read()->groups.size(), std::size_t(1));
        rig.monitor->stop();
    }

    void restingCommitsAreReadAndBecomeExact() {
        Rig rig(quick());
        rig.monitor->start();
        QTRY_COMPARE(rig.published.read() && !rig.published.read()->groups.empty()
                         ? rig.published.read()->groups[0].timeLag.source
                         : core::ops::TimeLagSource::Unknown,
                     core::ops::TimeLagSource::Exact);
        const auto generation = rig.published.generation();
        QTRY_VERIFY(rig.published.generation() > generation + 20);
        rig.monitor->stop();
        // Once a partition, at most twice where a look came before the first answer was taken: the
        // commit does not move.
        QVERIFY2(rig.gate->reads >= 2 && rig.gate->reads <= 4,
                 qPrintable(QString::number(rig.gate->reads)));
    }

    void aRecordThatNobodyAnswersHoldsUpNoLook() {
        Rig rig(quick());
        rig.gate->recordsHang = true;
        const auto count = [&](int FakeCluster::Gate::*what) {
            const std::lock_guard lock(rig.gate->mutex);
            return (*rig.gate).*what;
        };
        rig.monitor->start();
        QTRY_COMPARE(count(&FakeCluster::Gate::reads), 1);
        const int before = count(&FakeCluster::Gate::looks);
        QTRY_VERIFY(count(&FakeCluster::Gate::looks) > before + 20);
        QCOMPARE(count(&FakeCluster::Gate::reads), 1);
        rig.gate->let();
        rig.monitor->stop();
    }

    void zeroPausesAndRefreshAsksOnce() {
        auto options = quick();
        options.interval = std::chrono::milliseconds(0);
        Rig rig(options);
        rig.monitor->start();
        rig.monitor->refresh();
        QTRY_VERIFY(rig.published.generation() == 1);
        rig.monitor->setInterval(std::chrono::milliseconds(5));
        QTRY_VERIFY(rig.published.generation() > 5);
        rig.monitor->setInterval(std::chrono::milliseconds(0));
        rig.monitor->stop();
    }

    void anotherRangeIsPublishedAtOnceAlsoWhilePaused() {
        auto options = quick();
        options.interval = std::chrono::milliseconds(0);
        Rig rig(options);
        rig.monitor->start();
        rig.monitor->setRange(std::chrono::hours(6));
        QTRY_VERIFY(rig.published.generation() == 1);
        rig.monitor->stop();
    }

    void reportedEventsReachTheSnapshot() {
        Rig rig(quick());
        core::ops::Event event;
        event.kind = "stack";
        event.title = "configuration edited";
        rig.monitor->report(event);
        rig.monitor->start();
        QTRY_VERIFY(rig.published.read() && !rig.published.read()->events.empty());
        QCOMPARE(rig.published.read()->events.at(0).title, std::string("configuration edited"));
        QVERIFY(rig.published.read()->events.at(0).sequence > 0);
        rig.monitor->stop();
    }

    /// Between two looks, a minute apart, only the news of the guard can bring it.
    void aKilledBrokerIsInTheHeadlineAtOnce() {
        auto options = quick();
        options.interval = std::chrono::minutes(1);
        Rig rig(options);
        rig.monitor->start();
        const auto headline = [&] {
            const auto snapshot = rig.published.read();
            return snapshot ? snapshot->headline : std::string();
        };
        rig.monitor->refresh();
        QTRY_VERIFY(rig.published.read() && !rig.published.read()->brokers.empty());
        rig.guard->set(process("broker-1", "broker", core::ops::ProcessState::Starting));
        core::ops::Event news;
        news.kind = "broker_down";
        news.subject = "broker 1";
        news.title = "broker 1 down";
        rig.monitor->report(news);
        QTRY_VERIFY2(headline().starts_with("Degraded: broker 1 is starting"), headline().c_str());
        QVERIFY(rig.published.read()->summary.starts_with("2 of 3 brokers"));
        QCOMPARE(rig.published.read()->events.back().title, std::string("broker 1 down"));
        rig.monitor->stop();
    }

    void aDamagedHistoryFileIsAnEventNotAnEnd() {
        QTemporaryDir folder;
        auto options = quick();
        options.historyFolder = folder.path().toStdString();
        QFile file(folder.filePath("history-local.log"));
        QVERIFY(file.open(QIODevice::WriteOnly) &&
                file.write("not ours, longer than a header") > 0);
        file.close();
        Rig rig(options);
        rig.monitor->start();
        QTRY_VERIFY(rig.published.read() && !rig.published.read()->events.empty());
        QCOMPARE(rig.published.read()->events.at(0).subject, std::string("history"));
        QTRY_COMPARE(rig.published.read()->groups.size(), std::size_t(1));
        rig.monitor->stop();
    }

    void stoppedMonitorsStartAgain() {
        Rig rig(quick());
        for (int i = 0; i < 3; ++i) {
            rig.monitor->start();
            const auto before = rig.published.generation();
            QTRY_VERIFY(rig.published.generation() > before);
            rig.monitor->stop();
        }
    }

    void metricsShowWhatIsKnownAndForgetWhatIsGone() {
        backend::observe::Metrics metrics({"monitor"});
        core::Published<ConsoleSnapshot> published;
        const MonitorMetrics exported(metrics, published);
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        inputs.cluster.value =
            std::make_shared<const core::ops::ClusterSample>(clusterAt(0, 1000, 900));
        inputs.cluster.round = 1;
        published.publish(builder.build(inputs, at(0)));
        const std::string text = metrics.text();
        QVERIFY(text.find("kafka_consumer_lag{") != std::string::npos);
        QVERIFY(text.find("kafka_broker_up{") != std::string::npos);
        QVERIFY(text.find("kafka_messages_per_second{") == std::string::npos);
        auto unknown = clusterAt(2, 1000, std::nullopt);
        inputs.cluster.value = std::make_shared<const core::ops::ClusterSample>(std::move(unknown));
        inputs.cluster.round = 2;
        published.publish(builder.build(inputs, at(2)));
        const std::string later = metrics.text();
        QVERIFY(later.find("kafka_consumer_lag{") == std::string::npos);
        QVERIFY(later.find("kafka_messages_per_second{") != std::string::npos);
    }

private:
    struct Rig {
        explicit Rig(MonitorOptions options) {
            MonitorParts parts;
            parts.cluster = std::make_unique<FakeCluster>(gate, clock);
            parts.processes = std::make_unique<FakeGuard::Source>(guard);
            monitor =
                std::make_unique<Monitor>(std::move(options), std::move(parts), clock, published);
        }
        FakeClock clock;
        std::shared_ptr<FakeCluster::Gate> gate = std::make_shared<FakeCluster::Gate>();
        std::shared_ptr<FakeGuard> guard = std::make_shared<FakeGuard>();
        core::Published<ConsoleSnapshot> published;
        std::unique_ptr<Monitor> monitor;
    };
};

VIGIA_TEST_CLASS(MonitorTest)
#include "monitor_test.moc"
