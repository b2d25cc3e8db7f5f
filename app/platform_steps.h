#pragma once

#include "core/base/result.h"

#include <chrono>
#include <stop_token>

namespace vigia::app {

/// The steps of a start that are the console's own, after those of the guard.
inline constexpr const char* kTopicsStep = "Topics and tables";
inline constexpr const char* kServicesStep = "Services";

/// Sleeps unless asked to stop; false then.
bool pauseFor(const std::stop_token& stop, std::chrono::milliseconds time);
/// Cancelled: somebody closed the console while it started.
core::Error stopped();

} // namespace vigia::app
