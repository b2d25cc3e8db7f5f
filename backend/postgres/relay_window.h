#pragma once

#include "backend/postgres/relay_store.h"
#include "core/stream/publisher.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::postgres {

/// The rows of one shard that are with the publisher, and what became of them. A plain value of the
/// relay's thread.
class RelayWindow {
public:
    struct Row {
        std::int64_t id = 0;
        std::string topic; ///< logical
        std::optional<std::string> key;
        core::UtcTime createdAt{};
        std::optional<core::stream::PublishReport> report;
        core::SteadyTime reportedAt{};
    };

    /// Takes the records out of `rows`; tags run from `firstTag` in the order of the rows.
    RelayWindow(std::vector<OutboxRow>& rows, std::uint64_t firstTag);

    [[nodiscard]] const std::vector<core::stream::Record>& records() const { return m_records; }
    [[nodiscard]] std::uint64_t firstTag() const { return m_firstTag; }
    /// The publisher took only the first `count`: the others are not part of the window any more.
    void truncate(std::size_t count);

    /// Whether the report belongs here; then it is kept.
    bool take(const core::stream::PublishReport& report, core::SteadyTime at = {});
    /// When its records were handed to the publisher.
    void produced(core::SteadyTime at) { m_producedAt = at; }
    [[nodiscard]] core::SteadyTime producedAt() const { return m_producedAt; }

    [[nodiscard]] std::size_t outstanding() const { return m_outstanding; }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

    /// The acknowledged rows, without those behind a row of their key that was not: those come
    /// again in order.
    [[nodiscard]] std::vector<const Row*> delivered() const;
    /// The rows that were not acknowledged, in order.
    [[nodiscard]] std::vector<const Row*> undelivered() const;

private:
    std::vector<Row> m_rows;
    std::vector<core::stream::Record> m_records;
    std::uint64_t m_firstTag;
    std::size_t m_outstanding;
    core::SteadyTime m_producedAt{};
    bool m_failed = false;
};

} // namespace vigia::backend::postgres
