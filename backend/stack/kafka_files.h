#pragma once

#include "backend/stack/paths.h"
#include "backend/stack/process_spec.h"
#include "backend/stack/stack_state.h"
#include "backend/stack/tools.h"

#include <string>

namespace vigia::backend::stack {

/// What one broker is built from.
struct BrokerPlan {
    const StackPaths& paths;
    const StackTools& tools;
    const StackState& state;
    int id = 1; ///< 1 to 3
    bool useArchive = true;
};

/// The KRaft configuration file of a broker, in the form of java.util.Properties.
std::string brokerProperties(const BrokerPlan& plan);

/// The text of a value or path as java.util.Properties reads it (Latin-1 with escapes).
std::string propertyText(std::string_view utf8);

/// The whole process: format when its folder is new, then the broker.
ProcessSpec brokerSpec(const BrokerPlan& plan);

/// The class-data archive for these jars and this Java; may not exist yet.
std::filesystem::path classArchive(const StackPaths& paths, const StackTools& tools);

/// Corrupt when the broker's folder has content but can't be a folder of this cluster.
core::Result<void> checkBrokerFolder(const StackPaths& paths, const StackState& state, int id);

} // namespace vigia::backend::stack
