#pragma once

#include <string>

namespace vigia::backend::host {

/// Of this machine; `localhost` when it does not say.
std::string hostName();

} // namespace vigia::backend::host
