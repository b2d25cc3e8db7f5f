#include "backend/observe/metrics.h"

#include "backend/observe/metrics_json.h"
#include "backend/observe/process_metrics.h"

#include <prometheus/check_names.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace vigia::backend::observe {
namespace {

const std::vector<double> kBucketsD = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2,
                                       0.3,   0.5,   1,    2,     5,    10,  30};

/// The label sets of one family, with the cap on values.
template <class T> class SeriesSet {
public:
    SeriesSet(prometheus::Family<T>* family, const MetricSpec& spec)
        : m_family(family), m_labels(spec.labels), m_maxValues(spec.maxValues),
          m_seen(spec.labels.size()) {}

    template <class... More>
    T* series(const std::vector<std::string>& values, const More&... more) {
        const std::lock_guard lock(m_mutex);
        if (m_family == nullptr || values.size() != m_labels.size())
            return nullptr;
        const std::vector<std::string> kept = capped(values);
        auto& known = m_series[kept];
        if (known == nullptr)
            known = &m_family->Add(labelsOf(kept), more...);
        return known;
    }

    void remove(const std::vector<std::string>& values) {
        const std::lock_guard lock(m_mutex);
        const auto known = m_series.find(values);
        if (known == m_series.end())
            return;
        m_family->Remove(known->second);
        m_series.erase(known);
        for (std::size_t i = 0; i < values.size(); ++i)
            forgetUnused(i, values[i]);
    }

private:
    std::vector<std::string> capped(const std::vector<std::string>& values) {
        std::vector<std::string> kept = values;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (m_seen[i].contains(kept[i]))
                continue;
            if (m_seen[i].size() < m_maxValues)
                m_seen[i].insert(kept[i]);
            else
                kept[i] = "_other";
        }
        return kept;
    }

    prometheus::Labels labelsOf(const std::vector<std::string>& values) const {
        prometheus::Labels labels;
        for (std::size_t i = 0; i < m_labels.size(); ++i)
            labels[m_labels[i]] = values[i];
        return labels;
    }

    void forgetUnused(std::size_t label, const std::string& value) {
        const bool used = std::any_of(m_series.begin(), m_series.end(), [&](const auto& series) {
            return series.first[label] == value;
        });
        if (!used)
            m_seen[label].erase(value);
    }

    std::mutex m_mutex;
    prometheus::Family<T>* m_family;
    const std::vector<std::string> m_labels;
    const std::size_t m_maxValues;
    std::vector<std::set<std::string>> m_seen;
    std::map<std::vector<std::string>, T*> m_series;
};

bool validSpec(const MetricSpec& spec) {
    return prometheus::CheckMetricName(spec.name) &&
           std::all_of(spec.labels.begin(), spec.labels.end(), [](const std::string& label) {
               return prometheus::CheckLabelName(label) && label != "service";
           });
}

} // namespace

struct CounterFamily::State : SeriesSet<prometheus::Counter> {
    using SeriesSet::SeriesSet;
};
struct GaugeFamily::State : SeriesSet<prometheus::Gauge> {
    using SeriesSet::SeriesSet;
};
struct HistogramFamily::State : SeriesSet<prometheus::Histogram> {
    State(prometheus::Family<prometheus::Histogram>* family, const MetricSpec& spec,
          std::vector<double> limits)
        : SeriesSet(family, spec), buckets(std::move(limits)) {}
    const std::vector<double> buckets;
};

/// The registry and everything that feeds it; collecting refreshes the sources first.
class Metrics::Impl : public prometheus::Collectable {
public:
    explicit Impl(const MetricsOptions& options) : m_constant{{"service", options.service}} {}

    std::vector<prometheus::MetricFamily> Collect() const override {
        const std::lock_guard lock(m_sourcesMutex);
        for (const auto& [id, refresh] : m_sources)
            refresh();
        return m_registry.Collect();
    }

    std::size_t addSource(std::function<void()> refresh) {
        const std::lock_guard lock(m_sourcesMutex);
        m_sources.emplace(++m_nextSource, std::move(refresh));
        return m_nextSource;
    }

    void removeSource(std::size_t id) {
        const std::lock_guard lock(m_sourcesMutex);
        m_sources.erase(id);
    }

    /// The state of a family of that kind, made at the first call.
    template <class State, class Make>
    std::shared_ptr<State> state(std::map<std::string, std::shared_ptr<State>>& all,
                                 const MetricSpec& spec, const Make& make) {
        const std::lock_guard lock(m_mutex);
        auto& known = all[spec.name];
        if (!known) {
            const bool fresh = validSpec(spec) && m_names.insert(spec.name).second;
            known = make(fresh);
        }
        return known;
    }

    template <class Builder> auto& family(Builder builder, const MetricSpec& spec) {
        return builder.Name(spec.name).Help(spec.help).Labels(m_constant).Register(m_registry);
    }

