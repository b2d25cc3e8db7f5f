#pragma once

#include "backend/http/message.h"
#include "backend/observe/log.h"
#include "backend/postgres/transaction.h"

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vigia::backend::stock {

/// Whose key, for which request (stock.md 1.2).
struct IdempotencyKey {
    std::string owner;
    std::string key;
    std::string path;
    std::string requestHash; ///< hex of SHA-256 over method, query and body
};

/// What a command answers, and whether its transaction wrote anything that must be committed.
struct CommandAnswer {
    http::Response response;
    bool hasEffects = false;
};

/// Why there is no answer of the domain.
enum class RunFailure {
    InProgress,     ///< another request with this key still runs
    KeyReused,      ///< the key was used for another request
    Contended,      ///< lock time-out, or the fourth deadlock
    Unavailable,    ///< no database within the waiting limit
    OutcomeUnknown, ///< the connection was lost during COMMIT and nothing tells how it ended
    Defect,
};

using RunOutcome = std::variant<http::Response, RunFailure>;

/// Runs a command in one transaction together with the outcome of its Idempotency-Key. Any thread;
/// blocks. A request that waits for another with the same key sleeps here without a connection, at
/// most 2 s, and at most 6 of them at once.
class CommandRunner {
public:
    using Body = std::function<core::Result<CommandAnswer>(pqxx::work&)>;
    using Statement = std::function<void(pqxx::nontransaction&)>;

    /// `log` gets the cause of what is answered as a defect.
    explicit CommandRunner(postgres::Pool& pool, observe::Logger log = {});

    /// `body` may run several times. Answers of status 2xx, 404 and 409 are stored under the key
    /// and replayed.
    RunOutcome run(std::string_view name, const std::optional<IdempotencyKey>& key,
                   const Body& body);

    /// One statement that is its own transaction, without a key. It is run again, for up to 2 s,
    /// when the connection breaks: it must recognise its own earlier success. Nothing means
    /// success.
    std::optional<RunFailure> runRepeatable(const Statement& statement);

    /// `again`: an earlier sending may have gone through; a part that did counts as done.
    using Parts = std::function<std::vector<bool>(pqxx::nontransaction&, bool again)>;
    /// One statement of many parts that is its own transaction. Which parts it did: none when it
    /// failed, they are to be sent one by one. While nobody knows how it ended it is sent again.
    std::variant<std::vector<bool>, RunFailure> tryTogether(std::size_t parts,
                                                            const Parts& statement);

private:
    RunOutcome runOnce(std::string_view name, const IdempotencyKey* key, const Body& body);
    RunOutcome runUntilKnown(std::string_view name, const IdempotencyKey& key, const Body& body,
                             bool inDoubt);
    enum class Sent { Done, Refused, Contended, InDoubt, No };
    Sent send(const Statement& statement, std::optional<RunFailure>& refused);

    postgres::Pool& m_pool;
    const observe::Logger m_log;
    std::atomic<int> m_waiting{0};
};

/// The cause of what a client sees as an internal error; nothing of it leaves in an answer.
void logDefect(const observe::Logger& log, std::string_view what, const core::Error& error,
               const std::string& correlationId = {});

/// Prepares the statements of this part; once per pool.
void prepareIdempotency(postgres::Pool& pool);

} // namespace vigia::backend::stock
