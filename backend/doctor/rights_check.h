#pragma once

#include "backend/kafka/client_config.h"
#include "core/ops/connection_report.h"

#include <chrono>
#include <vector>

namespace vigia::backend::doctor {

/// What we may look at: cluster, topics, groups, configurations, each a check of step `rights`,
/// with the ACL that is missing. An empty list where a right may be missing is never called a
/// success.
std::vector<core::ops::ConnectionCheck> checkRights(const kafka::ClientConfig& client,
                                                    std::chrono::milliseconds patience);

} // namespace vigia::backend::doctor
