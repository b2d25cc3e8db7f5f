#pragma once

#include "backend/observe/log.h"

#include <string>
#include <string_view>

namespace vigia::backend::observe {

/// Everything that goes into one line.
struct LogLine {
    core::UtcTime time;
    Level level = Level::Info;
    std::string_view logger;
    std::string_view message;
    const LogFields* context = nullptr; ///< may be null
    const LogFields* fields = nullptr;
};

/// One JSON object without a line end. Secrets are masked, control characters (also C1 and text
/// direction) escaped.
std::string jsonLine(const LogLine& line, const LogOptions& about);

/// `14:23:36.112 INFO  stock  message  key=value`, equally safe to show on a terminal.
std::string textLine(const LogLine& line);

} // namespace vigia::backend::observe
