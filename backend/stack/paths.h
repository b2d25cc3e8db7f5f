#pragma once

#include "backend/stack/options.h"
#include "backend/stack/service_user.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace vigia::backend::stack {

/// Where everything of one local stack lies.
struct StackPaths {
    std::filesystem::path data; ///< belongs to the service user
    std::filesystem::path run;  ///< sockets; short enough for a socket address

    [[nodiscard]] std::filesystem::path stateFile() const { return data / "stack.json"; }
    [[nodiscard]] std::filesystem::path lockFile() const { return data / "lock"; }
    [[nodiscard]] std::filesystem::path startLock() const { return data / "start.lock"; }
    [[nodiscard]] std::filesystem::path logs() const { return data / "logs"; }
    [[nodiscard]] std::filesystem::path logOf(const std::string& process) const {
        return logs() / (process + ".log");
    }
    [[nodiscard]] std::filesystem::path secrets() const { return data / "secrets"; }
    [[nodiscard]] std::filesystem::path secret(const std::string& what) const {
        return secrets() / what;
    }
    [[nodiscard]] std::filesystem::path configuration() const { return data / "configuration"; }
    [[nodiscard]] std::filesystem::path brokerConfiguration(int id) const {
        return configuration() / ("broker-" + std::to_string(id) + ".properties");
    }
    [[nodiscard]] std::filesystem::path brokerData(int id) const {
        return data / ("broker-" + std::to_string(id));
    }
    [[nodiscard]] std::filesystem::path postgresData() const { return data / "postgres"; }
    [[nodiscard]] std::filesystem::path controlSocket() const { return run / "guard.sock"; }
    [[nodiscard]] std::filesystem::path postgresSockets() const { return run / "postgres"; }
};

/// The folders for these options, by the rules of the README; makes nothing. InvalidInput for names
/// and folders that the servers could not take.
core::Result<StackPaths> stackPaths(const StackOptions& options);

/// Makes the folders with their owners and modes.
core::Result<void> makeFolders(const StackPaths& paths, const ServiceUser& user);

/// The first cached copy of Kafka's jars for this data folder (`<data>/../cache/kafka`).
std::filesystem::path jarCache(const StackPaths& paths);

} // namespace vigia::backend::stack
