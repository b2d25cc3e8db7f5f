#pragma once

#include "core/base/clock.h"

namespace vigia::tests {

/// So many seconds after the moment at which the tests of what goes on in time begin.
inline core::UtcTime at(double seconds) {
    return core::fromEpochMillis(1'700'000'000'000 + static_cast<std::int64_t>(seconds * 1000));
}

} // namespace vigia::tests
