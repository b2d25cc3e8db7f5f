#pragma once

#include "backend/stack/guard_options.h"
#include "core/ops/platform_control.h"
#include "core/ops/write_gate.h"

#include <functional>
#include <string>

namespace vigia::backend::stack {

/// What a command of the command line answers; the caller prints `text` (with its line end) to
/// standard output when the code is 0, 10 or 11, else to standard error.
struct CommandAnswer {
    int exitCode = 0; ///< 0 done or healthy, 1 failed, 2 wrong use, 3 could not ask, 4 refused by
                      ///< the lock of a read-only stack, 10 degraded, 11 down
    std::string text;
};

/// `vigia stack up`: starts the stack (or finds it running), waits until the servers answer and
/// leaves it running. `progress` is called for each change while it waits; it may be empty.
CommandAnswer stackUp(const std::string& program, const GuardOptions& options, bool json,
                      const std::function<void(const core::ops::StartProgress&)>& progress);
/// `vigia stack down`: ordered stop of workers, brokers, PostgreSQL; done also when nothing runs.
CommandAnswer stackDown(const StackOptions& options, bool json,
                        const core::ops::WritePass& pass = {});
/// `vigia stack status`: processes, states, addresses.
CommandAnswer stackStatus(const StackOptions& options, bool json);
/// `vigia stack reset`: throws the data of the local stack away. Refuses while it runs, and without
/// `confirmed`.
CommandAnswer stackReset(const StackOptions& options, bool confirmed, bool json,
                         const core::ops::WritePass& pass = {});
/// `vigia stack logs [PROCESS]`: last lines of a process's log; also of a stack that doesn't run.
/// Without a process: the guard's own.
CommandAnswer stackLogs(const StackOptions& options, const std::string& process, int lines,
                        bool json);

/// `vigia stack start|stop|restart|kill|pause|resume PROCESS` on a running stack, as the console's
/// buttons do it; `verb` is one of these words.
CommandAnswer stackProcess(const StackOptions& options, const std::string& verb,
                           const std::string& process, bool json,
                           const core::ops::WritePass& pass = {});
/// `vigia stack scale ROLE COUNT`: so many workers of a role.
CommandAnswer stackScale(const StackOptions& options, const std::string& role, int count, bool json,
                         const core::ops::WritePass& pass = {});

/// One line of a progress for a terminal without cursor movements: `PostgreSQL ready (1.8 s) ·
/// Broker 1 starting`.
std::string progressLine(const core::ops::StartProgress& progress);

} // namespace vigia::backend::stack
