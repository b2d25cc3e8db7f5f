#include "backend/stack/supervised_process.h"

namespace vigia::backend::stack {

std::string_view processKindWord(ProcessKind kind) {
    switch (kind) {
    case ProcessKind::Broker:
        return "broker";
    case ProcessKind::Postgres:
        return "postgres";
    case ProcessKind::Worker:
        break;
    }
    return "worker";
}

std::string_view processStateWord(ProcessState state) {
    switch (state) {
    case ProcessState::Starting:
        return "starting";
    case ProcessState::Running:
        return "running";
    case ProcessState::Paused:
        return "paused";
    case ProcessState::Stopping:
        return "stopping";
    case ProcessState::Failed:
        return "failed";
    case ProcessState::Stopped:
        break;
    }
    return "stopped";
}

} // namespace vigia::backend::stack
