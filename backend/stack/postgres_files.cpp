#include "backend/stack/postgres_files.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/base/uuid.h"

#include <fmt/format.h>

#include <charconv>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr const char* kHostRules =
    "# Made by Vigia: the local stack, reachable on this machine only, with a password.\n"
    "local all all scram-sha-256\n"
    "host all all 127.0.0.1/32 scram-sha-256\n"
    "local replication all scram-sha-256\n"
    "host replication all 127.0.0.1/32 scram-sha-256\n";

std::string newPassword() {
    return core::sha256Hex(core::Uuid::random().text() + core::Uuid::random().text()).substr(0, 40);
}

fs::path freshFolder(const StackPaths& paths) {
    return paths.data / "postgres.new";
}

Command serverCommand(const StackPaths& paths, const StackTools& tools, const std::string& program,
                      std::vector<std::string> arguments) {
    Command command;
    command.argv = {(tools.postgresFolder / program).string()};
    std::move(arguments.begin(), arguments.end(), std::back_inserter(command.argv));
    command.environment = {{"PATH", tools.postgresFolder.string() + ":/usr/bin:/bin"},
                           {"HOME", paths.data.string()},
                           {"LANG", "C.UTF-8"},
                           {"TZ", "UTC"}};
    command.workingFolder = paths.data.string();
    command.asServiceUser = true;
    return command;
}

std::string productSql(const PostgresSecrets& secrets) {
    return fmt::format(
        "CREATE ROLE vigia LOGIN PASSWORD '{}';\nCREATE DATABASE vigia OWNER vigia;\n",
        secrets.product);
}

PreparationStep initialiseStep(const StackPaths& paths, const StackTools& tools,
                               const ServiceUser& user, const PostgresSecrets& secrets) {
    const fs::path folder = freshFolder(paths);
    const fs::path sql = paths.secret("first-start.sql");
    return {
        "making the database cluster",
        serverCommand(paths, tools, "initdb",
                      {"-D", folder.string(), "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8",
                       "--locale=C.UTF-8", "--pwfile=" + paths.secret(kSuperuserSecret).string()}),
        [folder, sql, user, statements = productSql(secrets)]() -> Result<void> {
            if (auto rules = ownedFile(folder / "pg_hba.conf", user, 0600, kHostRules); !rules)
                return rules;
            return ownedFile(sql, user, 0600, statements);
        }};
}

PreparationStep productStep(const StackPaths& paths, const StackTools& tools) {
    const fs::path folder = freshFolder(paths);
    const fs::path sql = paths.secret("first-start.sql");
    PreparationStep step{
        "making the role and the database vigia",
        serverCommand(paths, tools, "postgres",
                      {"--single", "-D", folder.string(), "-c", "exit_on_error=on", "postgres"}),
        [folder, sql, target = paths.postgresData()]() -> Result<void> {
            std::error_code error;
            fs::remove(sql, error);
            fs::rename(folder, target, error);
            if (error)
                return failure(ErrorCode::Rejected,
                               fmt::format("{} can't become {}: {}.", folder.string(),
                                           target.string(), error.message()));
            return {};
        }};
    step.command.inputFile = sql.string();
    return step;
}

/// After a SIGKILL the file names a process id that another program of our user may have got since;
/// PostgreSQL would refuse to start then. We hold the lock of the data folder, so only a living
/// `postgres` can be the owner.
void removeStaleLock(const StackPaths& paths) {
    const fs::path file = paths.postgresData() / "postmaster.pid";
    const auto text = core::readFile(file);
    long pid = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), pid).ec != std::errc())
        return;
    const auto name = core::readFile(fmt::format("/proc/{}/comm", pid));
    std::error_code error;
    if (!name || !name->starts_with("postgres"))
        fs::remove(file, error);
}

