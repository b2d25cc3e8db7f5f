#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace vigia::backend::config {

/// A scalar or list of a YAML file with its dotted path and its place.
struct YamlEntry {
    std::string path;
    std::string value; ///< lists are joined by commas
    int line = 0;      ///< from 1
};

/// Reads a YAML mapping and flattens it. InvalidInput names file, line and column; a file over 1
/// MiB, deeper than 32 levels, with duplicate keys or aliases is refused.
core::Result<std::vector<YamlEntry>> readYamlFile(const std::string& file);

} // namespace vigia::backend::config
