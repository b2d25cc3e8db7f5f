#include "app/commands/commands.h"
#include "app/platform_access.h"
#include "backend/config/cluster_file.h"
#include "backend/config/java_store.h"
#include "backend/config/schema.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace vigia::app {
namespace {

using backend::config::ClusterEntry;
using core::ErrorCode;
using core::failure;
using core::Result;
namespace fs = std::filesystem;

Result<std::string> contentOf(const std::string& file) {
    auto text = core::readFile(file);
    return text ? std::move(text) : failure(ErrorCode::InvalidInput, text.error().message);
}

Result<void> checkName(const std::string& name) {
    const bool good = !name.empty() && name.size() <= 64 &&
                      std::all_of(name.begin(), name.end(), [](unsigned char c) {
                          return std::isalnum(c) != 0 || c == '-' || c == '_';
                      });
    if (!good)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("'{}' can't be a cluster's name: take 1 to 64 of a-z, A-Z, 0-9, "
                                   "- and _",
                                   core::escapedForDisplay(name, 80)));
    if (name == backend::config::kOwnCluster)
        return failure(ErrorCode::InvalidInput,
                       "'local' is the platform's own cluster; take another name");
    return {};
}

/// The changes of one `cluster add`, `edit` or `remove`: written only when what results holds.
class ClusterEdit {
public:
    ClusterEdit(const Context& context, std::string name)
        : m_context(context), m_name(std::move(name)), m_file(context.sources.file) {}

    Result<std::string> yaml() const {
        if (m_file.empty())
            return failure(ErrorCode::InvalidInput,
                           "there is no place for a configuration file: set HOME, or name one with "
                           "--config");
        std::error_code error;
        if (!fs::exists(m_file, error) && !error)
            return std::string();
        return contentOf(m_file);
    }

    /// `name=value` of `--property` and `--map`.
    static Result<void> put(const Parsed& parsed, const char* option,
                            std::map<std::string, std::string>& values) {
        const auto given = parsed.options.find(option);
        if (given == parsed.options.end())
            return {};
        for (const auto& text : given->second) {
            const auto equals = text.find('=');
            if (equals == std::string::npos || equals == 0)
                return failure(ErrorCode::InvalidInput,
                               fmt::format("--{} is written name=value", option));
            const std::string name = text.substr(0, equals);
            if (backend::config::isSecret(name) && !backend::config::secretReference(name))
                return failure(ErrorCode::InvalidInput,
                               fmt::format("--{0} {1}: a secret on the command line is seen by "
                                           "others; name its place with {1}File=PATH or "
                                           "{1}Command=COMMAND",
                                           option, core::escapedForDisplay(name, 100)));
            values[name] = text.substr(equals + 1);
        }
        return {};
    }

    Result<void> takeOptions(const Parsed& parsed, ClusterEntry& entry) {
        if (parsed.has("from")) {
            if (auto taken = import(parsed.option("from"), entry); !taken)
                return taken;
        }
        if (parsed.has("servers")) {
            entry.servers.clear();
            for (const std::string text = parsed.option("servers");
                 const auto part : core::split(text, ','))
                entry.servers.emplace_back(core::trimmed(part));
        }
        for (const auto& [option, member] : {std::pair{"tag", &ClusterEntry::tag},
                                             {"colour", &ClusterEntry::colour},
                                             {"read-only", &ClusterEntry::readOnly},
                                             {"collect", &ClusterEntry::collect}}) {
            if (parsed.has(option))
                entry.*member = parsed.option(option);
        }
        if (auto taken = put(parsed, "property", entry.properties); !taken)
            return taken;
        return put(parsed, "map", entry.brokerMap);
    }

