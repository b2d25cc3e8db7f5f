#pragma once

#include <string_view>
#include <vector>

namespace vigia::backend::load {

/// A file of `resources/scenarios`, put into the program when it is built.
struct ShippedScenario {
    std::string_view name; ///< as in the file's name
    std::string_view yaml;
};

/// By name.
std::vector<ShippedScenario> shippedScenarios();

} // namespace vigia::backend::load
