#include "backend/observe/log_metrics.h"

#include <algorithm>
#include <array>
#include <string>

namespace vigia::backend::observe {
namespace {

/// Brings a counter up to a total that is counted elsewhere.
void raise(Counter& counter, std::uint64_t total) {
    counter.add(std::max(0.0, static_cast<double>(total) - counter.value()));
}

} // namespace

std::vector<Metrics::Source> watchLog(Metrics& metrics, const Log& log) {
    CounterFamily lines = metrics.counter({"log_lines_total", "Log lines written.", {"level"}});
    Counter dropped =
        metrics.counter({"log_lines_dropped_total", "Log lines a full queue dropped."}).with();
    std::array<Counter, 5> byLevel;
    for (std::size_t i = 0; i < byLevel.size(); ++i)
        byLevel[i] = lines.with({std::string(levelName(static_cast<Level>(i)))});
    std::vector<Metrics::Source> sources;
    sources.push_back(metrics.addSource([&log, dropped, byLevel]() mutable {
        for (std::size_t i = 0; i < byLevel.size(); ++i)
            raise(byLevel[i], log.lines(static_cast<Level>(i)));
        raise(dropped, log.queueStats().dropped);
    }));
    sources.push_back(metrics.watchQueue([&log] { return log.queueStats(); }));
    return sources;
}

} // namespace vigia::backend::observe
