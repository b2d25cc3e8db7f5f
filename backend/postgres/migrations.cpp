#include "backend/postgres/migrations.h"

#include "backend/postgres/sqlstate.h"
#include "core/base/sha256.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <map>

namespace vigia::backend::postgres {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

struct Applied {
    std::string name;
    std::string checksum; ///< hex
};

using AppliedVersions = std::map<std::pair<std::string, int>, Applied>;

std::string label(const Migration& migration) {
    return fmt::format("{}/{} {}", migration.schema, migration.version, migration.name);
}

core::Error broken(const std::string& what) {
    return failure(ErrorCode::Corrupt, "the database schema can't be used: " + what);
}

void makeLedger(pqxx::connection& connection) {
    pqxx::work tx(connection, "migrations.ledger");
    tx.exec("CREATE SCHEMA IF NOT EXISTS ops");
    tx.exec(
        "CREATE TABLE IF NOT EXISTS ops.schema_migrations ("
        "schema_name varchar(30) NOT NULL, version integer NOT NULL, name varchar(200) NOT NULL, "
        "checksum bytea NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), "
        "PRIMARY KEY (schema_name, version))");
    tx.commit();
}

AppliedVersions readLedger(pqxx::connection& connection) {
    AppliedVersions applied;
    pqxx::nontransaction tx(connection, "migrations.read");
    for (const auto& row : tx.exec("SELECT schema_name, version, name, encode(checksum, 'hex') "
                                   "FROM ops.schema_migrations"))
        applied[{row[0].as<std::string>(), row[1].as<int>()}] = {row[2].as<std::string>(),
                                                                 row[3].as<std::string>()};
    return applied;
}

/// The files of each schema are numbered 1, 2, 3, … without a gap.
Result<std::map<std::string, int>> newestOfFiles(const std::vector<Migration>& migrations) {
    std::map<std::string, int> newest;
    for (const auto& migration : migrations) {
        if (migration.version != ++newest[migration.schema])
            return broken(
                fmt::format("the program's migrations of {} jump to {}; the build is damaged",
                            migration.schema, migration.version));
    }
    return newest;
}

Result<void> checkAgainstFiles(const AppliedVersions& applied,
                               const std::map<std::string, int>& newest) {
    std::map<std::string, int> last;
    for (const auto& [key, row] : applied) {
        const auto& [schema, version] = key;
        if (!newest.contains(schema))
            continue;
        if (version > newest.at(schema))
            return broken(fmt::format(
                "{} is at version {}, newer than this program ({}); start the newer program",
                schema, version, newest.at(schema)));
        if (version != ++last[schema])
            return broken(fmt::format(
                "{} {} is applied but {} is missing; restore the database from a backup", schema,
                version, last[schema]));
    }
    return {};
}

Result<void> applyOne(pqxx::connection& connection, const Migration& migration,
                      const std::string& checksum) {
    try {
        pqxx::work tx(connection, "migration");
        tx.exec(migration.sql);
        tx.exec_params("INSERT INTO ops.schema_migrations (schema_name, version, name, checksum) "
                       "VALUES ($1, $2, $3, decode($4, 'hex'))",
                       migration.schema, migration.version, migration.name, checksum);
        tx.commit();
        return {};
    } catch (const pqxx::sql_error& error) {
        return sqlError("migration " + label(migration), error.sqlstate(), error.what());
    }
}

Result<std::vector<std::string>> applyMissing(pqxx::connection& connection,
                                              const std::vector<Migration>& migrations) {
    const auto newest = newestOfFiles(migrations);
    if (!newest)
        return newest.error();
    const auto applied = readLedger(connection);
    if (const auto checked = checkAgainstFiles(applied, *newest); !checked)
        return checked.error();
    std::vector<std::string> done;
    for (const auto& migration : migrations) {
        const auto checksum = core::sha256Hex(migration.sql);
        const auto known = applied.find({migration.schema, migration.version});
        if (known != applied.end() && known->second.checksum != checksum)
            return broken(fmt::format(
                "migration {} was changed after it was applied; use the program that made this "
                "database, or a new database",
                label(migration)));
        if (known != applied.end())
            continue;
        if (const auto result = applyOne(connection, migration, checksum); !result)
            return result.error();
        done.push_back(label(migration));
    }
    return done;
}

/// Migrations take the time they need; only the server's death ends them early.
void liftLimits(ConnectionOptions& options) {
    options.statementTimeout = options.lockTimeout = std::chrono::milliseconds(0);
    options.applicationName += ":migrations";
}

template <class Body> auto guarded(const std::string& what, const Body& body) -> decltype(body()) {
    try {
        return body();
    } catch (const pqxx::sql_error& error) {
        return sqlError(what, error.sqlstate(), error.what());
    } catch (const std::exception&) {
        return failure(ErrorCode::Unreachable,
                       what + ": the connection to PostgreSQL was lost; start again");
    }
}

} // namespace

Result<std::vector<std::string>> migrate(ConnectionOptions options,
                                         const std::vector<Migration>& migrations) {
    liftLimits(options);
    auto connection = openConnection(options);
    if (!connection)
        return connection.error();
    auto& raw = (*connection)->raw();
    return guarded("migrations", [&]() -> Result<std::vector<std::string>> {
        pqxx::nontransaction(raw).exec("SELECT pg_advisory_lock(hashtext('vigia_migrations'), 0)");
        makeLedger(raw);
        return applyMissing(raw, migrations);
    });
}

Result<void> applyRoleSettings(const ConnectionOptions& options) {
    auto connection = openConnection(options);
    if (!connection)
        return connection.error();
    auto& raw = (*connection)->raw();
    return guarded("role settings", [&]() -> Result<void> {
        pqxx::work tx(raw, "role_settings");
        tx.exec("SELECT pg_advisory_xact_lock(hashtext('vigia_migrations'), 1)");
        const auto alter =
            "ALTER ROLE CURRENT_USER IN DATABASE " + tx.quote_name(raw.dbname()) + " SET ";
        tx.exec(alter + "search_path = commerce, stock, acl, logs, chat, ops, public");
        tx.exec(alter + "timezone = 'UTC'");
        tx.commit();
        return {};
    });
}

} // namespace vigia::backend::postgres
