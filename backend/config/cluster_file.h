#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <vector>

namespace vigia::backend::config {

/// One cluster as the configuration file writes it. Secrets are only named: `sasl.passwordFile`.
struct ClusterEntry {
    std::string name;
    std::vector<std::string> servers;
    std::string tag;      ///< empty: not written
    std::string colour;   ///< empty: not written
    std::string readOnly; ///< `true`, `false`, empty: not written
    std::string collect;  ///< empty: not written
    std::map<std::string, std::string> properties;
    std::map<std::string, std::string> brokerMap;
};

/// The YAML text with this cluster in place of one of the same name, or added; everything else,
/// comments too, stays as it is. InvalidInput when `clusters:` is written in braces.
core::Result<std::string> withCluster(const std::string& yaml, const ClusterEntry& entry);

/// The YAML text without the cluster; NotFound when the file has none of this name.
core::Result<std::string> withoutCluster(const std::string& yaml, const std::string& name);

/// The cluster as the file has it, before the environment is put in; NotFound.
core::Result<ClusterEntry> clusterInFile(const std::string& yaml, const std::string& name);

} // namespace vigia::backend::config
