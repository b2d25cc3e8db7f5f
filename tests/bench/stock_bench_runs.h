#pragma once

#include "tests/bench/table.h"

#include <chrono>

namespace vigia::bench {

/// GET /stocks/{id} at 32 connections against BareServer with the same select.
Row readsById(std::chrono::seconds time);
/// POST /stocks at 32 connections against pgbench with 32 clients on the same statement; relay and
/// consumers off.
Row creations(std::chrono::seconds time);
/// 500 creations a second with the relay on: commit → acknowledged by Kafka, p95.
Row commitToAcknowledged(std::chrono::seconds time);
/// The consumer engine with the analytics handler against a loop of the same statements on batches
/// made before.
Row analyticsEngine();

} // namespace vigia::bench
