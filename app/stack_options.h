#pragma once

#include "app/command.h"
#include "backend/stack/guard_options.h"

namespace vigia::app {

/// The local stack as the configuration describes it.
backend::stack::StackOptions stackOptions(const Context& context);

} // namespace vigia::app
