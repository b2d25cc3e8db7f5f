#pragma once

#include "core/base/time_text.h"
#include "core/load/recorder.h"
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
        recorder.carried(due, 50'000);
    }
    auto record = recorder.take();
    record.observed.events = {{6, core::ops::Health::Broken, "broker 2 down"}};
    record.observed.lags = {{"acl-consumer", {{0, 0}, {5, 120}, {9, 3}}}};
    record.observed.cpus = {{"generator", {{1, 8}, {9, 11}}}, {"stock-1", {{2, 60}, {8, 95}}}};
    record.samples = {{code, "read", "the pool is full", 2.95, 3}};
    return judged({.id = "0a1b2c3d",
                   .scenario = "sample",
                   .title = "A sample of a run",
                   .target = "http://127.0.0.1:8080",
                   .model = Model::Open,
                   .begunAt = *core::parseRfc3339("2025-01-02T03:04:05.678Z"),
                   .thresholds = {*parseThreshold("p95 < 200ms"), *parseThreshold("errors < 0.5%")},
                   .settings = {{"command", "vigia load run sample --seed 7"}, {"seed", "7"}}},
                  std::move(record));
}

/// As sampleRun, ended after its first second.
inline core::load::RunResult stoppedInWarmUp() {
    using namespace core::load;
    using namespace std::chrono_literals;
    RunHead head = sampleRun();
    head.thresholds.push_back(*parseThreshold("dropped == 0"));
    head.thresholds.erase(head.thresholds.begin());
    Recorder recorder(*Course::create({{"warm-up", 20, 20, 2s, false}, {"hold", 20, 20, 8s}}));
    for (int i = 0; i < 20; ++i) {
        recorder.offered(50ms * i);
        recorder.sent(50ms * i, 100us);
        recorder.answered(50ms * i, 10ms, 9ms, "");
    }
    return judged(std::move(head), recorder.take(), true);
}

inline core::report::LoadReportContext sampleContext() {
    const auto begin = *core::parseRfc3339("2025-01-02T03:04:05.678Z");
    return {"Vigia test", begin + std::chrono::minutes(1)};
}

inline core::report::Report sampleReport(const std::string& code = "503") {
    return core::report::loadReport(sampleRun(code), sampleContext());
}

} // namespace vigia::tests
