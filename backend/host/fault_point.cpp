#include "backend/host/fault_point.h"

#ifndef NDEBUG

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <string>

namespace vigia::backend::host {
namespace {

struct KillPlan {
    std::string name;
    int turn = 1;
};

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

KillPlan readPlan() {
    const std::string text = environment("VIGIA_KILL_AT");
    const auto colon = text.find(':');
    KillPlan plan{text.substr(0, colon), 1};
    if (colon != std::string::npos)
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), plan.turn);
    return plan;
}

} // namespace

void faultPoint(std::string_view name) {
    static const KillPlan plan = readPlan();
    static std::atomic<int> turns{0};
    if (plan.name.empty() || plan.name != name)
        return;
    if (turns.fetch_add(1) + 1 == plan.turn)
        std::raise(SIGKILL);
}

bool mutantActive(std::string_view name) {
    static const std::string active = "," + environment("VIGIA_MUTANT") + ",";
    return active.find("," + std::string(name) + ",") != std::string::npos;
}

} // namespace vigia::backend::host

#endif