    /// Checks the whole configuration with the new file before it takes the old one's place.
    Result<void> save(const std::string& yaml) const {
        if (auto written = core::replaceFile(m_trial, yaml); !written)
            return written;
        auto sources = m_context.sources;
        sources.file = m_trial;
        const auto settings = backend::config::Settings::resolve(sources);
        const auto config = settings ? backend::config::makeConfig(*settings)
                                     : Result<backend::config::Config>(settings.error());
        std::error_code ignored;
        fs::remove(m_trial, ignored);
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

    /// With something in place of each secret: nothing is read or run for a check.
    static backend::kafka::ClientConfig trialClient(const backend::config::ClusterConfig& cluster) {
        auto client = watchedClientWithoutSecrets(cluster);
        for (const auto& [property, source] : cluster.secrets) {
            if (!property.ends_with(".pem"))
                client.properties.emplace_back(property, "x");
        }
        return client;
    }

    [[nodiscard]] core::Error wouldNotHold(std::string why) const {
        for (auto at = why.find(m_trial); at != std::string::npos; at = why.find(m_trial))
            why.replace(at, m_trial.size(), m_file);
        return failure(ErrorCode::InvalidInput,
                       "nothing is changed, because the configuration would not hold: " + why);
    }

    /// Where secrets and converted stores of this cluster lie.
    [[nodiscard]] fs::path folder() const {
        return fs::path(m_file).parent_path() / "clusters" / m_name;
    }
    void forget() const {
        std::error_code ignored;
        fs::remove_all(folder(), ignored);
    }

private:
    Result<void> import(const std::string& file, ClusterEntry& entry) {
        const auto text = contentOf(file);
        if (!text)
            return text.error();
        auto found = backend::config::importJavaClient(*text);
        if (!found)
            return failure(
                found.error().code,
                fmt::format("{}: {}", core::escapedForDisplay(file, 300), found.error().message));
        entry.servers = found->servers;
        for (auto& [name, value] : found->properties)
            entry.properties[name] = std::move(value);
        for (const auto& [name, secret] : found->secrets) {
            if (auto kept = keep(name, secret, entry); !kept)
                return kept;
        }
        for (const auto& store : found->stores) {
            if (auto kept = convert(store, entry); !kept)
                return kept;
        }
        for (const auto& name : found->ignored)
            std::fprintf(stderr, "vigia: %s says nothing to Vigia and is left out\n",
                         core::escapedForDisplay(name, 100).c_str());
        return {};
    }

    Result<void> keep(const std::string& property, const std::string& secret,
                      ClusterEntry& entry) const {
        const std::string file = (folder() / property).string();
        if (auto written = core::replaceFile(file, secret + "\n"); !written)
            return written;
        entry.properties[property + "File"] = file;
        return {};
    }

    Result<void> convert(const backend::config::JavaStore& store, ClusterEntry& entry) const {
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
        return keep("ssl.keystore.password", store.password, entry);
    }

    const Context& m_context;
    const std::string m_name;
    const std::string m_file;
    const std::string m_trial = m_file + ".check"; ///< lies there while the result is checked
};

int finish(const Result<void>& saved, const std::string& sentence) {
    if (!saved)
        return reportError(saved.error());
    std::puts(sentence.c_str());
    return kOk;
}

int writeCluster(const Context& context, const Parsed& parsed, bool isNew) {
    const std::string name = parsed.argument("name");
    if (auto checked = checkName(name); !checked)
        return reportError(checked.error());
    ClusterEdit edit(context, name);
    const auto yaml = edit.yaml();
    if (!yaml)
        return reportError(yaml.error());
    const auto known = backend::config::clusterInFile(*yaml, name);
    if (isNew && known)
        return reportError(failure(ErrorCode::InvalidInput,
                                   fmt::format("there is a cluster {0} already; change it with "
                                               "`vigia cluster edit {0}`",
                                               name)));
    if (!isNew && !known)
        return reportError(failure(ErrorCode::InvalidInput, known.error().message));
    ClusterEntry entry = known.value_or(ClusterEntry{});
    entry.name = name;
    auto done = edit.takeOptions(parsed, entry);
    if (done && entry.servers.empty())
        done = failure(ErrorCode::InvalidInput,
                       "name the cluster's servers with --servers, or take them --from a Java "
                       "client's properties");
    if (done) {
        const auto text = backend::config::withCluster(*yaml, entry);
        done = text ? edit.save(*text) : Result<void>(text.error());
    }
    if (!done && isNew)
        edit.forget();
    return finish(done, fmt::format("{} is {}. `vigia cluster test {}` tries the connection.", name,
                                    isNew ? "added" : "changed", name));
}

int addCluster(const Context& context, const Parsed& parsed) {
    return writeCluster(context, parsed, true);
}

int editCluster(const Context& context, const Parsed& parsed) {
    return writeCluster(context, parsed, false);
}

int removeCluster(const Context& context, const Parsed& parsed) {
    const std::string name = parsed.argument("name");
    ClusterEdit edit(context, name);
    const auto yaml = edit.yaml();
    if (!yaml)
        return reportError(yaml.error());
    const auto text = backend::config::withoutCluster(*yaml, name);
    if (!text)
        return reportError(failure(ErrorCode::InvalidInput, text.error().message));
    const auto saved = edit.save(*text);
    if (saved)
        edit.forget();
    return finish(saved, name + " is no longer watched. The cluster itself is as it was.");
}

std::vector<OptionSpec> editOptions() {
    return {
        {"--servers", "LIST", "host:port,host:port", false},
        {"--from", "FILE",
         "a Java client's properties: JAAS line, PEM, PKCS12 and JKS are understood", false},
        {"--tag", "TAG", "dev, test or prod; prod is read-only", false},
        {"--colour", "COLOUR", "#RRGGBB of its stripe", false},
        {"--read-only", "BOOLEAN", "true or false; default: true for prod", false},
        {"--collect", "WHEN", "open or always", false},
        {"--property", "NAME=VALUE", "any librdkafka property; of a secret its File or Command",
         true},
        {"--map", "ADVERTISED=REACHABLE", "host:port to go to instead, for tunnels", true},
    };
}

} // namespace

std::vector<Command> clusterEditCommands() {
    const std::vector<ArgumentSpec> name{{"name", "its name: a-z, A-Z, 0-9, - and _", true}};
    return {
        {"cluster add", "Add a cluster to watch to the configuration file",
         "cluster add orders --from client.properties --tag prod", name, editOptions(), addCluster,
         Changes::Configuration},
        {"cluster edit", "Change what is given, keep the rest",
         "cluster edit orders --servers kafka-1:9093", name, editOptions(), editCluster,
         Changes::Configuration},
        {"cluster remove",
         "Take a cluster out of the configuration file, with its kept secrets",
         "cluster remove orders",
         name,
         {},
         removeCluster,
         Changes::Configuration},
    };
}

} // namespace vigia::app
