#include "core/ops/platform_source.h"

namespace vigia::core::ops {

std::string_view processStateWord(ProcessState state) {
    switch (state) {
    case ProcessState::Starting:
        return "starting";
    case ProcessState::Running:
        return "running";
    case ProcessState::Paused:
        return "paused";
    case ProcessState::Stopped:
        return "stopped";
    case ProcessState::Failed:
        return "failed";
    }
    return "stopped";
}

} // namespace vigia::core::ops
