#include "app/cluster_drafts.h"
#include "app/commands/commands.h"
#include "app/typed_secret.h"
#include "backend/config/keyring.h"
#include "backend/config/schema.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <cstdio>

namespace vigia::app {
namespace {

using backend::config::ClusterEntry;
using core::ErrorCode;
using core::failure;
using core::Result;

/// `name=value` of `--property` and `--map`.
Result<void> put(const Parsed& parsed, const char* option,
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
        const bool placed = backend::config::secretReference(name).has_value() ||
                            !variableOf(text.substr(equals + 1)).empty();
        if (backend::config::isSecret(name) && !placed)
            return failure(ErrorCode::InvalidInput,
                           fmt::format("--{0} {1}: a secret on the command line is seen by "
                                       "others; name its place with {1}File=PATH, "
                                       "{1}Command=COMMAND or '{1}=${{VARIABLE}}'",
                                       option, core::escapedForDisplay(name, 100)));
        const auto reference = backend::config::secretReference(name);
        dropSecret(values, reference ? reference->property : name);
        values[name] = text.substr(equals + 1);
    }
    return {};
}

/// `--keyring sasl.password`: what stands on standard input goes into the desktop's keyring.
Result<void> keepInKeyring(const ClusterEdit& edit, const Parsed& parsed, ClusterEntry& entry) {
    const auto given = parsed.options.find("keyring");
    if (given == parsed.options.end())
        return {};
    if (const auto problem = backend::config::keyringProblem(); !problem.empty())
        return failure(ErrorCode::Unreachable, problem);
    for (const auto& property : given->second) {
        if (!backend::config::isSecret(property) || backend::config::secretReference(property))
            return failure(ErrorCode::InvalidInput,
                           fmt::format("--keyring {}: this is the name of no secret; "
                                       "sasl.password is one",
                                       core::escapedForDisplay(property, 100)));
        const auto secret = typedSecret(property);
        if (!secret)
            return secret.error();
        using core::ops::SecretPlace;
        if (auto put = putSecret(edit, {property, SecretPlace::Keyring, *secret}, entry); !put)
            return put;
    }
    return {};
}

Result<void> takeOptions(const ClusterEdit& edit, const Parsed& parsed, ClusterEntry& entry) {
    if (parsed.has("from")) {
        std::vector<std::string> remarks;
        const auto taken = edit.takeJavaClient(parsed.option("from"), entry, remarks);
        for (const auto& remark : remarks)
            std::fprintf(stderr, "vigia: %s\n", remark.c_str());
        if (!taken)
            return taken;
    }
    if (parsed.has("servers"))
        entry.servers = serversIn(parsed.option("servers"));
    for (const auto& [option, member] : {std::pair{"tag", &ClusterEntry::tag},
                                         {"colour", &ClusterEntry::colour},
                                         {"read-only", &ClusterEntry::readOnly},
                                         {"collect", &ClusterEntry::collect}}) {
        if (parsed.has(option))
            entry.*member = parsed.option(option);
    }
    if (auto taken = put(parsed, "property", entry.properties); !taken)
        return taken;
    if (auto taken = put(parsed, "map", entry.brokerMap); !taken)
        return taken;
    return keepInKeyring(edit, parsed, entry);
}

int writeCluster(const Context& context, const Parsed& parsed, bool isNew) {
    const std::string name = parsed.argument("name");
    if (auto checked = ClusterEdit::checkName(name); !checked)
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
    auto done = takeOptions(edit, parsed, entry);
    if (done && entry.servers.empty())
        done = failure(ErrorCode::InvalidInput,
                       "name the cluster's servers with --servers, or take them --from a Java "
                       "client's properties");
    if (done) {
        const auto text = backend::config::withCluster(*yaml, entry);
        done = text ? edit.save(*text) : Result<void>(text.error());
    }
    if (!done && isNew) {
        edit.forget();
        backend::config::forgetInKeyring(name);
    }
    if (!done)
        return reportError(done.error());
    if (known)
        forgetLeftOver(edit, *known, entry);
    std::printf("%s is %s. `vigia cluster test %s` tries the connection.\n", name.c_str(),
                isNew ? "added" : "changed", name.c_str());
    return kOk;
}

int addCluster(const Context& context, const Parsed& parsed) {
    return writeCluster(context, parsed, true);
}

int editCluster(const Context& context, const Parsed& parsed) {
    return writeCluster(context, parsed, false);
}

int dropCluster(const Context& context, const Parsed& parsed) {
    const auto removed = removeCluster(context, parsed.argument("name"));
    if (!removed && removed.error().code == ErrorCode::NotFound)
        return reportError(failure(ErrorCode::InvalidInput, removed.error().message));
    if (!removed)
        return reportError(removed.error());
    std::puts(removed->c_str());
    return kOk;
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
        {"--keyring", "NAME",
         "a secret, such as sasl.password, that is read from standard input and kept in the "
         "desktop's keyring",
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
         dropCluster,
         Changes::Configuration},
    };
}

} // namespace vigia::app
