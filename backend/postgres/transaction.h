#pragma once

#include "backend/postgres/pool.h"
#include "backend/postgres/sqlstate.h"

#include <pqxx/pqxx>

#include <functional>
#include <optional>
#include <type_traits>

namespace vigia::backend::postgres {

namespace detail {

using Work = std::function<core::Result<void>(pqxx::work&)>;
using Query = std::function<core::Result<void>(pqxx::nontransaction&)>;
using Ending = std::function<core::Result<std::string>(pqxx::transaction_base&)>;

core::Result<void> runTransaction(Pool& pool, std::string_view name, const Work& work);
core::Result<void> runQuery(Pool& pool, std::string_view name, const Query& query);
core::Result<void> runEnding(Pool& pool, std::string_view name, const Ending& work);

/// Turns `fn(Tx&) -> Result<T>` into one without a value that keeps the last answer in `kept`.
template <class Tx, class R, class F> auto keeping(std::optional<R>& kept, F& fn) {
    return [&kept, &fn](Tx& tx) -> core::Result<void> {
        kept.emplace(fn(tx));
        if (*kept)
            return {};
        return kept->error();
    };
}

} // namespace detail

/// Runs `fn(pqxx::work&) -> Result<T>` in one transaction (READ COMMITTED) and commits it when the
/// result has a value; a failure of `fn` rolls back and is returned. Blocks; any thread.
///
/// `fn` may run several times: deadlocks, serialization failures and a connection lost before
/// COMMIT are repeated up to 3 times after 5–20 ms. It throws nothing of its own; exceptions of
/// libpqxx become errors here. An SQL error that it catches itself must end in a failure, because
/// the server has given up the transaction.
///
/// Errors: InvalidInput (SQLSTATE 22), Conflict (23), Unreachable (away, busy, too slow), Corrupt
/// (42, unknown), and
/// **Timeout only when the connection was lost during COMMIT**: the outcome is not known
/// (commitInDoubt()), so read it back by idempotency key or offset before repeating.
template <class F>
auto inTransaction(Pool& pool, std::string_view name, F&& fn)
    -> std::invoke_result_t<F&, pqxx::work&> {
    using R = std::invoke_result_t<F&, pqxx::work&>;
    std::optional<R> kept;
    const auto done = detail::runTransaction(pool, name, detail::keeping<pqxx::work>(kept, fn));
    if (!done)
        return done.error();
    return std::move(*kept);
}

/// Like inTransaction(), but `fn(pqxx::transaction_base&) -> Result<std::string>` answers the
/// transaction's last statement, which goes to the server together with COMMIT: one round trip, and
/// what it locks is never held while this process sleeps. The statement holds no parameters: quote
/// what it names.
template <class F>
core::Result<void> inTransactionEndingWith(Pool& pool, std::string_view name, F&& fn) {
    return detail::runEnding(pool, name, fn);
}

/// Runs `fn(pqxx::nontransaction&) -> Result<T>` without BEGIN and COMMIT, for one statement that
/// reads: a round trip instead of three. Repeated and mapped like inTransaction(), so it must not
/// write.
template <class F>
auto inQuery(Pool& pool, std::string_view name, F&& fn)
    -> std::invoke_result_t<F&, pqxx::nontransaction&> {
    using R = std::invoke_result_t<F&, pqxx::nontransaction&>;
    std::optional<R> kept;
    const auto done = detail::runQuery(pool, name, detail::keeping<pqxx::nontransaction>(kept, fn));
    if (!done)
        return done.error();
    return std::move(*kept);
}

/// Whether a transaction ended with a COMMIT of which nobody knows if it happened.
inline bool commitInDoubt(const core::Error& error) {
    return error.code == core::ErrorCode::Timeout;
}

} // namespace vigia::backend::postgres