    std::map<std::string, std::shared_ptr<CounterFamily::State>> counters;
    std::map<std::string, std::shared_ptr<GaugeFamily::State>> gauges;
    std::map<std::string, std::shared_ptr<HistogramFamily::State>> histograms;

private:
    const prometheus::Labels m_constant;
    mutable prometheus::Registry m_registry;
    std::mutex m_mutex;
    std::set<std::string> m_names;
    mutable std::mutex m_sourcesMutex;
    std::map<std::size_t, std::function<void()>> m_sources;
    std::size_t m_nextSource = 0;
};

void Counter::add(double amount) {
    if (m_counter != nullptr)
        m_counter->Increment(amount);
}

double Counter::value() const {
    return m_counter == nullptr ? 0 : m_counter->Value();
}

void Gauge::set(double value) {
    if (m_gauge != nullptr)
        m_gauge->Set(value);
}

void Gauge::add(double amount) {
    if (m_gauge != nullptr)
        m_gauge->Increment(amount);
}

double Gauge::value() const {
    return m_gauge == nullptr ? 0 : m_gauge->Value();
}

void Histogram::observe(double value) {
    if (m_histogram != nullptr)
        m_histogram->Observe(value);
}

Counter CounterFamily::with(const std::vector<std::string>& values) {
    return m_state ? Counter(m_state->series(values)) : Counter();
}

Gauge GaugeFamily::with(const std::vector<std::string>& values) {
    return m_state ? Gauge(m_state->series(values)) : Gauge();
}

void GaugeFamily::remove(const std::vector<std::string>& values) {
    if (m_state)
        m_state->remove(values);
}

Histogram HistogramFamily::with(const std::vector<std::string>& values) {
    return m_state ? Histogram(m_state->series(values, m_state->buckets)) : Histogram();
}

Metrics::Metrics(const MetricsOptions& options) : m_impl(std::make_shared<Impl>(options)) {
    gauge({"build_info", "Version and commit of the running program.", {"version", "commit"}})
        .with({options.version, options.commit})
        .set(1);
    m_impl->addSource(processMetrics(*this));
}

Metrics::~Metrics() = default;

CounterFamily Metrics::counter(const MetricSpec& spec) {
    CounterFamily family;
    family.m_state = m_impl->state(m_impl->counters, spec, [&](bool fresh) {
        auto* registered = fresh ? &m_impl->family(prometheus::BuildCounter(), spec) : nullptr;
        return std::make_shared<CounterFamily::State>(registered, spec);
    });
    return family;
}

GaugeFamily Metrics::gauge(const MetricSpec& spec) {
    GaugeFamily family;
    family.m_state = m_impl->state(m_impl->gauges, spec, [&](bool fresh) {
        auto* registered = fresh ? &m_impl->family(prometheus::BuildGauge(), spec) : nullptr;
        return std::make_shared<GaugeFamily::State>(registered, spec);
    });
    return family;
}

HistogramFamily Metrics::histogram(const MetricSpec& spec, const std::vector<double>& buckets) {
    HistogramFamily family;
    family.m_state = m_impl->state(m_impl->histograms, spec, [&](bool fresh) {
        auto* registered = fresh ? &m_impl->family(prometheus::BuildHistogram(), spec) : nullptr;
        return std::make_shared<HistogramFamily::State>(registered, spec,
                                                        buckets.empty() ? kBucketsD : buckets);
    });
    return family;
}

Metrics::Source Metrics::addSource(std::function<void()> refresh) {
    const std::size_t id = m_impl->addSource(std::move(refresh));
    return Source([impl = m_impl, id] { impl->removeSource(id); });
}

Metrics::Source Metrics::watchQueue(std::function<core::QueueStats()> stats) {
    const std::string name = stats().name;
    Gauge depth =
        gauge({"queue_depth", "Items that wait in a bounded queue.", {"queue"}}).with({name});
    Gauge capacity =
        gauge({"queue_capacity", "Most items a bounded queue holds.", {"queue"}}).with({name});
    Counter dropped =
        counter({"queue_dropped_total", "Items a full queue dropped.", {"queue"}}).with({name});
    return addSource([stats = std::move(stats), depth, capacity, dropped]() mutable {
        const core::QueueStats now = stats();
        depth.set(static_cast<double>(now.depth));
        capacity.set(static_cast<double>(now.capacity));
        dropped.add(std::max(0.0, static_cast<double>(now.dropped) - dropped.value()));
    });
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(m_impl->Collect());
}

std::string Metrics::namesJson() const {
    return observe::namesJson(m_impl->Collect());
}

std::optional<std::string> Metrics::metricJson(std::string_view name) const {
    return observe::metricJson(m_impl->Collect(), name);
}

std::shared_ptr<prometheus::Collectable> Metrics::collectable() const {
    return m_impl;
}

} // namespace vigia::backend::observe
