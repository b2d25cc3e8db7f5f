#include "app/run.h"

#include "app/command_audit.h"
#include "app/commands/commands.h"
#include "app/daemon_face.h"
#include "app/platform_access.h"
#include "backend/stack/guard.h"

#include <cstdio>
#include <filesystem>

#include <unistd.h>

extern char** environ;

namespace vigia::app {
namespace {

using core::Result;

std::map<std::string, std::string> environmentMap() {
    std::map<std::string, std::string> all;
    for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
        const std::string entry(*at);
        const auto equals = entry.find('=');
        if (equals != std::string::npos)
            all[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    return all;
}

std::string defaultConfigFile(const std::map<std::string, std::string>& environment) {
    const auto valueOf = [&](const char* name) {
        const auto found = environment.find(name);
        return found == environment.end() ? std::string() : found->second;
    };
    if (const auto folder = valueOf("XDG_CONFIG_HOME"); !folder.empty())
        return folder + "/vigia/vigia.yaml";
    const auto home = valueOf("HOME");
    return home.empty() ? std::string() : home + "/.config/vigia/vigia.yaml";
}

Result<Context> loadContext(const CommandLine& line) {
    const auto environment = environmentMap();
    backend::config::SettingSources sources{line.assignments, environment, line.configFile,
                                            !line.configFile.empty()};
    if (sources.file.empty())
        sources.file = defaultConfigFile(environment);
    auto settings = backend::config::Settings::resolve(sources);
    if (!settings)
        return settings.error();
    auto config = backend::config::makeConfig(*settings);
    if (!config)
        return config.error();
    Context context;
    std::error_code ignored;
    context.program = std::filesystem::read_symlink("/proc/self/exe", ignored).string();
    context.sources = std::move(sources);
    context.settings = std::move(*settings);
    context.config = std::move(*config);
    context.outputIsTerminal = isatty(STDOUT_FILENO) == 1;
    return context;
}

} // namespace

namespace {

/// `vigia --stack-guard …` is for our own processes: it has a line of its own and no configuration.
int runGuard(int argc, char** argv) {
    const auto options = backend::stack::readGuardArguments({argv + 1, argv + argc});
    return options ? backend::stack::runStackGuard(*options) : reportError(options.error());
}

/// `status --watch` without its own command line.
int runStatus(const Context& context) {
    Parsed watch;
    watch.options["watch"] = {};
    return statusCommands().front().run(context, watch);
}

core::Error wrongFace(const std::string& sentence) {
    return core::failure(core::ErrorCode::InvalidInput, sentence);
}

/// What can't be meant: a cluster that is not there, or one that nobody would show.
Result<void> checkFace(const Context& context, const FaceRequest& request, const GuiParts& gui) {
    if (request.face == "desktop" && gui.desktop == nullptr)
        return wrongFace("this program was built without the desktop; run the one with it (vigia), "
                         "or leave --face out to serve as a daemon");
    return request.cluster.empty() ? Result<void>() : checkCluster(context, request.cluster);
}

/// Without a window only the local platform is served.
int serveInstead(const Context& context, const FaceRequest& request) {
    if (!request.cluster.empty() && request.cluster != backend::config::kOwnCluster)
        return reportError(wrongFace("only the desktop opens a cluster; look at it with `vigia "
                                     "status --cluster " +
                                     request.cluster + "`"));
    return runDaemon(context, request);
}

int runFace(const Context& context, const FaceRequest& request, const GuiParts& gui, int argc,
            char** argv) {
    if (request.worker)
        return runWorker(context, request);
    if (const auto meant = checkFace(context, request, gui); !meant)
        return reportError(meant.error());
    if (request.daemon || request.face == "daemon" || gui.desktop == nullptr)
        return request.face == "status" ? runStatus(context) : serveInstead(context, request);
    if (request.face == "status")
        return runStatus(context);
    const auto problem = gui.displayProblem();
    if (problem.empty())
        return gui.desktop(context, request, argc, argv);
    if (request.face == "desktop")
        return reportError(
            core::failure(core::ErrorCode::Unreachable,
                          problem + ". Use --face daemon, or --face status in another terminal."));
    std::fprintf(stderr, "%s; serving as a daemon instead.\n", problem.c_str());
    return serveInstead(context, request);
}

} // namespace

int runVigia(int argc, char** argv, const GuiParts& gui) {
    if (argc > 1 && std::string_view(argv[1]) == "--stack-guard")
        return runGuard(argc, argv);
    auto commands = allCommands();
    commands.insert(commands.end(), gui.commands.begin(), gui.commands.end());
    const auto line = readCommandLine(argc, argv, commands);
    if (line.exitCode)
        return *line.exitCode;
    const auto context = loadContext(line);
    if (!context)
        return reportError(context.error());
    if (line.command != nullptr)
        return runCommand(*context, *line.command, line.parsed);
    return runFace(*context, line.face, gui, argc, argv);
}

} // namespace vigia::app
