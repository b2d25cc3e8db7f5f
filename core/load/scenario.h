#pragma once

#include "core/load/arrivals.h"
#include "core/load/request_body.h"
#include "core/load/text_template.h"
#include "core/load/threshold.h"

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace vigia::core::load {

/// One kind of request of a scenario.
struct RequestPlan {
    std::string name;
    double weight = 1; ///< its share among all requests
    std::string method = "GET";
    TextTemplate path; ///< encoded path with query
    std::vector<std::pair<std::string, TextTemplate>> headers;
    std::optional<RequestBody> body;
    std::vector<int> expected;               ///< statuses that are no errors; empty: 200 to 299
    std::map<std::string, std::string> save; ///< name → path in the JSON answer, `data.stockId`

    [[nodiscard]] bool isExpected(int status) const;
    /// `upload: POST, a form with a file of 100 KiB to 1 MiB`.
    [[nodiscard]] std::string sentence() const;
};

/// A request before the run, outside of what is measured: what the run needs is made by it.
struct SetupPlan : RequestPlan {
    int repeat = 1;
};

/// Units that requests want, one each, and how the service tells what became of them.
struct UnitPlan {
    std::string request;      ///< the name of the requests that want one
    std::vector<int> granted; ///< statuses that grant it
    std::uint64_t count = 0;  ///< units that there are before the run
    TextTemplate state;       ///< path of a GET after the run
    std::string left, held;   ///< paths in its JSON answer
    /// Path of a GET whose member `data` lists events; those whose `operation` is `event` count.
    std::optional<TextTemplate> events;
    std::string event;
};

/// The Kafka records of a scenario: a topic of the run's own, whose records carry sequence numbers.
struct RecordPlan {
    double weight = 1;       ///< beside the requests' weights
    std::size_t bytes = 100; ///< of each value, 32 at least
    int partitions = 6;
    bool consume = false; ///< read them back: latency ends there, and loss is counted
};

enum class Model {
    Open,  ///< arrivals on a schedule, whatever the server does
    Closed ///< users that wait for their answer, think, and ask again
};

/// What a scenario file says (`resources/scenarios/*.yaml`).
struct Scenario {
    std::string name;
    std::string title;
    std::string description;
    Model model = Model::Open;
    Spacing spacing = Spacing::Poisson;
    std::vector<Stage> stages;
    std::vector<Stage> shortStages; ///< the form that ends in a minute; empty: there is none
    std::chrono::milliseconds think{};
    std::chrono::milliseconds timeout{10'000};
    std::size_t connections = 1'000; ///< at most
    std::vector<SetupPlan> setup;    ///< sent in this order before the run
    std::vector<RequestPlan> requests;
    std::optional<UnitPlan> units;
    std::optional<RecordPlan> records;
    std::vector<Threshold> thresholds;
};

} // namespace vigia::core::load
