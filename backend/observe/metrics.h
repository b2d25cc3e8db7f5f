#pragma once

#include "core/base/bounded_buffer.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Collectable;
} // namespace prometheus

namespace vigia::backend::observe {

/// Name, help and label names of a metric (platform.md 6). Of each label the first `maxValues`
/// values are kept, later ones become `_other`.
struct MetricSpec {
    std::string name;
    std::string help;
    std::vector<std::string> labels{};
    std::size_t maxValues = 200;
};

/// Handles are cheap to copy and to use (no look-up), from any thread, as long as their Metrics
/// lives. One made by default does nothing.
class Counter {
public:
    Counter() = default;
    explicit Counter(prometheus::Counter* counter) : m_counter(counter) {}
    void add(double amount = 1);
    [[nodiscard]] double value() const;

private:
    prometheus::Counter* m_counter = nullptr;
};

class Gauge {
public:
    Gauge() = default;
    explicit Gauge(prometheus::Gauge* gauge) : m_gauge(gauge) {}
    void set(double value);
    void add(double amount);
    [[nodiscard]] double value() const;

private:
    prometheus::Gauge* m_gauge = nullptr;
};

class Histogram {
public:
    Histogram() = default;
    explicit Histogram(prometheus::Histogram* histogram) : m_histogram(histogram) {}
    void observe(double value);

private:
    prometheus::Histogram* m_histogram = nullptr;
};

class CounterFamily {
public:
    /// The values in the order of the spec's labels. Keep the handle on hot paths.
    Counter with(const std::vector<std::string>& values = {});

private:
    friend class Metrics;
    struct State;
    std::shared_ptr<State> m_state;
};

class GaugeFamily {
public:
    Gauge with(const std::vector<std::string>& values = {});
    /// The series no longer appears; handles to it must not be used any more.
    void remove(const std::vector<std::string>& values);

private:
    friend class Metrics;
    struct State;
    std::shared_ptr<State> m_state;
};

class HistogramFamily {
public:
    Histogram with(const std::vector<std::string>& values = {});

private:
    friend class Metrics;
    struct State;
    std::shared_ptr<State> m_state;
};

struct MetricsOptions {
    std::string service{}; ///< constant label of every series: the role
    std::string version = "0.1.0";
    std::string commit{};
};

/// The metrics of one role. Owned by its host; any thread. Process metrics and `build_info` are
/// there from the start.
class Metrics {
public:
    explicit Metrics(const MetricsOptions& options);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// Asking again for a name gives the same family. A name that no metric may have, or one used
    /// for another kind, gives a family whose handles do nothing.
    CounterFamily counter(const MetricSpec& spec);
    GaugeFamily gauge(const MetricSpec& spec);
    /// With the buckets D of platform.md 6 (seconds) unless others are given.
    HistogramFamily histogram(const MetricSpec& spec, const std::vector<double>& buckets = {});

    /// Keeps a source registered; its destructor waits for a collection that uses it.
    class Source {
    public:
        explicit Source(std::function<void()> release) : m_release(std::move(release)) {}
        ~Source() {
            if (m_release)
                m_release();
        }
        Source(Source&& other) noexcept : m_release(std::exchange(other.m_release, nullptr)) {}
        Source& operator=(Source&& other) noexcept {
            std::swap(m_release, other.m_release);
            return *this;
        }

    private:
        std::function<void()> m_release;
    };
    /// `refresh` runs before every collection, on the collecting thread; it must be quick and must
    /// not collect.
    [[nodiscard]] Source addSource(std::function<void()> refresh);
    /// `queue_depth`, `queue_capacity`, `queue_dropped_total` of a bounded queue.
    [[nodiscard]] Source watchQueue(std::function<core::QueueStats()> stats);

    /// Text exposition 0.0.4 of everything.
    [[nodiscard]] std::string text() const;
    /// `{"names":[…]}`
    [[nodiscard]] std::string namesJson() const;
    /// `{name, description, type, measurements:[{labels, value}]}`; nothing for an unknown name.
    [[nodiscard]] std::optional<std::string> metricJson(std::string_view name) const;
    /// For the Exposer.
    [[nodiscard]] std::shared_ptr<prometheus::Collectable> collectable() const;

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace vigia::backend::observe