Command postmaster(const StackPaths& paths, const StackTools& tools, const StackState& state) {
    std::vector<std::string> arguments{"-D", paths.postgresData().string(),
                                       "-p", std::to_string(state.postgresPort),
                                       "-k", paths.postgresSockets().string()};
    for (const char* setting :
         {"listen_addresses=127.0.0.1", "max_connections=300", "unix_socket_permissions=0700",
          "password_encryption=scram-sha-256", "shared_buffers=64MB", "timezone=UTC",
          "log_timezone=UTC", "logging_collector=off", "log_line_prefix=%m [%p] ",
          "cluster_name=vigia", "max_wal_size=512MB", "wal_compression=on"}) {
        arguments.push_back("-c");
        arguments.emplace_back(setting);
    }
    Command command = serverCommand(paths, tools, "postgres", std::move(arguments));
    command.deathSignal = SIGQUIT; // immediate shutdown: its children end too
    return command;
}

} // namespace

Result<PostgresSecrets> postgresSecrets(const StackPaths& paths, const ServiceUser& user) {
    std::error_code error;
    const bool isNew = !fs::exists(paths.postgresData(), error);
    PostgresSecrets secrets;
    for (auto [file, value] : {std::pair{kSuperuserSecret, &secrets.superuser},
                               std::pair{kProductSecret, &secrets.product}}) {
        const auto text = core::readFile(paths.secret(file), 4096);
        *value = text ? std::string(core::trimmed(*text)) : std::string();
        if (!value->empty())
            continue;
        if (!isNew)
            return failure(
                ErrorCode::Corrupt,
                fmt::format(
                    "The data folder is broken: the password file {} is missing or empty. Restore "
                    "it from a copy, or throw the data away with `vigia stack reset`.",
                    paths.secret(file).string()));
        *value = newPassword();
        if (auto written = ownedFile(paths.secret(file), user, 0600, *value + "\n"); !written)
            return written.error();
    }
    return secrets;
}

std::string postgresUrl(const StackState& state, const std::string& role,
                        const std::string& password, const std::string& database) {
    return fmt::format("postgresql://{}:{}@127.0.0.1:{}/{}", role, password, state.postgresPort,
                       database);
}

ProcessSpec postgresSpec(const StackPaths& paths, const StackTools& tools, const StackState& state,
                         const PostgresSecrets& secrets, const ServiceUser& user) {
    ProcessSpec spec;
    spec.name = "postgres";
    spec.title = "PostgreSQL";
    spec.kind = ProcessKind::Postgres;
    std::error_code error;
    if (!fs::exists(paths.postgresData(), error)) {
        fs::remove_all(freshFolder(paths), error); // of a first start that was cut off
        spec.preparation.push_back(initialiseStep(paths, tools, user, secrets));
        spec.preparation.push_back(productStep(paths, tools));
    }
    removeStaleLock(paths);
    spec.command = postmaster(paths, tools, state);
    spec.readiness = {Readiness::Kind::Postgres, state.postgresPort, 0,
                      postgresUrl(state, "vigia", secrets.product, "vigia")};
    spec.stopSignal = SIGINT; // fast shutdown
    spec.stopStage = 3;
    spec.stopPatience = std::chrono::seconds(20);
    spec.logFile = paths.logOf("postgres").string();
    spec.diskFolder = paths.postgresData().string();
    spec.ports = {state.postgresPort};
    return spec;
}

Result<int> postgresDataMajor(const StackPaths& paths) {
    std::error_code error;
    if (!fs::exists(paths.postgresData(), error))
        return 0;
    const auto text = core::readFile(paths.postgresData() / "PG_VERSION", 100);
    int major = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), major);
    if (major > 0)
        return major;
    return failure(ErrorCode::Corrupt,
                   fmt::format("The data folder is broken: {} has no PG_VERSION. Restore it from a "
                               "copy, or throw the data away with `vigia stack reset`.",
                               paths.postgresData().string()));
}

} // namespace vigia::backend::stack
