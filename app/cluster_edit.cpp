#include "app/cluster_edit.h"

#include "app/platform_access.h"
#include "backend/config/java_store.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::app {
namespace {

using backend::config::ClusterEntry;
using core::ErrorCode;
using core::failure;
using core::Result;
namespace fs = std::filesystem;

} // namespace

backend::kafka::ClientConfig trialClient(const backend::config::ClusterConfig& cluster) {
    auto client = watchedClientWithoutSecrets(cluster);
    for (const auto& [property, source] : cluster.secrets) {
        if (!property.ends_with(".pem"))
            client.properties.emplace_back(property, "x");
    }
    return client;
}

Result<std::string> clusterFileText(const std::string& file) {
    auto text = core::readFile(file);
    return text ? std::move(text) : failure(ErrorCode::InvalidInput, text.error().message);
}

Result<backend::config::ClientImport> importedClient(const std::string& file) {
    const auto text = clusterFileText(file);
    if (!text)
        return text.error();
    auto found = backend::config::importJavaClient(*text);
    if (!found)
        return failure(found.error().code, fmt::format("{}: {}", core::escapedForDisplay(file, 300),
                                                       found.error().message));
    return found;
}

std::vector<std::string> leftOut(const backend::config::ClientImport& import) {
    std::vector<std::string> remarks;
    for (const auto& name : import.ignored)
        remarks.push_back(core::escapedForDisplay(name, 100) +
                          " says nothing to Vigia and is left out");
    return remarks;
}

std::vector<std::string> serversIn(const std::string& list) {
    std::vector<std::string> servers;
    for (const auto part : core::split(list, ','))
        if (const auto server = core::trimmed(part); !server.empty())
            servers.emplace_back(server);
    return servers;
}

Result<void> ClusterEdit::checkName(const std::string& name) {
    if (auto good = backend::config::checkClusterName(name); !good)
        return good;
    if (name == backend::config::kOwnCluster)
        return failure(ErrorCode::InvalidInput,
                       "'local' is the platform's own cluster; take another name");
    return {};
}

ClusterEdit::ClusterEdit(const Context& context, std::string name)
    : m_context(context), m_name(std::move(name)), m_file(context.sources.file),
      m_folder(fs::path(m_file).parent_path() / "clusters" / m_name) {}

Result<std::string> ClusterEdit::yaml() const {
    if (m_file.empty())
        return failure(ErrorCode::InvalidInput,
                       "there is no place for a configuration file: set HOME, or name one with "
                       "--config");
    std::error_code error;
    if (!fs::exists(m_file, error) && !error)
        return std::string();
    return clusterFileText(m_file);
}

Result<void> ClusterEdit::save(const std::string& yaml) const {
    const std::string trial = m_file + ".check";
    if (auto written = core::replaceFile(trial, yaml); !written)
        return written;
    auto sources = m_context.sources;
    sources.file = trial;
    const auto settings = backend::config::Settings::resolve(sources);
    const auto config = settings ? backend::config::makeConfig(*settings)
                                 : Result<backend::config::Config>(settings.error());
    std::error_code ignored;
    fs::remove(trial, ignored);
    if (!config)
        return wouldNotHold(config.error().message);
    for (const auto& cluster : config->clusters) {
        if (cluster.name != m_name)
            continue;
        if (auto checked = backend::kafka::checkClientConfig(trialClient(cluster)); !checked)
            return wouldNotHold(checked.error().message);
    }
    return core::replaceFile(m_file, yaml);
}

core::Error ClusterEdit::wouldNotHold(std::string why) const {
    const std::string trial = m_file + ".check";
    for (auto at = why.find(trial); at != std::string::npos; at = why.find(trial))
        why.replace(at, trial.size(), m_file);
    return failure(ErrorCode::InvalidInput,
                   "nothing is changed, because the configuration would not hold: " + why);
}

Result<void> ClusterEdit::takeJavaClient(const std::string& file, ClusterEntry& entry,
                                         std::vector<std::string>& remarks) const {
    auto found = importedClient(file);
    if (!found)
        return found.error();
    entry.servers = found->servers;
    for (auto& [name, value] : found->properties)
        entry.properties[name] = std::move(value);
    for (const auto& [name, secret] : found->secrets) {
        if (auto kept = keepSecret(name, secret, entry); !kept)
            return kept;
    }
    for (const auto& store : found->stores) {
        if (auto kept = convert(store, entry); !kept)
            return kept;
    }
    for (auto& remark : leftOut(*found))
        remarks.push_back(std::move(remark));
    return {};
}

Result<void> ClusterEdit::keepSecret(const std::string& property, const std::string& secret,
                                     ClusterEntry& entry) const {
    const std::string file = (folder() / property).string();
    if (auto written = core::replaceFile(file, secret + "\n"); !written)
        return written;
    entry.properties[property + "File"] = file;
    return {};
}

Result<void> ClusterEdit::convert(const backend::config::JavaStore& store,
                                  ClusterEntry& entry) const {
    using Use = backend::config::JavaStore::Use;
    if (store.use == Use::Trust) {
        const auto pem = backend::config::trustedCertificates(store);
        if (!pem)
            return pem.error();
        entry.properties["ssl.ca.location"] = (folder() / "authorities.pem").string();
        return core::replaceFile(entry.properties["ssl.ca.location"], *pem);
    }
    const std::string target = (folder() / "keystore.p12").string();
    std::error_code ignored;
    fs::create_directories(folder(), ignored);
    if (auto written = backend::config::writeKeyStore(store, target); !written)
        return written;
    fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write, ignored);
    entry.properties["ssl.keystore.location"] = target;
    return keepSecret("ssl.keystore.password", store.password, entry);
}

void ClusterEdit::forget() const {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

} // namespace vigia::app
