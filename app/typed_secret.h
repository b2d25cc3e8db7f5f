#pragma once

#include "core/base/result.h"

#include <string>

namespace vigia::app {

/// A line of standard input, which a terminal is asked for and doesn't show. InvalidInput when
/// nothing stands there, or more than a secret.
core::Result<std::string> typedSecret(const std::string& name);

} // namespace vigia::app
