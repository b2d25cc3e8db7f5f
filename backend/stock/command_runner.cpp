#include "backend/stock/command_runner.h"

#include "backend/host/fault_point.h"
#include "core/base/json.h"
#include "core/base/json_writer.h"

#include <pqxx/pqxx>

#include <chrono>
#include <thread>

namespace vigia::backend::stock {

void logDefect(const observe::Logger& log, std::string_view what, const core::Error& error,
               const std::string& correlationId) {
    observe::LogFields fields{{"errorType", core::errorCodeName(error.code)},
                              {"errorContext", error.message}};
    if (!correlationId.empty())
        fields.emplace_back("correlationId", correlationId);
    log.error(what, fields);
}

namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kWaitLimit = std::chrono::seconds(2);
constexpr auto kFirstPause = milliseconds(10);
constexpr auto kLongestPause = milliseconds(100);
constexpr int kMaxWaiting = 6;
constexpr int kMaxRepeats = 3;

constexpr const char* kLookUp = R"(
SELECT pg_try_advisory_xact_lock(hashtextextended($1 || E'\n' || $2 || E'\n' || $3, 77)),
       encode(k.request_hash, 'hex'), k.status, k.response::text
FROM (SELECT 1) AS one LEFT JOIN stock.idempotency_keys k
  ON k.owner = $1 AND k.key = $2 AND k.path = $3 AND k.created_at > now() - interval '24 hours')";

constexpr const char* kKeep = R"(
INSERT INTO stock.idempotency_keys AS k (owner, key, path, request_hash, status, response)
VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6::jsonb)
ON CONFLICT (owner, key, path) DO UPDATE
  SET request_hash = excluded.request_hash, status = excluded.status, response = excluded.response, created_at = now()
  WHERE k.created_at <= now() - interval '24 hours')";

/// The body is kept as one text, so that it is replayed byte for byte.
std::string responseJson(const http::Response& response) {
    core::JsonWriter json;
    json.beginObject().member("body", response.body).key("headers").beginArray();
    for (const auto& [name, value] : response.headers)
        json.beginArray().value(name).value(value).endArray();
    json.endArray().endObject();
    return json.take();
}

http::Response replayed(int status, std::string_view stored) {
    http::Response response;
    response.status = status;
    const auto json = core::parseJson(stored, {.maxBytes = 4 * 1024 * 1024, .maxDepth = 32});
    if (!json)
        return response;
    response.body = json->stringAt("body").value_or("");
    const auto* headers = json->find("headers");
    for (const auto& pair : headers == nullptr ? core::JsonArray{} : *headers->asArray()) {
        const auto& cells = *pair.asArray();
        response.headers.emplace_back(*cells[0].asString(), *cells[1].asString());
    }
    response.headers.emplace_back("Idempotent-Replayed", "true");
    return response;
}

bool isKept(int status) {
    return (status >= 200 && status < 300) || status == 404 || status == 409;
}

/// The answer that is already there, a reason to wait or refuse, or nothing: this request goes
/// first.
std::optional<RunOutcome> lookUp(pqxx::work& tx, const IdempotencyKey& key) {
    const auto row = tx.exec_prepared1("stock.key_look_up", key.owner, key.key, key.path);
    if (!row[1].is_null()) {
        if (row[1].c_str() != key.requestHash)
            return RunFailure::KeyReused;
        return replayed(row[2].as<int>(), row[3].c_str());
    }
    if (!row[0].as<bool>())
        return RunFailure::InProgress;
    return std::nullopt;
}

/// False when another request stored its outcome in the meantime.
bool keep(pqxx::work& tx, const IdempotencyKey& key, const http::Response& response) {
    const auto kept = tx.exec_prepared("stock.key_keep", key.owner, key.key, key.path,
                                       key.requestHash, response.status, responseJson(response));
    return kept.affected_rows() == 1;
}

RunFailure failureOf(const core::Error& error, bool contended) {
    if (postgres::commitInDoubt(error))
        return RunFailure::OutcomeUnknown;
    if (contended)
        return RunFailure::Contended;
    const bool away = error.code == ErrorCode::Unreachable || error.code == ErrorCode::Rejected;
    return away ? RunFailure::Unavailable : RunFailure::Defect;
}

bool isContention(std::string_view sqlState) {
    return sqlState == "55P03" || postgres::isRetriable(sqlState);
}

/// One run inside the transaction. A failure of the result rolls back; `outcome` is then what to
/// answer, if set.
struct Attempt {
    const IdempotencyKey* key;
    const CommandRunner::Body& body;
    std::optional<RunOutcome> outcome;
    bool contended = false;

    Result<void> operator()(pqxx::work& tx) {
        outcome.reset();
        contended = false;
        try {
            return command(tx);
        } catch (const pqxx::transaction_rollback&) {
            contended = true;
            throw;
        } catch (const pqxx::sql_error& error) {
            contended = isContention(error.sqlstate());
            throw;
        }
    }

private:
    Result<void> command(pqxx::work& tx) {
        if (key != nullptr)
            outcome = lookUp(tx, *key);
        if (outcome)
            return failure(ErrorCode::Cancelled, "answered without running");
        auto answer = body(tx);
        if (!answer)
            return answer.error();
        const bool kept = key != nullptr && isKept(answer->response.status);
        if (kept && !keep(tx, *key, answer->response)) {
            outcome = RunFailure::InProgress;
            return failure(ErrorCode::Cancelled, "another request with this key was first");
        }
        outcome = std::move(answer->response);
        if (!kept && !answer->hasEffects)
            return failure(ErrorCode::Cancelled, "nothing to commit");
        VIGIA_FAULT_POINT("stock.before_commit");
        return {};
    }
};

