#pragma once

#include "backend/kafka/batch_handler.h"

#include <atomic>
#include <csignal>
#include <functional>
#include <string>

namespace vigia::tests {

/// SQL that makes what EffectsHandler writes to, in a database with the schema `stock`.
std::string effectTables();

/// A handler whose effects can be counted: each record becomes a row of `stock.test_effects` (COPY)
/// and one in a total of its partition (upsert). The value says what to do: `throw`, `sql22`,
/// `no-partition`, `retry`, `dead`, `discard`; anything else is Done.
class EffectsHandler final : public backend::kafka::BatchHandler {
public:
    std::vector<core::stream::Outcome> handle(std::span<const core::stream::Record> records,
                                              pqxx::transaction_base& tx) override;

    std::atomic<bool> broken{false};              ///< every record throws
    std::function<void()> insideTransaction = {}; ///< after the effects, before the offsets
};

} // namespace vigia::tests
