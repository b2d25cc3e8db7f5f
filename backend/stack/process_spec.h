#pragma once

#include "core/base/result.h"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace vigia::backend::stack {

/// A program with its arguments. `argv[0]` is a path.
struct Command {
    std::vector<std::string> argv;
    std::vector<std::pair<std::string, std::string>>
        environment;                 ///< the whole environment, or additions (below)
    bool inheritEnvironment = false; ///< add `environment` to our own instead of replacing it
    std::string workingFolder;       ///< empty: `/`
    std::string inputFile;           ///< standard input; empty: /dev/null
    bool asServiceUser = false;      ///< change to the service user before exec
    int deathSignal = SIGKILL;       ///< what the kernel sends it when we die
};

/// A command that must succeed before the process itself starts; `after` runs then, in our process.
struct PreparationStep {
    std::string what; ///< "formatting"
    Command command;
    std::function<core::Result<void>()> after;
};

enum class ProcessKind { Broker, Postgres, Worker };
std::string_view processKindWord(ProcessKind kind);

enum class RestartPolicy { Always, OnFailure, Never };

/// How one finds out that a started process is ready.
struct Readiness {
    enum class Kind { Running, KafkaBroker, Postgres } kind = Kind::Running;
    std::uint16_t port = 0;
    std::int32_t nodeId = 0;
    std::string url; ///< of PostgreSQL, with the password: never logged
};

/// Everything the supervisor must know about one process.
struct ProcessSpec {
    std::string name;  ///< `broker-2`, `postgres`, `stock-1`
    std::string title; ///< "Broker 2"
    ProcessKind kind = ProcessKind::Worker;
    std::string role; ///< of a worker, for scaling
    std::vector<PreparationStep> preparation;
    Command command;
    Readiness readiness;
    RestartPolicy restart = RestartPolicy::Always;
    int stopSignal = SIGTERM;
    int stopStage = 0; ///< when everything stops, a stage waits until the one before is gone
    std::chrono::milliseconds stopPatience{10'000}; ///< then SIGKILL
    std::string stoppedMarker; ///< a file that says that it has put its data away
    int stopQuorum = 0;        ///< with fewer of its stage running it can't end in order any more
    std::string logFile;       ///< what it writes to its standard output and error, rotated by us
    std::string ownLogFile;    ///< the log it writes itself, shown instead when there is one
    std::string diskFolder;    ///< whose size is reported; empty: none
    std::vector<std::uint16_t> ports;
};

} // namespace vigia::backend::stack
