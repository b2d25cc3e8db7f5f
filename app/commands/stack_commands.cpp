#include "app/commands/commands.h"
#include "app/commands/whole_number.h"
#include "app/platform_access.h"
#include "app/stack_options.h"
#include "backend/stack/commands.h"

#include <cstdio>

#include <unistd.h>

namespace vigia::app {
namespace {

using backend::stack::CommandAnswer;

int print(const CommandAnswer& answer) {
    const bool good =
        answer.exitCode == kOk || answer.exitCode == kDegraded || answer.exitCode == kDown;
    std::fputs(((good ? "" : "vigia: ") + answer.text).c_str(), good ? stdout : stderr);
    return answer.exitCode;
}

int up(const Context& context, const Parsed& parsed) {
    const bool live = !parsed.json() && isatty(STDERR_FILENO) == 1;
    std::string last;
    const auto progress = [&](const core::ops::StartProgress& now) {
        const auto line = backend::stack::progressLine(now);
        if (!live || line == last)
            return;
        std::fprintf(stderr, "%s\n", line.c_str());
        last = line;
    };
    return print(backend::stack::stackUp(
        context.program, {stackOptions(context), true, passOf(parsed)}, parsed.json(), progress));
}

int down(const Context& context, const Parsed& parsed) {
    return print(backend::stack::stackDown(stackOptions(context), parsed.json(), passOf(parsed)));
}

int stackStatus(const Context& context, const Parsed& parsed) {
    return print(backend::stack::stackStatus(stackOptions(context), parsed.json()));
}

int resetStack(const Context& context, const Parsed& parsed) {
    return print(backend::stack::stackReset(stackOptions(context), parsed.has("yes"), parsed.json(),
                                            passOf(parsed)));
}

int logs(const Context& context, const Parsed& parsed) {
    const auto lines = wholeNumber(parsed.option("lines", "50"), 1, 10000);
    if (!lines)
        return reportError(
            core::failure(core::ErrorCode::InvalidInput, "--lines takes a number from 1 to 10000"));
    return print(backend::stack::stackLogs(stackOptions(context), parsed.argument("process"),
                                           static_cast<int>(*lines), parsed.json()));
}

int scale(const Context& context, const Parsed& parsed) {
    const auto text = parsed.argument("count");
    const auto count = wholeNumber(text, 0, 8);
    if (!count)
        return reportError(
            core::failure(core::ErrorCode::InvalidInput, "COUNT takes a number from 0 to 8"));
    return print(backend::stack::stackScale(stackOptions(context), parsed.argument("role"),
                                            static_cast<int>(*count), parsed.json(),
                                            passOf(parsed)));
}

/// A verb of the guard: what the console's buttons do.
Command processCommand(const std::string& verb, const std::string& summary,
                       const std::string& example) {
    return {"stack " + verb,
            summary,
            "stack " + verb + " " + example,
            {{"process", "broker-1, postgres, stock-1, … (see `vigia stack status`)", true}},
            {},
            [verb](const Context& context, const Parsed& parsed) {
                return print(backend::stack::stackProcess(stackOptions(context), verb,
                                                          parsed.argument("process"), parsed.json(),
                                                          passOf(parsed)));
            },
            Changes::Always};
}

} // namespace

std::vector<Command> stackCommands() {
    return {
        processCommand("start", "Start a process of the local platform that was stopped",
                       "stock-1"),
        processCommand("stop", "Stop a process in order; it stays stopped", "stock-1"),
        processCommand("restart", "Stop a process in order and start it again", "broker-2"),
        processCommand("kill", "Kill a process with SIGKILL; the guard starts it again",
                       "broker-2"),
        processCommand("pause", "Freeze a process with SIGSTOP until it is resumed", "broker-2"),
        processCommand("resume", "Let a paused process go on", "broker-2"),
        {"stack scale",
         "Run so many workers of a role, 0 to 8",
         "stack scale stock 2",
         {{"role", "stock, analytics, … (see `vigia stack status`)", true},
          {"count", "how many workers", true}},
         {},
         scale,
         Changes::Always},
        {"stack up",
         "Start the local Kafka and PostgreSQL and leave them running",
         "stack up",
         {},
         {},
         up,
         Changes::Always},
        {"stack down",
         "Stop the local platform in order; data stay",
         "stack down",
         {},
         {},
         down,
         Changes::Always},
        {"stack status",
         "Show brokers, PostgreSQL and workers with their state and addresses",
         "stack status --json",
         {},
         {},
         stackStatus},
        {"stack reset",
         "Throw the data of the local platform away",
         "stack reset --yes",
         {},
         {{"--yes", "", "really do it", false}},
         resetStack,
         Changes::WithYes},
        {"stack logs",
         "Show the last lines of a process's log",
         "stack logs broker-2 --lines 100",
         {{"process", "broker-1, postgres, stock-1, …; without it the guard's own", false}},
         {{"--lines", "N", "how many lines (default 50)", false}},
         logs},
    };
}

} // namespace vigia::app
