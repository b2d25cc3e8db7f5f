#include "backend/postgres/offset_admin.h"

#include "backend/postgres/transaction.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

namespace vigia::backend::postgres {

core::Result<void> moveOffsets(Pool& pool, Schema schema, const std::vector<OffsetMove>& moves,
                               const core::ops::WritePermit& permit) {
    if (auto allowed = permit.check(); !allowed)
        return allowed;
    const auto sql = fmt::format(
        "UPDATE {}.consumer_offsets SET next_offset = $4, epoch = epoch + 1, updated_at = now(), "
        "topic_id = coalesce($5::uuid, topic_id) "
        "WHERE group_id = $1 AND topic = $2 AND partition = $3",
        schemaName(schema));
    return inTransaction(pool, "offsets.move", [&](pqxx::work& tx) -> core::Result<void> {
        for (const auto& [key, to, topicId] : moves)
            tx.exec_params(sql, key.group, key.topic, key.partition, to,
                           topicId ? topicId->c_str() : nullptr);
        return {};
    });
}

} // namespace vigia::backend::postgres
