#pragma once

#include <functional>

namespace vigia::backend::observe {

class Metrics;

/// What the kernel says about this process; zero where it says nothing.
struct ProcessFigures {
    double cpuSeconds = 0;
    double residentBytes = 0;
    double memoryLimitBytes = 0; ///< of the control group, else the machine's memory
    double openFiles = 0;
    double maxFiles = 0;
    double startedAt = 0; ///< epoch seconds
    double threads = 0;
};
ProcessFigures readProcessFigures();

/// Makes the `process_*` metrics and returns what refreshes them.
std::function<void()> processMetrics(Metrics& metrics);

} // namespace vigia::backend::observe
