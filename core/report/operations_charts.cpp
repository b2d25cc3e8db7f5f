#include "core/report/operations_charts.h"

#include "core/base/time_text.h"

#include <algorithm>
#include <map>

namespace vigia::core::report {
namespace {

double clockSeconds(UtcTime time) {
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

struct Named {
    std::string name;
    const ops::Series* series;
};

std::vector<Named> seriesOf(const ops::ConsoleSnapshot& snapshot) {
    std::vector<Named> all{{"records_in_per_s", &snapshot.recordsIn.history},
                           {"records_out_per_s", &snapshot.recordsOut.history},
                           {"lag_records", &snapshot.totalLag.history},
                           {"worst_time_lag_s", &snapshot.worstTimeLag.history},
                           {"end_to_end_p50_ms", &snapshot.endToEndP50.history},
                           {"end_to_end_p95_ms", &snapshot.endToEndP95.history},
                           {"end_to_end_p99_ms", &snapshot.endToEndP99.history},
                           {"http_requests_per_s", &snapshot.httpRequests.history},
                           {"http_errors_percent", &snapshot.httpErrors.history},
                           {"stock_value", &snapshot.stockValue.history},
                           {"low_stock_items", &snapshot.lowStock.history}};
    for (const auto& group : snapshot.groups)
        all.push_back({"lag_of " + group.name, &group.lagHistory});
    std::erase_if(all, [](const Named& one) { return one.series->empty(); });
    return all;
}

} // namespace

Tone toneOf(ops::Health health) {
    switch (health) {
    case ops::Health::Broken:
        return Tone::Bad;
    case ops::Health::Degraded:
    case ops::Health::Inconsistent:
        return Tone::Warning;
    case ops::Health::Ok:
        return Tone::Good;
    case ops::Health::Working:
    case ops::Health::Unknown:
        break;
    }
    return Tone::Plain;
}

Line lineOf(std::string name, const ops::Series& series, UtcTime from, UtcTime to) {
    Line line{std::move(name), {}, false};
    for (const auto& point : series) {
        if (point.time >= from && point.time <= to)
            line.points.emplace_back(clockSeconds(point.time), point.value);
    }
    return line;
}

std::vector<Mark> clockMarks(const std::vector<ops::Event>& events, UtcTime from, UtcTime to) {
    std::vector<Mark> marks;
    for (const auto& event : events) {
        if (event.time >= from && event.time <= to)
            marks.push_back({clockSeconds(event.time), event.title, toneOf(event.health)});
    }
    return marks;
}

bool hasValues(const LineChart& chart) {
    return std::any_of(chart.lines.begin(), chart.lines.end(), [](const Line& line) {
        return std::any_of(line.points.begin(), line.points.end(),
                           [](const auto& point) { return point.second.has_value(); });
    });
}

Timeline operationsTimeline(const ops::ConsoleSnapshot& snapshot, UtcTime from, UtcTime to) {
    const auto all = seriesOf(snapshot);
    Timeline timeline{{"time"}, {}};
    std::map<UtcTime, std::vector<Timeline::Value>> rows;
    for (std::size_t i = 0; i < all.size(); ++i) {
        timeline.columns.push_back(all[i].name);
        for (const auto& point : *all[i].series) {
            if (point.time < from || point.time > to || !point.value)
                continue;
            auto& row = rows[point.time];
            row.resize(all.size() + 1);
            row[i + 1] = *point.value;
        }
    }
    for (auto& [time, row] : rows) {
        row[0] = formatRfc3339(time);
        timeline.rows.push_back(std::move(row));
    }
    return timeline;
}

} // namespace vigia::core::report
