#pragma once

#include "backend/postgres/migrations.h"
#include "backend/postgres/transaction.h"
#include "tests/support/test_stack.h"

#include <QTest>

#include <pqxx/pqxx>

#include <string>

namespace vigia::tests {

inline backend::postgres::ConnectionOptions connectionTo(const TestDatabase& database) {
    backend::postgres::ConnectionOptions options;
    options.urls = {database.url()};
    options.applicationName = "vigia:test";
    return options;
}

/// A database with all migrations; the process ends when they fail.
class MigratedDatabase : public TestDatabase {
public:
    MigratedDatabase() {
        const auto applied = backend::postgres::migrate(connectionTo(*this));
        if (!applied)
            qFatal("%s", applied.error().message.c_str());
    }

    [[nodiscard]] backend::postgres::PoolOptions poolOptions() const {
        backend::postgres::PoolOptions options;
        options.connection = connectionTo(*this);
        return options;
    }

    /// One statement on a connection of its own; the first value of the first row, or empty.
    std::string run(const std::string& sql) const {
        pqxx::connection connection(url());
        pqxx::nontransaction work(connection);
        const auto rows = work.exec(sql);
        return rows.empty() || rows[0].size() == 0 ? std::string() : rows[0][0].as<std::string>("");
    }

    /// Ends every other connection to this database, as a restart of the server does.
    void terminateAll() const {
        run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = "
            "current_database() "
            "AND pid <> pg_backend_pid()");
    }
};

} // namespace vigia::tests
