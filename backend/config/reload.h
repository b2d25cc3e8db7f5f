#pragma once

#include "backend/config/config.h"

#include <string>
#include <vector>

namespace vigia::backend::config {

/// What reading the configuration again led to.
struct Reloaded {
    Settings settings;
    Config config;
    std::vector<std::string> now;       ///< changed keys that take effect at once
    std::vector<std::string> atRestart; ///< changed keys that wait for the next start
};

/// Resolves the sources again and compares with what is in force. InvalidInput when they don't fit
/// any more: what is in force stays then.
core::Result<Reloaded> reload(const SettingSources& sources, const Settings& before);

/// One sentence about it, with names of keys and no values.
std::string reloadSentence(const Reloaded& reloaded);

} // namespace vigia::backend::config
