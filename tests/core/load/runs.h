#pragma once

#include "core/load/run_text.h"

/// The head of a run against nobody, with two thresholds.
inline vigia::core::load::RunHead runHead(const std::string& id = "1f3a5b7c") {
    using namespace vigia::core;
    using namespace vigia::core::load;
    auto abort = *parseThreshold("errors < 5%");
    abort.abort = true;
    abort.grace = std::chrono::seconds(10);
    return {.id = id,
            .scenario = "baseline",
            .title = "Baseline \"ä\"",
            .target = "http://127.0.0.1:8080",
            .model = Model::Open,
            .brief = true,
            .begunAt = UtcTime(std::chrono::seconds(1'763'700'000)),
            .thresholds = {*parseThreshold("p95 < 200ms"), abort},
            .settings = {{"connections", "1000"}, {"command", "vigia load run baseline"}}};
}
