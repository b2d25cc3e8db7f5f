#pragma once

#include "core/stream/record.h"
#include "core/stream/topic_catalogue.h"

#include <pqxx/transaction_base>

#include <vector>

namespace vigia::backend::stock {

/// What `analytics-consumer-group` does with a batch (stock.md 6): events of stock-audit-logs go to the history and to their
/// symbols' minutes, dead letters to ops.dead_letters. One thread at a time.
class AnalyticsHandler {
public:
    explicit AnalyticsHandler(core::stream::TopicNames names);

    /// Logical names of the topics to read.
    static std::vector<std::string> topics();

    /// One outcome a record, in order; the effects are in the caller's transaction. Throws what libpqxx throws.
    std::vector<core::stream::Outcome> handle(pqxx::transaction_base& tx,
                                              const std::vector<core::stream::Record>& records);

private:
    [[nodiscard]] bool isAudit(const core::stream::Record& record) const;

    const core::stream::TopicNames m_names;
};

} // namespace vigia::backend::stock
