#pragma once

#include "backend/postgres/connection.h"
#include "backend/postgres/schema.h"
#include "core/base/clock.h"
#include "core/stream/record.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::postgres {

inline constexpr std::int16_t kOutboxShards = 16;

/// One unsent row, ready to be produced.
struct OutboxRow {
    std::int64_t id = 0;
    std::int16_t shard = 0;
    std::string logicalTopic;
    core::UtcTime createdAt{};
    core::stream::Record record;
    bool readable = true; ///< false: the headers can't be read, the row can't be sent
};

struct ReadRequest {
    std::int16_t shard = 0;
    std::int64_t fromId = 0;
    int most = 500;
};

struct SentRow {
    std::int64_t id = 0;
    std::int32_t partition = -1;
    std::int64_t offset = -1;
};

struct Backlog {
    std::int64_t pending = 0;
    double oldestSeconds = 0;
    std::int64_t parked = 0;
};

/// The statements of an outbox relay on its one direct connection, which carries the shards' locks:
/// when it is lost, so are they. Used by the relay's thread only; throws what libpqxx throws.
class RelayStore {
public:
    using TopicNames = std::function<std::string(std::string_view logical)>;

    /// Takes the presence lock by which relays count each other, and listens for wake-ups.
    RelayStore(std::unique_ptr<Connection> connection, Schema schema, TopicNames topicNames);
    ~RelayStore();

    /// Relays connected to this schema, this one included.
    int relays();
    bool tryLock(std::int16_t shard);
    void unlock(std::int16_t shard);

    /// For each request at most `most` rows and 1 MiB (or one row), by id. Rows behind a parked row
    /// of their key stay.
    std::vector<OutboxRow> read(const std::vector<ReadRequest>& requests);
    /// All in one statement.
    void markSent(const std::vector<SentRow>& rows);
    void noteFailure(std::int64_t id, std::string_view error);
    void park(std::int64_t id, std::string_view error);

    /// The highest id that is visible now; 0 when there is none.
    std::int64_t highestId();
    /// The lowest parked row of each shard that has one.
    std::vector<std::pair<std::int16_t, std::int64_t>> parkedLows();
    Backlog backlog();
    /// Deletes up to 5,000 rows sent more than an hour ago; returns how many.
    std::int64_t deleteOld();

    /// Wakes the relays of other processes (autocommit, never inside a command's transaction).
    void notify();
    /// Whether others have notified since the last call.
    bool takeNotifications();
    /// Readable when the server has sent something.
    [[nodiscard]] int socket();

private:
    class Listener;
    [[nodiscard]] pqxx::connection& raw() { return m_connection->raw(); }
    void prepareStatements();
    OutboxRow rowOf(const pqxx::row& row) const;

    std::unique_ptr<Connection> m_connection;
    Schema m_schema;
    TopicNames m_topicNames;
    std::unique_ptr<Listener> m_listener;
};

} // namespace vigia::backend::postgres
