#pragma once

#include "backend/stack/paths.h"
#include "backend/stack/process_spec.h"
#include "backend/stack/stack_state.h"
#include "backend/stack/tools.h"

#include <string>

namespace vigia::backend::stack {

inline constexpr const char* kSuperuserSecret = "postgres-superuser.password";
inline constexpr const char* kProductSecret = "postgres-vigia.password";
inline constexpr const char* kProductUrl = "postgres-vigia.url";
inline constexpr const char* kSuperuserUrl = "postgres-superuser.url";

/// Passwords of the superuser `postgres` and of the product's role `vigia`, made at the first
/// start.
struct PostgresSecrets {
    std::string superuser;
    std::string product;
};

/// Reads the password files, or makes them (mode 0600) when there is no database yet. Corrupt when
/// they are lost.
core::Result<PostgresSecrets> postgresSecrets(const StackPaths& paths, const ServiceUser& user);

/// `postgresql://vigia:…@127.0.0.1:5432/vigia`
std::string postgresUrl(const StackState& state, const std::string& role,
                        const std::string& password, const std::string& database);

/// The whole process: initdb, role and database when the folder is new, then the server.
ProcessSpec postgresSpec(const StackPaths& paths, const StackTools& tools, const StackState& state,
                         const PostgresSecrets& secrets, const ServiceUser& user);

/// The major version that made the data folder; 0 when there is none; Corrupt when it is broken.
core::Result<int> postgresDataMajor(const StackPaths& paths);

} // namespace vigia::backend::stack
