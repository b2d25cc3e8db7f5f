#include "app/commands/commands.h"

#include "app/cluster_edit.h"
#include "app/platform_access.h"
#include "backend/kafka/client_config.h"
#include "core/base/json_writer.h"

#include <fmt/format.h>

#include <cstdio>

namespace vigia::app {
namespace {

int printConfig(const Context& context, const Parsed& parsed) {
    const auto text = parsed.json() ? backend::config::printSettingsJson(context.settings) + "\n"
                                    : backend::config::printSettings(context.settings);
    std::fputs(text.c_str(), stdout);
    return kOk;
}

core::Result<void> checkClients(const backend::config::Config& config) {
    if (!config.kafka.servers.empty()) {
        const auto own = clientConfig(fmt::format("{}", fmt::join(config.kafka.servers, ",")),
                                      config.kafka.properties);
        if (auto good = backend::kafka::checkClientConfig(own); !good)
            return good;
    }
    for (const auto& cluster : config.clusters) {
        if (cluster.name == backend::config::kOwnCluster)
            continue;
        if (auto good = backend::kafka::checkClientConfig(trialClient(cluster)); !good)
            return good;
    }
    return {};
}

/// Keys and values were checked before a command runs; what the clients of Kafka think of theirs is
/// left.
int checkConfig(const Context& context, const Parsed& parsed) {
    if (const auto good = checkClients(context.config); !good)
        return reportError(good.error());
    std::puts(parsed.json() ? R"({"valid":true})" : "The configuration is valid.");
    return kOk;
}

int printVersion(const Context&, const Parsed& parsed) {
    core::JsonWriter json;
    json.beginObject()
        .member("name", "vigia")
        .member("version", VIGIA_VERSION)
        .member("commit", VIGIA_COMMIT)
        .endObject();
    std::puts(parsed.json() ? json.text().c_str() : "vigia " VIGIA_VERSION " (" VIGIA_COMMIT ")");
    return kOk;
}

} // namespace

std::vector<Command> configCommands() {
    return {
        {"config print",
         "Show every configuration key with its value and source, secrets masked",
         "config print --set stock.lowThreshold=5",
         {},
         {},
         printConfig},
        {"config check",
         "Check the configuration without starting anything",
         "config check --config vigia.yaml",
         {},
         {},
         checkConfig},
        {"version", "Show version and commit", "version --json", {}, {}, printVersion},
    };
}

} // namespace vigia::app
