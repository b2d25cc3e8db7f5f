#include "core/view/tables.h"

namespace vigia::core::view {

using ops::Health;

std::string_view healthChipWord(Health health) {
    switch (health) {
    case Health::Ok:
        return "OK";
    case Health::Working:
        return "WORKING";
    case Health::Degraded:
        return "DEGRADED";
    case Health::Broken:
        return "BROKEN";
    case Health::Inconsistent:
        return "INCONSISTENT";
    case Health::Unknown:
        return "UNKNOWN";
    }
    return "UNKNOWN";
}

int healthRank(Health health) {
    switch (health) {
    case Health::Ok:
        return 0;
    case Health::Unknown:
        return 1;
    case Health::Working:
        return 2;
    case Health::Degraded:
        return 3;
    case Health::Inconsistent:
        return 4;
    case Health::Broken:
        return 5;
    }
    return 1;
}

Value yesOrNo(bool yes) {
    return std::string_view(yes ? "yes" : "no");
}

Status plainStatus(Health health) {
    return {health, healthChipWord(health), healthRank(health)};
}

Status verdictStatus(ops::LagVerdict verdict) {
    const Health health = ops::lagVerdictHealth(verdict);
    return {health, ops::lagVerdictWord(verdict), healthRank(health)};
}

Value timeLagValue(const ops::TimeLag& lag) {
    switch (lag.source) {
    case ops::TimeLagSource::Unknown:
        return {};
    case ops::TimeLagSource::Exact:
        return Span{lag.seconds, Certainty::Exact, lag.seconds > 0 ? "exact" : ""};
    case ops::TimeLagSource::Interpolated:
        return Span{lag.seconds, Certainty::Estimated, lag.seconds > 0 ? "interp." : ""};
    case ops::TimeLagSource::AtLeast:
        return Span{lag.seconds, Certainty::AtLeast};
    }
    return {};
}

} // namespace vigia::core::view
