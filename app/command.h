#pragma once

#include "backend/config/config.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::app {

/// The exit codes of every face and command (platform.md 1, README "Commands").
enum ExitCode : int {
    kOk = 0,
    kFailed = 1,
    kWrongUse = 2,
    kCouldNotAsk = 3,
    kLeftBehind = 3, ///< of a daemon: something acknowledged was left behind
    kRefused = 4,
    kDegraded = 10,
    kDown = 11
};

struct OptionSpec {
    std::string name;        ///< `--name`
    std::string placeholder; ///< empty: a flag without value
    std::string help;
    bool repeatable = false;
};

struct ArgumentSpec {
    std::string name;
    std::string help;
    bool required = true;
};

/// What the user wrote, after the command line was checked.
class Parsed {
public:
    std::map<std::string, std::vector<std::string>> options; ///< name without dashes
    std::map<std::string, std::string> arguments;

    [[nodiscard]] bool has(const std::string& option) const { return options.contains(option); }
    [[nodiscard]] std::string option(const std::string& name,
                                     const std::string& otherwise = "") const;
    [[nodiscard]] std::string argument(const std::string& name) const;
    [[nodiscard]] bool json() const { return has("json"); }
};

/// What a command may use. The configuration is loaded before the command runs.
struct Context {
    std::string program; ///< path of this executable, for starting the guard and workers
    backend::config::SettingSources sources; ///< to read the configuration again
    backend::config::Settings settings;
    backend::config::Config config;
    bool outputIsTerminal = false;
    /// What undoing needs: a command that changes something may leave it here for the audit file.
    std::shared_ptr<std::string> before = std::make_shared<std::string>();
};

/// What a command changes: nothing, the platform (always, or only with `--yes`), or this user's own
/// configuration or load runs. All but the first are written into the audit file; a locked platform
/// refuses the two in the middle.
enum class Changes { Never, Always, WithYes, Configuration };

/// One command of the program; `path` is what the user types (`stock reserve`).
struct Command {
    std::string path;
    std::string summary;
    std::string example;
    std::vector<ArgumentSpec> arguments;
    std::vector<OptionSpec> options;
    std::function<int(const Context&, const Parsed&)> run;
    Changes changes = Changes::Never;
};

/// What the commands that begin with `word` (`stack`, `topics` …) are about; empty for no group.
std::string groupSummary(std::string_view word);

/// How the program was started, when it was not a command.
struct FaceRequest {
    bool daemon = false;
    bool inProcess = false;
    std::string face;     ///< desktop, status, daemon or empty
    std::string roles;    ///< comma separated; empty: all
    bool worker = false;  ///< started and supervised by the guard
    std::string cluster;  ///< what the desktop opens; empty: as last time, or it asks
    std::string instance; ///< of a worker or daemon; empty: made from the roles
};

/// The result of reading the command line: a command, a face, or an exit code with its text already
/// printed.
struct CommandLine {
    const Command* command = nullptr;
    Parsed parsed;
    FaceRequest face;
    std::string configFile;
    std::vector<std::string> assignments;
    std::optional<int> exitCode;
};

/// Reads the command line against the table. Help goes to standard output; wrong use to standard
/// error, naming the nearest valid word, with exit code 2.
CommandLine readCommandLine(int argc, char** argv, const std::vector<Command>& commands);

} // namespace vigia::app
