#include "app/command.h"

#include "core/base/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>

#include <fmt/format.h>

namespace vigia::app {
namespace {

/// The CLI11 application with the places its options write to.
struct Reader {
    CLI::App app{"Vigia: operations console for Kafka-based platforms"};
    CommandLine result;
    bool version = false;
    std::vector<std::pair<CLI::App*, const Command*>> leaves;
    std::map<const Command*, std::shared_ptr<Parsed>> parsed;
};

std::string footerOf(const Command& command) {
    return "\nExample:\n  vigia " + command.example;
}

void addOptions(CLI::App& leaf, const Command& command, const std::shared_ptr<Parsed>& parsed) {
    for (const auto& spec : command.options) {
        const auto key = spec.name.substr(2);
        if (spec.placeholder.empty()) {
            leaf.add_flag_callback(
                spec.name, [parsed, key] { parsed->options[key] = {}; }, spec.help);
            continue;
        }
        auto* option = leaf.add_option_function<std::vector<std::string>>(
            spec.name,
            [parsed, key](const std::vector<std::string>& values) {
                parsed->options[key] = values;
            },
            spec.help);
        option->type_name(spec.placeholder);
        option->expected(1, spec.repeatable ? 1000 : 1);
        if (!spec.repeatable)
            option->take_last();
    }
    leaf.add_flag_callback(
        "--json", [parsed] { parsed->options["json"] = {}; }, "print JSON");
}

void addArguments(CLI::App& leaf, const Command& command, const std::shared_ptr<Parsed>& parsed) {
    for (const auto& spec : command.arguments) {
        auto* option = leaf.add_option_function<std::string>(
            spec.name,
            [parsed, name = spec.name](const std::string& value) {
                parsed->arguments[name] = value;
            },
            spec.help);
        option->required(spec.required);
        option->type_name("");
    }
}

/// The subcommand of `parent` named `name`, made on first use.
CLI::App& child(CLI::App& parent, const std::string& name) {
    for (auto* existing :
         parent.get_subcommands([&](CLI::App* app) { return app->get_name() == name; }))
        return *existing;
    auto* made = parent.add_subcommand(name, groupSummary(name));
    made->require_subcommand(0, 1);
    made->footer("");
    return *made;
}

void addCommand(Reader& reader, const Command& command) {
    CLI::App* at = &reader.app;
    for (const auto part : core::split(command.path, ' '))
        at = &child(*at, std::string(part));
    at->description(command.summary);
    at->footer(footerOf(command));
    const auto parsed = std::make_shared<Parsed>();
    addOptions(*at, command, parsed);
    addArguments(*at, command, parsed);
    reader.parsed[&command] = parsed;
    reader.leaves.emplace_back(at, &command);
}

void addGlobals(Reader& reader) {
    auto& app = reader.app;
    auto& face = reader.result.face;
    app.fallthrough();
    app.add_option("--config", reader.result.configFile, "configuration file")->type_name("FILE");
    app.add_option("--set", reader.result.assignments,
                   "set a configuration key, such as stock.lowThreshold=5")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->take_all();
    app.add_flag("--daemon", face.daemon, "serve without a face");
    app.add_option("--roles", face.roles,
                   fmt::format("roles of the daemon, comma separated: {}",
                               fmt::join(backend::config::knownRoles(), ", ")))
        ->check([](const std::string& roles) {
            const bool none = roles.find_first_not_of(", ") == std::string::npos;
            return none ? "name at least one role, or leave --roles out for all of them" : "";
        })
        ->type_name("ROLES");
    app.add_option("--face", face.face, "force a face")
        ->check(CLI::IsMember({"desktop", "status", "daemon"}))
        ->type_name("FACE");
    app.add_option("--cluster", face.cluster,
                   "what the desktop opens: local, which starts it, or one of the configuration")
        ->type_name("NAME")
        ->take_last();
    app.add_flag("--worker", face.worker, "")->group("");
    app.add_option("--instance", face.instance, "")->group("");
    app.add_flag("--in-process", face.inProcess, "run the services inside the console's process");
    app.add_flag("--version", reader.version, "print the version");
    app.footer("\nWithout a command the desktop opens, or the daemon starts where there is no "
               "display.\nExample:\n  vigia status --json");
}

std::vector<std::string> wordsAt(const CLI::App& app) {
    std::vector<std::string> words;
    for (const auto* sub : app.get_subcommands(nullptr))
        words.push_back(sub->get_name());
    for (const auto* option : app.get_options()) {
        if (!option->get_lnames().empty())
            words.push_back("--" + option->get_lnames().front());
    }
    return words;
}

/// The deepest command that the words on the command line name.
const CLI::App* reached(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty())
        at = at->get_subcommands().front();
    return at;
}

/// `vigia config`, the words before the last one of `leaf`.
std::string wordsBefore(const CLI::App& leaf) {
    std::string words;
    for (const auto* at = leaf.get_parent(); at != nullptr; at = at->get_parent())
        words = at->get_name() + (words.empty() ? "" : " " + words);
    return words;
}

int explain(const Reader& reader, const CLI::ParseError& error, int argc, char** argv) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        const auto* leaf = reached(reader.app);
        std::fputs(leaf->help(wordsBefore(*leaf)).c_str(), stdout);
        return kOk;
    }
    std::fprintf(stderr, "vigia: %s\n", core::escapedForDisplay(error.what(), 500).c_str());
    const auto known = wordsAt(*reached(reader.app));
    const std::set<std::string> good(known.begin(), known.end());
    for (int i = 1; i < argc; ++i) {
        const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
        if (good.contains(word) || std::string(error.what()).find(argv[i]) == std::string::npos)
            continue;
        if (const auto near = core::nearestWord(word, known))
            std::fprintf(stderr, "did you mean %s?\n", near->c_str());
    }
    std::fputs("`vigia --help` lists the commands, `vigia COMMAND --help` its options.\n", stderr);
    return kWrongUse;
}

