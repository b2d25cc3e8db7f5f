#pragma once

#include "backend/kafka/batch_handler.h"
#include "core/stream/topic_catalogue.h"

#include <string>

#include <vector>

namespace vigia::backend::stock {

/// The consumer group of the role `analytics` (platform.md 4).
inline constexpr const char* kAnalyticsGroup = "analytics-consumer-group";

/// What `analytics-consumer-group` does with a batch (stock.md 6): events of stock-audit-logs go to
/// the history and to their symbols' minutes, dead letters to ops.dead_letters. One thread at a
/// time.
class AnalyticsHandler final : public kafka::BatchHandler {
public:
    explicit AnalyticsHandler(core::stream::TopicNames names);

    /// Logical names of the topics to read.
    static std::vector<std::string> topics();

    std::vector<core::stream::Outcome> handle(std::span<const core::stream::Record> records,
                                              pqxx::transaction_base& tx) override;

private:
    [[nodiscard]] bool isAudit(const core::stream::Record& record) const;

    const core::stream::TopicNames m_names;
};

} // namespace vigia::backend::stock
