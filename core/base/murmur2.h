#pragma once

#include <cstdint>
#include <string_view>

namespace vigia::core {

/// Murmur2 as Kafka's Java client computes it (seed 0x9747b28c), made positive as its partitioner
/// does. Source: org.apache.kafka.common.utils.Utils.murmur2 and toPositive.
std::uint32_t kafkaMurmur2(std::string_view key);

/// The outbox shard of a key: `kafkaMurmur2(key) mod 16` (platform.md 4.4).
std::int16_t outboxShard(std::string_view key);

} // namespace vigia::core
