#include "app/cluster_drafts.h"

#include "backend/config/keyring.h"
#include "backend/config/schema.h"
#include "backend/config/secret_source.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace vigia::app {
namespace {

using backend::config::ClusterEntry;
using backend::config::SecretSource;
using core::ErrorCode;
using core::failure;
using core::Result;
using core::ops::ClusterDraft;
using core::ops::ClusterSecret;
using core::ops::SecretPlace;

/// A secret as the file writes it; nothing for a property that is none.
std::optional<ClusterSecret> secretOf(const std::string& cluster, const std::string& name,
                                      const std::string& value) {
    if (const auto reference = backend::config::secretReference(name)) {
        if (reference->kind == SecretSource::Kind::File)
            return ClusterSecret{reference->property, SecretPlace::File, value};
        if (value == backend::config::keyringCommand(cluster, reference->property))
            return ClusterSecret{reference->property, SecretPlace::Keyring, {}};
        return ClusterSecret{reference->property, SecretPlace::Command, value};
    }
    if (!backend::config::isSecret(name))
        return std::nullopt;
    return ClusterSecret{name, SecretPlace::Environment, variableOf(value)};
}

Result<ClusterEntry> entryOf(const ClusterEdit& edit, const ClusterDraft& draft,
                             const ClusterEntry& known) {
    ClusterEntry entry;
    entry.name = draft.name;
    entry.readOnly = known.readOnly;
    if (!draft.importFile.empty()) {
        std::vector<std::string> remarks;
        if (auto taken = edit.takeJavaClient(draft.importFile, entry, remarks); !taken)
            return taken.error();
    }
    entry.servers = serversIn(draft.servers);
    if (entry.servers.empty())
        return failure(ErrorCode::InvalidInput, "name at least one server, such as kafka-1:9092");
    entry.tag = draft.tag;
    entry.colour = draft.colour;
    entry.collect = draft.collect;
    entry.brokerMap = draft.brokerMap;
    for (const auto& [name, value] : draft.properties) {
        if (backend::config::isSecret(name) && !backend::config::secretReference(name))
            return failure(ErrorCode::InvalidInput, core::escapedForDisplay(name, 100) +
                                                        " is a secret; choose where it comes from");
        entry.properties[name] = value;
    }
    for (const auto& secret : draft.secrets) {
        if (auto put = putSecret(edit, secret, entry); !put)
            return put.error();
    }
    return entry;
}

Result<std::string> secretText(const ClusterSecret& secret, const std::string& cluster) {
    switch (secret.place) {
    case SecretPlace::OwnFile:
        return secret.text;
    case SecretPlace::File:
        return backend::config::readSecret({SecretSource::Kind::File, secret.text});
    case SecretPlace::Command:
        return backend::config::readSecret({SecretSource::Kind::Command, secret.text});
    case SecretPlace::Keyring:
        if (!secret.text.empty())
            return secret.text;
        return backend::config::readSecret(
            {SecretSource::Kind::Command,
             backend::config::keyringCommand(cluster, secret.property)});
    case SecretPlace::Environment:
        if (const char* value = std::getenv(secret.text.c_str()); value != nullptr)
            return std::string(value);
        return failure(ErrorCode::InvalidInput,
                       fmt::format("the environment has no {}; set it before Vigia starts",
                                   core::escapedForDisplay(secret.text, 100)));
    case SecretPlace::Imported:
        break;
    }
    return std::string();
}

/// Properties of a Java client's file, its secrets among them.
Result<void> putImported(const ClusterEdit& edit, const ClusterDraft& draft,
                         std::map<std::string, std::string>& properties) {
    ClusterEntry entry;
    std::vector<std::string> remarks;
    if (auto taken = edit.takeJavaClient(draft.importFile, entry, remarks); !taken)
        return taken;
    for (const auto& [name, value] : entry.properties) {
        const auto reference = backend::config::secretReference(name);
        if (!reference) {
            properties[name] = value;
            continue;
        }
        auto secret = backend::config::readSecret({reference->kind, value});
        if (!secret)
            return secret.error();
        properties[reference->property] = std::move(*secret);
    }
    return {};
}

} // namespace

