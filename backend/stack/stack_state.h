#pragma once

#include "backend/stack/options.h"
#include "backend/stack/paths.h"
#include "backend/stack/service_user.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vigia::backend::stack {

struct BrokerPorts {
    std::uint16_t client = 0; ///< 9092 …: what clients use
    std::uint16_t controller = 0;
    std::uint16_t proxyListen = 0;     ///< second listener, for a proxy to forward to
    std::uint16_t proxyAdvertised = 0; ///< where that proxy listens; nothing does without a drill
};

/// What a data folder remembers between starts (`stack.json`).
struct StackState {
    std::string kafkaVersion;
    std::string clusterId; ///< empty: nothing formatted yet
    int postgresMajor = 0; ///< 0: no database yet
    std::vector<BrokerPorts> brokers;
    std::uint16_t postgresPort = 0;
};

/// Empty state when there is no file. Corrupt when the file is broken; Conflict when a newer Vigia
/// or Kafka wrote it or it was made for another number of brokers.
core::Result<StackState> readState(const StackPaths& paths, const StackOptions& options);
core::Result<void> writeState(const StackPaths& paths, const ServiceUser& user,
                              const StackState& state);

/// Free ports for every server: the remembered ones, else the standard ones, else any. Fills
/// cluster id and sizes.
core::Result<void> chooseIdentity(StackState& state, const StackOptions& options);

} // namespace vigia::backend::stack