/// A face was asked for beside a command: only one of them can be meant.
const char* faceOption(const FaceRequest& face) {
    return face.daemon           ? "--daemon"
           : face.inProcess      ? "--in-process"
           : face.worker         ? "--worker"
           : !face.face.empty()  ? "--face"
           : !face.roles.empty() ? "--roles"
                                 : nullptr;
}

void chooseCommand(Reader& reader) {
    const auto* leaf = reached(reader.app);
    if (const char* option = faceOption(reader.result.face);
        option != nullptr && leaf != &reader.app) {
        std::fprintf(stderr, "vigia: %s starts a face and %s is a command; leave one of them out\n",
                     option, leaf->get_name().c_str());
        reader.result.exitCode = kWrongUse;
        return;
    }
    for (const auto& [app, command] : reader.leaves) {
        if (app != leaf)
            continue;
        reader.result.command = command;
        reader.result.parsed = *reader.parsed[command];
        // Written before the command, `--cluster` means the same.
        const bool takes = std::any_of(command->options.begin(), command->options.end(),
                                       [](const auto& spec) { return spec.name == "--cluster"; });
        if (takes && !reader.result.face.cluster.empty())
            reader.result.parsed.options.try_emplace(
                "cluster", std::vector<std::string>{reader.result.face.cluster});
        return;
    }
    if (leaf != &reader.app) {
        std::fputs(leaf->help(wordsBefore(*leaf)).c_str(), stderr);
        reader.result.exitCode = kWrongUse;
    }
}

} // namespace

std::string groupSummary(std::string_view word) {
    static constexpr std::pair<std::string_view, std::string_view> kGroups[] = {
        {"cluster", "Clusters to watch, and what a connection to one comes to"},
        {"config", "The configuration: what holds, and from where"},
        {"groups", "Consumer groups: members, lag, verdict"},
        {"load", "Load tests with the latencies that users would have felt"},
        {"report", "Reports for people: HTML, PDF, Markdown, CSV, JSON, JUnit"},
        {"offsets", "Offsets that the platform's own groups keep in PostgreSQL"},
        {"outbox", "Events that wait for Kafka, and those set aside"},
        {"stack", "The local platform: brokers, PostgreSQL and services"},
        {"stock", "Stocks and reservations, by the REST API"},
        {"topics", "Topics: partitions, replicas, configuration"},
    };
    for (const auto& [name, summary] : kGroups) {
        if (name == word)
            return std::string(summary);
    }
    return {};
}

std::string Parsed::option(const std::string& name, const std::string& otherwise) const {
    const auto found = options.find(name);
    return found == options.end() || found->second.empty() ? otherwise : found->second.front();
}

std::string Parsed::argument(const std::string& name) const {
    const auto found = arguments.find(name);
    return found == arguments.end() ? std::string() : found->second;
}

CommandLine readCommandLine(int argc, char** argv, const std::vector<Command>& commands) {
    Reader reader;
    reader.app.name("vigia");
    addGlobals(reader);
    for (const auto& command : commands)
        addCommand(reader, command);
    try {
        reader.app.parse(argc, argv);
        if (reader.version) {
            std::puts("vigia " VIGIA_VERSION);
            reader.result.exitCode = kOk;
        } else {
            chooseCommand(reader);
        }
    } catch (const CLI::ParseError& error) {
        reader.result.exitCode = explain(reader, error, argc, argv);
    }
    return std::move(reader.result);
}

} // namespace vigia::app
