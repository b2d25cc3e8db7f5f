#include "backend/monitor/shared_samples.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace vigia;
using namespace vigia::tests;
using backend::monitor::SharedSamples;
using namespace std::chrono_literals;

namespace {

/// Counts how often it is asked.
class CountedSource final : public core::ops::SampleSource {
public:
    explicit CountedSource(std::atomic<int>& looks) : m_looks(looks) {}

    core::Result<core::ops::ClusterSample> sample() override {
        if (++m_looks > 90)
            return core::failure(core::ErrorCode::Unreachable, "no broker answers");
        core::ops::ClusterSample sample;
        sample.controller = m_looks;
        return sample;
    }
    core::Result<std::optional<core::UtcTime>> recordTime(const std::string&, std::int32_t,
                                                          std::int64_t offset) override {
        return std::optional(core::UtcTime(std::chrono::seconds(offset)));
    }

private:
    std::atomic<int>& m_looks;
};

} // namespace

class SharedSamplesTest : public QObject {
    Q_OBJECT

private:
    std::atomic<int> m_looks{0};
    FakeClock m_clock;

    std::shared_ptr<SharedSamples> samples() {
        return std::make_shared<SharedSamples>(std::make_unique<CountedSource>(m_looks), m_clock,
                                               1500ms);
    }

private Q_SLOTS:
    void init() {
        m_looks = 0;
        m_clock.set(at(0));
    }

    void twoMonitorsAskTheClusterOnce() {
        const auto shared = samples();
        const auto one = shared->view(), other = shared->view();
        QCOMPARE(one->sample()->controller, 1);
        m_clock.set(at(1));
        QCOMPARE(other->sample()->controller, 1); // what the other one saw a second ago
        m_clock.set(at(2));
        QCOMPARE(one->sample()->controller, 2);
        QCOMPARE(other->sample()->controller, 2);
        QCOMPARE(m_looks.load(), 2);
    }

    void aViewOutlivesWhoMadeIt() {
        auto shared = samples();
        const auto view = shared->view();
        shared.reset();
        QVERIFY(view->sample().has_value());
        QCOMPARE(*view->recordTime("orders", 0, 7), std::optional(core::UtcTime(7s)));
    }

    void aFailureIsToldToBothAndAskedAgainLater() {
        const auto shared = samples();
        const auto one = shared->view(), other = shared->view();
        m_looks = 90;
        QVERIFY(!one->sample() && !other->sample());
        QCOMPARE(m_looks.load(), 91);
        m_looks = 0;
        m_clock.set(at(2));
        QVERIFY(other->sample().has_value());
    }

    void threadsThatAskTogetherShareOneLook() {
        const auto shared = samples();
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([view = std::shared_ptr(shared->view())] {
                (void)view->sample();
                (void)view->recordTime("orders", 0, 1);
            });
        threads.clear();
        QCOMPARE(m_looks.load(), 1);
    }
};

VIGIA_TEST_CLASS(SharedSamplesTest)
#include "shared_samples_test.moc"
