#pragma once

#include "app/command.h"

#include <cstdio>

namespace vigia::tests {

/// What a command gets when the user set `assignments`; ends the test when they are wrong.
inline app::Context contextOf(std::vector<std::string> assignments) {
    app::Context context;
    context.sources.assignments = std::move(assignments);
    auto settings = backend::config::Settings::resolve(context.sources);
    auto config = settings ? backend::config::makeConfig(*settings)
                           : core::Result<backend::config::Config>(settings.error());
    if (!config) {
        std::fprintf(stderr, "%s\n", config.error().message.c_str());
        std::abort();
    }
    context.settings = std::move(*settings);
    context.config = std::move(*config);
    return context;
}

} // namespace vigia::tests
