#include "app/commands/commands.h"
#include "app/platform_access.h"
#include "backend/doctor/connection_doctor.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/ops/text_table.h"

#include <fmt/format.h>

#include <cstdio>

namespace vigia::app {
namespace {

using backend::config::ClusterConfig;

std::string serversOf(const ClusterConfig& cluster) {
    return fmt::format("{}", fmt::join(cluster.servers, ","));
}

std::string listJson(const std::vector<ClusterConfig>& clusters) {
    core::JsonWriter json;
    json.beginArray();
    for (const auto& cluster : clusters)
        json.beginObject()
            .member("name", cluster.name)
            .member("servers", serversOf(cluster))
            .member("tag", cluster.tag)
            .member("readOnly", cluster.readOnly)
            .endObject();
    return json.endArray().take() + "\n";
}

int listClusters(const Context& context, const Parsed& parsed) {
    const auto& clusters = context.config.clusters;
    if (parsed.json()) {
        std::fputs(listJson(clusters).c_str(), stdout);
        return kOk;
    }
    if (clusters.empty()) {
        std::puts("No cluster to watch is configured; the platform's own is called local. Name one "
                  "under `clusters:` in the configuration file.");
        return kOk;
    }
    core::ops::TextTable table({"Name", "Servers", "Tag", "Read-only"},
                               {false, false, false, false});
    for (const auto& cluster : clusters)
        table.add({core::escapedForDisplay(cluster.name, 100),
                   core::escapedForDisplay(serversOf(cluster), 300), cluster.tag,
                   cluster.readOnly ? "yes" : "no"});
    std::fputs(table.text().c_str(), stdout);
    return kOk;
}

int testCluster(const Context& context, const Parsed& parsed) {
    const std::string name =
        parsed.argument("name").empty() ? backend::config::kOwnCluster : parsed.argument("name");
    const auto client = clusterAccess(context, name);
    if (!client)
        return reportError(client.error());
    const auto report = backend::doctor::examineConnection(*client, {.cluster = name});
    const std::string text = parsed.json() ? core::ops::connectionJson(report) + "\n"
                                           : core::ops::connectionText(report);
    std::fputs(text.c_str(), stdout);
    return !report.connected() ? kCouldNotAsk : report.passed() ? kOk : kDegraded;
}

} // namespace

std::vector<Command> connectionCommands() {
    return {
        {"cluster list",
         "List the clusters of the configuration that are watched",
         "cluster list --json",
         {},
         {},
         listClusters},
        {"cluster test",
         "Take each step of a connection and say what it found; exit code 0 all well, 10 a right "
         "is missing, 3 no connection",
         "cluster test orders",
         {{"name", "a cluster of the configuration; default: the platform's own", false}},
         {},
         testCluster},
    };
}

} // namespace vigia::app