std::string variableOf(const std::string& value) {
    if (!value.starts_with("${") || !value.ends_with('}'))
        return {};
    const std::string name = value.substr(2, value.size() - 3);
    const bool is = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
                    std::all_of(name.begin(), name.end(),
                                [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
    return is ? name : std::string();
}

void dropSecret(std::map<std::string, std::string>& properties, const std::string& property) {
    for (const char* suffix : {"", "File", "Command"})
        properties.erase(property + suffix);
}

Result<void> putSecret(const ClusterEdit& edit, const ClusterSecret& secret, ClusterEntry& entry) {
    if (secret.place == SecretPlace::Imported)
        return {}; // it came with the file
    dropSecret(entry.properties, secret.property);
    switch (secret.place) {
    case SecretPlace::File:
        entry.properties[secret.property + "File"] = secret.text;
        break;
    case SecretPlace::Command:
        entry.properties[secret.property + "Command"] = secret.text;
        break;
    case SecretPlace::Environment:
        entry.properties[secret.property] = "${" + secret.text + "}";
        break;
    case SecretPlace::OwnFile:
        return edit.keepSecret(secret.property, secret.text, entry);
    case SecretPlace::Keyring:
        entry.properties[secret.property + "Command"] =
            backend::config::keyringCommand(entry.name, secret.property);
        if (!secret.text.empty())
            return backend::config::storeInKeyring(entry.name, secret.property, secret.text);
        break;
    case SecretPlace::Imported:
        break;
    }
    return {};
}

void forgetLeftOver(const ClusterEdit& edit, const ClusterEntry& before, const ClusterEntry& now) {
    for (const auto& [name, value] : before.properties) {
        const auto reference = backend::config::secretReference(name);
        const auto kept = now.properties.find(name);
        if (!reference || (kept != now.properties.end() && kept->second == value))
            continue;
        if (value == backend::config::keyringCommand(before.name, reference->property))
            backend::config::forgetInKeyring(before.name, reference->property);
        std::error_code ignored;
        if (reference->kind == SecretSource::Kind::File &&
            std::filesystem::path(value).parent_path() == edit.folder())
            std::filesystem::remove(value, ignored);
    }
}

Result<ClusterDraft> draftOf(const Context& context, const std::string& name) {
    const ClusterEdit edit(context, name);
    const auto yaml = edit.yaml();
    if (!yaml)
        return yaml.error();
    const auto entry = backend::config::clusterInFile(*yaml, name);
    if (!entry)
        return entry.error();
    ClusterDraft draft;
    draft.name = name;
    draft.servers = fmt::format("{}", fmt::join(entry->servers, ","));
    draft.tag = entry->tag.empty() ? "dev" : entry->tag;
    draft.colour = entry->colour;
    draft.collect = entry->collect;
    draft.brokerMap = entry->brokerMap;
    for (const auto& [property, value] : entry->properties) {
        if (auto secret = secretOf(name, property, value))
            draft.secrets.push_back(std::move(*secret));
        else
            draft.properties[property] = value;
    }
    return draft;
}

Result<ClusterDraft> draftFromJava(const Context&, const std::string& file) {
    const auto found = importedClient(file);
    if (!found)
        return found.error();
    ClusterDraft draft;
    draft.servers = fmt::format("{}", fmt::join(found->servers, ","));
    draft.properties = found->properties;
    draft.importFile = file;
    for (const auto& [property, secret] : found->secrets)
        draft.secrets.push_back({property, SecretPlace::Imported, {}});
    for (const auto& store : found->stores)
        draft.remarks.push_back(fmt::format("{} ({}) is converted when the cluster is saved",
                                            core::escapedForDisplay(store.file, 200), store.type));
    for (auto& remark : leftOut(*found))
        draft.remarks.push_back(std::move(remark));
    return draft;
}

Result<std::string> saveDraft(const Context& context, const ClusterDraft& draft, bool isNew) {
    if (auto checked = ClusterEdit::checkName(draft.name); !checked)
        return checked.error();
    const ClusterEdit edit(context, draft.name);
    const auto yaml = edit.yaml();
    if (!yaml)
        return yaml.error();
    const auto known = backend::config::clusterInFile(*yaml, draft.name);
    if (isNew && known)
        return failure(ErrorCode::Conflict,
                       fmt::format("there is a cluster {} already; take another name", draft.name));
    auto entry = entryOf(edit, draft, known.value_or(ClusterEntry{}));
    const auto text =
        entry ? backend::config::withCluster(*yaml, *entry) : Result<std::string>(entry.error());
    const auto saved = text ? edit.save(*text) : Result<void>(text.error());
    if (!saved && isNew) {
        edit.forget();
        backend::config::forgetInKeyring(draft.name);
    }
    if (!saved)
        return saved.error();
    if (known)
        forgetLeftOver(edit, *known, *entry);
    return fmt::format("{} is {}", draft.name, isNew ? "added" : "changed");
}

Result<std::string> removeCluster(const Context& context, const std::string& name) {
    const ClusterEdit edit(context, name);
    const auto yaml = edit.yaml();
    if (!yaml)
        return yaml.error();
    const auto text = backend::config::withoutCluster(*yaml, name);
    if (!text)
        return text.error();
    if (const auto saved = edit.save(*text); !saved)
        return saved.error();
    edit.forget();
    backend::config::forgetInKeyring(name);
    return name + " is no longer watched. The cluster itself is as it was.";
}

Result<backend::kafka::ClientConfig> clientOf(const Context& context, const ClusterDraft& draft,
                                              const std::filesystem::path& folder) {
    std::map<std::string, std::string> properties;
    ClusterEdit edit(context, draft.name);
    edit.setFolder(folder);
    if (!draft.importFile.empty()) {
        if (auto put = putImported(edit, draft, properties); !put)
            return put.error();
    }
    for (const auto& [name, value] : draft.properties)
        properties[name] = value;
    for (const auto& secret : draft.secrets) {
        if (secret.place == SecretPlace::Imported)
            continue;
        auto text = secretText(secret, draft.name);
        if (!text)
            return failure(text.error().code, secret.property + ": " + text.error().message);
        properties[secret.property] = std::move(*text);
    }
    backend::kafka::ClientConfig client;
    client.servers = fmt::format("{}", fmt::join(serversIn(draft.servers), ","));
    client.clientId = "vigia-doctor";
    client.properties.assign(properties.begin(), properties.end());
    client.brokerMap = draft.brokerMap;
    client.where = "";
    return client;
}

} // namespace vigia::app
