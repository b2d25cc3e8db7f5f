#include "backend/postgres/transaction.h"

#include <pqxx/except>

#include <random>

namespace vigia::backend::postgres::detail {
namespace {

using core::ErrorCode;
using core::failure;
using std::chrono::steady_clock;

constexpr int kMaxRepeats = 3;

/// How one run ended: well, with the caller's own failure, or with an error that another run may
/// not meet.
struct Attempt {
    core::Result<void> result;
    bool repeat = false;
};

void pauseBeforeRepeat() {
    thread_local std::minstd_rand random{std::random_device{}()};
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::uniform_int_distribution<int>(5, 20)(random)));
}

void tellFailure(Pool& pool, std::string_view sqlState) {
    if (pool.options().hooks.failed)
        pool.options().hooks.failed(sqlState.substr(0, 2));
}

/// A connection that ends while COMMIT is under way leaves the outcome open: the server may have
/// committed first.
Attempt lost(Lease& lease, Pool& pool, std::string_view name, bool committing) {
    lease.discard();
    tellFailure(pool, "08");
    if (committing)
        return {
            failure(
                ErrorCode::Timeout,
                fmt::format(
                    "{}: the connection was lost during COMMIT; read the outcome before repeating",
                    name)),
            false};
    return {failure(ErrorCode::Unreachable,
                    fmt::format("{}: the connection to PostgreSQL was lost", name)),
            true};
}

Attempt refused(Lease& lease, Pool& pool, std::string_view name, const pqxx::sql_error& error,
                bool committing) {
    const std::string_view state = error.sqlstate();
    if (!lease.connection().is_open() || state.substr(0, 3) == "57P")
        return lost(lease, pool, name, committing);
    tellFailure(pool, state);
    return {sqlError(name, state, error.what()), isRetriable(state)};
}

/// libpqxx gives these two their own classes, which carry no SQLSTATE.
Attempt rolledBack(Pool& pool, std::string_view name, std::string_view sqlState) {
    tellFailure(pool, sqlState);
    return {sqlError(name, sqlState, "the transaction was rolled back"), true};
}

template <class Body>
Attempt guarded(Lease& lease, Pool& pool, std::string_view name, const Body& body) {
    bool committing = false;
    try {
        return {body(lease, committing), false};
    } catch (const pqxx::in_doubt_error&) {
        return lost(lease, pool, name, true);
    } catch (const pqxx::broken_connection&) {
        return lost(lease, pool, name, committing);
    } catch (const pqxx::deadlock_detected&) {
        return rolledBack(pool, name, "40P01");
    } catch (const pqxx::transaction_rollback&) {
        return rolledBack(pool, name, "40001");
    } catch (const pqxx::sql_error& error) {
        return refused(lease, pool, name, error, committing);
    } catch (const std::exception& error) {
        if (!lease.connection().is_open())
            return lost(lease, pool, name, committing);
        return {failure(ErrorCode::Corrupt, fmt::format("{}: {}", name, error.what())), false};
    }
}

core::Result<void> commitWhenDone(Lease& lease, std::string_view name, const Work& work,
                                  bool& committing) {
    pqxx::work tx(lease.connection(), std::string(name));
    auto result = work(tx);
    if (!result)
        return result;
    committing = true;
    tx.commit();
    return result;
}

/// Rolls back what a function left open; a connection that can't is closed.
class OpenTransaction {
public:
    OpenTransaction(Lease& lease, pqxx::nontransaction& tx) : m_lease(lease), m_tx(tx) {
        m_tx.exec("BEGIN");
    }
    ~OpenTransaction() {
        if (m_ended)
            return;
        try {
            m_tx.exec("ROLLBACK");
        } catch (const std::exception&) {
            m_lease.discard();
        }
    }
    OpenTransaction(const OpenTransaction&) = delete;
    OpenTransaction& operator=(const OpenTransaction&) = delete;

    void commitAfter(const std::string& statement) {
        m_tx.exec(statement + "; COMMIT");
        m_ended = true;
    }

private:
    Lease& m_lease;
    pqxx::nontransaction& m_tx;
    bool m_ended = false;
};

core::Result<void> commitWithLast(Lease& lease, std::string_view name, const Ending& work,
                                  bool& committing) {
    pqxx::nontransaction tx(lease.connection(), std::string(name));
    OpenTransaction open(lease, tx);
    auto last = work(tx);
    if (!last)
        return last.error();
    committing = true;
    open.commitAfter(*last);
    return {};
}

template <class Body>
core::Result<void> repeated(Pool& pool, std::string_view name, const Body& body) {
    const auto start = steady_clock::now();
    for (int repeats = 0;; ++repeats) {
        Attempt attempt;
        {
            auto lease = pool.acquire();
            if (!lease)
                return lease.error();
            attempt = guarded(*lease, pool, name, body);
        }
        if (attempt.repeat && repeats < kMaxRepeats) {
            pauseBeforeRepeat();
            continue;
        }
        if (pool.options().hooks.operation)
            pool.options().hooks.operation(
                name, std::chrono::duration<double>(steady_clock::now() - start).count());
        return attempt.result;
    }
}

} // namespace

core::Result<void> runTransaction(Pool& pool, std::string_view name, const Work& work) {
    return repeated(pool, name, [&](Lease& lease, bool& committing) {
        return commitWhenDone(lease, name, work, committing);
    });
}

core::Result<void> runQuery(Pool& pool, std::string_view name, const Query& query) {
    return repeated(pool, name, [&](Lease& lease, bool&) {
        pqxx::nontransaction tx(lease.connection(), std::string(name));
        return query(tx);
    });
}

core::Result<void> runEnding(Pool& pool, std::string_view name, const Ending& work) {
    return repeated(pool, name, [&](Lease& lease, bool& committing) {
        return commitWithLast(lease, name, work, committing);
    });
}

} // namespace vigia::backend::postgres::detail
