#pragma once

#include "core/stream/record.h"

#include <span>
#include <vector>

namespace pqxx {
class transaction_base;
}

namespace vigia::backend::kafka {

/// What a service does with the records of its topics. Owned by the service; one database thread of
/// one engine calls it.
class BatchHandler {
public:
    virtual ~BatchHandler() = default;

    /// Applies the effects of all records inside `tx` (COPY, bulk upserts, outbox rows) and answers
    /// one Outcome a record, in their order. Records of one partition come in offset order; several
    /// partitions and topics may be mixed. `tx` is committed by the engine together with the next
    /// offsets, never here.
    ///
    /// May run again with the same records (connection lost, record by record after a failure), so
    /// it must keep no state of its own until committed(). Throwing (SQL errors included) rolls
    /// back: SQLSTATE 22 and 23 and other exceptions make the engine find the record at fault;
    /// everything else pauses it until the fault is over.
    virtual std::vector<core::stream::Outcome> handle(std::span<const core::stream::Record> records,
                                                      pqxx::transaction_base& tx) = 0;

    /// The transaction of the last handle() is committed.
    virtual void committed() {}
};

} // namespace vigia::backend::kafka
