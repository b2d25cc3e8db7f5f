#pragma once

#include "app/command.h"
#include "backend/config/cluster_file.h"
#include "backend/config/java_client.h"
#include "backend/kafka/client_config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vigia::app {

/// A whole file of at most 1 MiB; InvalidInput says why not.
core::Result<std::string> clusterFileText(const std::string& file);

/// What a Java client's properties file says; InvalidInput names the file.
core::Result<backend::config::ClientImport> importedClient(const std::string& file);

/// What was found in it and says nothing to us, as sentences.
std::vector<std::string> leftOut(const backend::config::ClientImport& import);

/// The servers of a list with commas.
std::vector<std::string> serversIn(const std::string& list);

/// A client of a cluster to watch with something in place of each secret: nothing is read or run
/// for a check of its properties.
backend::kafka::ClientConfig trialClient(const backend::config::ClusterConfig& cluster);

/// One change of a cluster in the configuration file: written only when what results holds. Blocks
/// for the disk. `context` outlives it.
class ClusterEdit {
public:
    ClusterEdit(const Context& context, std::string name);

    /// InvalidInput for a name that can't be a cluster's, or the platform's own.
    static core::Result<void> checkName(const std::string& name);

    /// The configuration file as it is; empty when there is none yet.
    [[nodiscard]] core::Result<std::string> yaml() const;
    /// Takes what a Java client's properties say; secrets and converted stores go into `folder`.
    /// `remarks`: sentences about what was left out.
    core::Result<void> takeJavaClient(const std::string& file, backend::config::ClusterEntry& entry,
                                      std::vector<std::string>& remarks) const;
    /// Keeps a secret in a file that only the user may read, and names it in the entry.
    core::Result<void> keepSecret(const std::string& property, const std::string& secret,
                                  backend::config::ClusterEntry& entry) const;
    /// Checks the whole configuration with the new file before it takes the old one's place.
    [[nodiscard]] core::Result<void> save(const std::string& yaml) const;

    /// Where secrets and converted stores of this cluster lie: `clusters/NAME` beside the file.
    [[nodiscard]] std::filesystem::path folder() const { return m_folder; }
    void setFolder(std::filesystem::path folder) { m_folder = std::move(folder); }
    /// Deletes the folder.
    void forget() const;

private:
    [[nodiscard]] core::Result<void> convert(const backend::config::JavaStore& store,
                                             backend::config::ClusterEntry& entry) const;
    [[nodiscard]] core::Error wouldNotHold(std::string why) const;

    const Context& m_context;
    const std::string m_name;
    const std::string m_file;
    std::filesystem::path m_folder;
};

} // namespace vigia::app
