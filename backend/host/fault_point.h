#pragma once

#include <string_view>

/// Named places at which tests kill this process, and named faults (mutants) that tests must catch.
/// Debug builds only: in the others both macros are nothing.
///
/// `VIGIA_KILL_AT=relay.after_ack:3` sends SIGKILL to the process when it comes to that point for
/// the third time. `VIGIA_MUTANT=mark_before_ack` makes `VIGIA_MUTANT("mark_before_ack")` true;
/// several names are separated by commas.
#ifndef NDEBUG

namespace vigia::backend::host {

/// Kills this process when the environment asks for it here; any thread.
void faultPoint(std::string_view name);
/// Whether the environment switches this fault on; any thread.
bool mutantActive(std::string_view name);

} // namespace vigia::backend::host

#define VIGIA_FAULT_POINT(name) ::vigia::backend::host::faultPoint(name)
#define VIGIA_MUTANT(name) ::vigia::backend::host::mutantActive(name)

#else

#define VIGIA_FAULT_POINT(name) static_cast<void>(0)
#define VIGIA_MUTANT(name) false

#endif