bool mayPassLater(const RunOutcome& outcome, bool inDoubt) {
    const auto* failed = std::get_if<RunFailure>(&outcome);
    if (failed == nullptr)
        return false;
    return *failed == RunFailure::InProgress || *failed == RunFailure::OutcomeUnknown ||
           (inDoubt && *failed == RunFailure::Unavailable);
}

} // namespace

void prepareIdempotency(postgres::Pool& pool) {
    pool.prepare("stock.key_look_up", kLookUp);
    pool.prepare("stock.key_keep", kKeep);
}

CommandRunner::CommandRunner(postgres::Pool& pool, observe::Logger log)
    : m_pool(pool), m_log(std::move(log)) {}

RunOutcome CommandRunner::run(std::string_view name, const std::optional<IdempotencyKey>& key,
                              const Body& body) {
    if (!key)
        return runOnce(name, nullptr, body);
    auto outcome = runOnce(name, &*key, body);
    if (!mayPassLater(outcome, false))
        return outcome;
    const bool inDoubt = std::get<RunFailure>(outcome) == RunFailure::OutcomeUnknown;
    if (m_waiting.fetch_add(1) < kMaxWaiting)
        outcome = runUntilKnown(name, *key, body, inDoubt);
    m_waiting.fetch_sub(1);
    return outcome;
}

RunOutcome CommandRunner::runOnce(std::string_view name, const IdempotencyKey* key,
                                  const Body& body) {
    Attempt attempt{key, body, std::nullopt};
    const auto done = postgres::inTransaction(m_pool, name, attempt);
    if (done)
        VIGIA_FAULT_POINT("stock.after_commit");
    if (done || (done.error().code == ErrorCode::Cancelled && attempt.outcome))
        return std::move(*attempt.outcome);
    const auto failed = failureOf(done.error(), attempt.contended);
    if (failed == RunFailure::Defect)
        logDefect(m_log, std::string(name) + " failed", done.error());
    return failed;
}

RunOutcome CommandRunner::runUntilKnown(std::string_view name, const IdempotencyKey& key,
                                        const Body& body, bool inDoubt) {
    const auto deadline = steady_clock::now() + kWaitLimit;
    for (auto pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
        std::this_thread::sleep_for(pause);
        auto outcome = runOnce(name, &key, body);
        const auto* failed = std::get_if<RunFailure>(&outcome);
        inDoubt = inDoubt || (failed != nullptr && *failed == RunFailure::OutcomeUnknown);
        if (!mayPassLater(outcome, inDoubt))
            return outcome;
        if (steady_clock::now() >= deadline)
            return inDoubt ? RunFailure::OutcomeUnknown : outcome;
    }
}

CommandRunner::Sent CommandRunner::send(const Statement& statement,
                                        std::optional<RunFailure>& refused) {
    auto lease = m_pool.acquire();
    if (!lease)
        return Sent::No;
    try {
        pqxx::nontransaction tx(lease->connection());
        statement(tx);
        VIGIA_FAULT_POINT("stock.after_commit");
        return Sent::Done;
    } catch (const pqxx::transaction_rollback&) {
        return Sent::Contended;
    } catch (const pqxx::sql_error& error) {
        if (lease->connection().is_open() && error.sqlstate().substr(0, 3) != "57P") {
            refused = failureOf(postgres::sqlError("stock.create", error.sqlstate(), error.what()),
                                isContention(error.sqlstate()));
            return Sent::Refused;
        }
    } catch (const pqxx::broken_connection&) {
        // the outcome is open: the caller sends it again
    } catch (const std::exception& error) {
        logDefect(m_log, "a statement failed", failure(ErrorCode::Corrupt, error.what()));
        refused = RunFailure::Defect;
        return Sent::Refused;
    }
    lease->discard();
    return Sent::InDoubt;
}

std::variant<std::vector<bool>, RunFailure> CommandRunner::tryTogether(std::size_t parts,
                                                                       const Parts& statement) {
    const auto deadline = steady_clock::now() + kWaitLimit;
    for (bool inDoubt = false;;) {
        std::vector<bool> done;
        std::optional<RunFailure> refused;
        const auto sent =
            send([&](pqxx::nontransaction& tx) { done = statement(tx, inDoubt); }, refused);
        if (sent == Sent::Done)
            return done;
        inDoubt = inDoubt || sent == Sent::InDoubt;
        if (!inDoubt && sent == Sent::No)
            return RunFailure::Unavailable;
        if (!inDoubt)
            return std::vector<bool>(parts);
        if (steady_clock::now() >= deadline)
            return RunFailure::OutcomeUnknown;
        std::this_thread::sleep_for(kFirstPause);
    }
}

std::optional<RunFailure> CommandRunner::runRepeatable(const Statement& statement) {
    const auto deadline = steady_clock::now() + kWaitLimit;
    bool inDoubt = false;
    for (int contentions = 0;;) {
        std::optional<RunFailure> refused;
        const auto sent = send(statement, refused);
        if (sent == Sent::Done || sent == Sent::Refused)
            return refused;
        inDoubt = inDoubt || sent == Sent::InDoubt;
        if (sent == Sent::No && !inDoubt)
            return RunFailure::Unavailable;
        if (sent == Sent::Contended && ++contentions > kMaxRepeats)
            return RunFailure::Contended;
        if (steady_clock::now() >= deadline)
            return inDoubt ? RunFailure::OutcomeUnknown : RunFailure::Contended;
        std::this_thread::sleep_for(kFirstPause);
    }
}

} // namespace vigia::backend::stock
