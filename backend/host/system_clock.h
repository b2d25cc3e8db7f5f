#pragma once

#include "core/base/clock.h"

namespace vigia::backend::host {

/// The machine's clocks; the only Clock outside tests. Stateless, any thread.
class SystemClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return std::chrono::steady_clock::now();
    }
};

} // namespace vigia::backend::host
