#include "core/ops/console_snapshot.h"

namespace vigia::core::ops {

std::string_view lagVerdictWord(LagVerdict verdict) {
    switch (verdict) {
    case LagVerdict::Unknown:
        return "UNKNOWN";
    case LagVerdict::NoCommit:
        return "NO COMMIT";
    case LagVerdict::Lost:
        return "LOST";
    case LagVerdict::Ahead:
        return "AHEAD";
    case LagVerdict::Ok:
        return "OK";
    case LagVerdict::TxnStuck:
        return "TXN STUCK";
    case LagVerdict::Rewind:
        return "REWIND";
    case LagVerdict::Paused:
        return "PAUSED";
    case LagVerdict::Stopped:
        return "STOPPED";
    case LagVerdict::Stalled:
        return "STALLED";
    case LagVerdict::FallingBehind:
        return "FALLING BEHIND";
    case LagVerdict::CatchingUp:
        return "CATCHING UP";
    case LagVerdict::SteadyLag:
        return "STEADY LAG";
    }
    return "UNKNOWN";
}

Health lagVerdictHealth(LagVerdict verdict) {
    switch (verdict) {
    case LagVerdict::Ok:
        return Health::Ok;
    case LagVerdict::CatchingUp:
    case LagVerdict::Paused:
        return Health::Working;
    case LagVerdict::FallingBehind:
    case LagVerdict::SteadyLag:
        return Health::Degraded;
    case LagVerdict::Ahead:
        return Health::Inconsistent;
    case LagVerdict::Lost:
    case LagVerdict::TxnStuck:
    case LagVerdict::Rewind:
    case LagVerdict::Stopped:
    case LagVerdict::Stalled:
        return Health::Broken;
    case LagVerdict::Unknown:
    case LagVerdict::NoCommit:
        return Health::Unknown;
    }
    return Health::Unknown;
}

} // namespace vigia::core::ops
