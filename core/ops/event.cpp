#include "core/ops/event.h"

namespace vigia::core::ops {
namespace {

int rank(Health health) {
    switch (health) {
    case Health::Ok:
        return 0;
    case Health::Working:
        return 1;
    case Health::Unknown:
        return 2;
    case Health::Degraded:
        return 3;
    case Health::Inconsistent:
        return 4;
    case Health::Broken:
        return 5;
    }
    return 2;
}

} // namespace

std::string_view healthWord(Health health) {
    switch (health) {
    case Health::Ok:
        return "ok";
    case Health::Working:
        return "working";
    case Health::Degraded:
        return "degraded";
    case Health::Broken:
        return "broken";
    case Health::Inconsistent:
        return "inconsistent";
    case Health::Unknown:
        return "unknown";
    }
    return "unknown";
}

Health worse(Health a, Health b) {
    return rank(a) >= rank(b) ? a : b;
}

} // namespace vigia::core::ops
