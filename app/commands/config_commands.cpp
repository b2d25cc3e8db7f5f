#include "app/commands/commands.h"

#include "core/base/json_writer.h"

#include <cstdio>

namespace vigia::app {
namespace {

int printConfig(const Context& context, const Parsed& parsed) {
    const auto text = parsed.json() ? backend::config::printSettingsJson(context.settings) + "\n"
                                    : backend::config::printSettings(context.settings);
    std::fputs(text.c_str(), stdout);
    return kOk;
}

/// The configuration was loaded and checked before a command runs: to be here means that it is
/// sound.
int checkConfig(const Context&, const Parsed& parsed) {
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
