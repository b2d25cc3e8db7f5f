#pragma once

#include "backend/postgres/connection.h"

#include <string>
#include <vector>

namespace vigia::backend::postgres {

/// One numbered file of `resources/sql/<schema>`.
struct Migration {
    std::string schema;
    int version = 0;
    std::string name;
    std::string sql;
};

/// The files that the program was built with, in the order in which they are applied.
std::vector<Migration> embeddedMigrations();

/// Brings the database to the given state, forward only: each migration in a transaction of its
/// own, all under one advisory lock, so any number of processes may call it at once. Blocks until
/// it is done. Returns what was applied (`stock/2 stock`), empty when all was there. Corrupt: a
/// file was changed after it was applied, a number is missing, or the database is newer than the
/// program.
core::Result<std::vector<std::string>>
migrate(ConnectionOptions options, const std::vector<Migration>& migrations = embeddedMigrations());

/// Gives the connection's role, in its database, the search path and time zone of platform.md 5.
/// Any number of processes may call it at once.
core::Result<void> applyRoleSettings(const ConnectionOptions& options);

} // namespace vigia::backend::postgres
