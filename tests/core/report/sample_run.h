#pragma once

#include "core/base/time_text.h"
#include "core/report/load_report.h"

namespace vigia::tests {

/// Ten seconds at 20 a second: two of warm-up, then answers of 10 to 30 ms, in second 6 one of 800
/// ms; three errors with `code`.
inline core::load::RunResult sampleRun(const std::string& code = "503") {
    using namespace core::load;
    using namespace std::chrono_literals;
    Recorder recorder(*Course::create({{"warm-up", 20, 20, 2s, false}, {"hold", 20, 20, 8s}}));
    for (int i = 0; i < 200; ++i) {
        const LoadTime due = 50ms * i;
        recorder.offered(due);
        recorder.sent(due, 100us);
        const auto latency = i == 120 ? 800ms : std::chrono::milliseconds(10 + i % 21);
        recorder.answered(due, latency, latency - 1ms, i % 60 == 59 ? code : "");
    }
    return judged({.id = "0a1b2c3d",
                   .scenario = "sample",
                   .title = "A sample of a run",
                   .target = "http://127.0.0.1:8080",
                   .model = Model::Open,
                   .begunAt = *core::parseRfc3339("2025-01-02T03:04:05.678Z"),
                   .thresholds = {*parseThreshold("p95 < 200ms"), *parseThreshold("errors < 0.5%")},
                   .settings = {{"command", "vigia load run sample --seed 7"}, {"seed", "7"}}},
                  recorder.take());
}

inline core::report::LoadReportContext sampleContext() {
    const auto begin = *core::parseRfc3339("2025-01-02T03:04:05.678Z");
    core::ops::Event event;
    event.time = begin + std::chrono::seconds(6);
    event.health = core::ops::Health::Broken;
    event.title = "broker 2 down";
    return {"Vigia test", begin + std::chrono::minutes(1), {event}};
}

inline core::report::Report sampleReport(const std::string& code = "503") {
    return core::report::loadReport(sampleRun(code), sampleContext());
}

} // namespace vigia::tests
