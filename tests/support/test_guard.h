#pragma once

#include "backend/stack/guard_client.h"

#include <cstdlib>
#include <string>

namespace vigia::tests {

/// The program that is a guard for tests.
inline std::string guardProgram() {
    return std::string(std::getenv("VIGIA_BUILD_DIR")) + "/tests/support/vigia-test-guard";
}

/// Every process of the guard is up.
inline bool isReady(backend::stack::GuardClient& client) {
    const auto status = client.status();
    return status && status->boolAt("ready");
}

} // namespace vigia::tests
