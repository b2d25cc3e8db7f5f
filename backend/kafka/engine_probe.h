#pragma once

#include "core/stream/record.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace vigia::backend::kafka {

/// Why a partition is not read: the closed set of the label `reason` of `kafka_consumer_paused`.
namespace pause {
inline constexpr std::string_view kClaim = "claim";
inline constexpr std::string_view kDatabase = "database";
inline constexpr std::string_view kOffsetsReset = "offsets reset needed";
inline constexpr std::string_view kGivenBack = "given back";
inline constexpr std::string_view kHandlerFailing = "handler failing";
inline constexpr std::string_view kNotBefore = "not-before";
inline constexpr std::string_view kBackPressure = "back-pressure";
inline constexpr std::array kAll{kClaim,          kDatabase,  kOffsetsReset, kGivenBack,
                                 kHandlerFailing, kNotBefore, kBackPressure};
} // namespace pause

enum class EngineEventKind {
    Assigned,   ///< partitions came; `count`
    Revoked,    ///< partitions went in order; `count`
    Lost,       ///< the member was thrown out; `count`
    Rebalanced, ///< all new partitions are claimed and read again; `duration`
    DatabaseDown,
    DatabaseUp,
    OffsetsLost,    ///< `count` records were deleted before they were read
    OffsetsAhead,   ///< stored offset beyond the log; paused until `vigia offsets reset`
    TopicRecreated, ///< paused until `vigia offsets reset`
    HandlerFailing, ///< more than 10 of 100 records fail alone; paused until resume()
    Fenced,         ///< another process has this member's instance id; this one must end
    ClientError,    ///< what the Kafka client reports; it goes on by itself
};

struct EngineEvent {
    EngineEventKind kind = EngineEventKind::ClientError;
    std::string topic = {}; ///< physical; empty when it concerns the group
    std::int32_t partition = -1;
    std::int64_t count = 0;
    std::chrono::milliseconds duration{0};
    std::string text = {}; ///< a sentence for a person
};

/// What an engine tells metrics and operations events. Called on the engine's threads: quick,
/// thread-safe, no throwing.
class EngineProbe {
public:
    virtual ~EngineProbe() = default;
    virtual void consumed(std::string_view /*topic*/, std::int32_t /*partition*/,
                          std::size_t /*records*/) {}
    /// After the commit of its transaction.
    virtual void outcome(std::string_view /*topic*/, const core::stream::Outcome& /*outcome*/) {}
    /// After the commit; `duration` from the receipt of the batch.
    virtual void batchSettled(std::span<const core::stream::Record> /*records*/,
                              std::chrono::nanoseconds /*duration*/) {}
    /// `reason` is one of `pause::kAll`; empty: it is read again.
    virtual void paused(std::string_view /*topic*/, std::int32_t /*partition*/,
                        std::string_view /*reason*/) {}
    /// Just before a claim in the database.
    virtual void claiming(std::string_view /*topic*/, std::int32_t /*partition*/) {}
    virtual void event(const EngineEvent& /*event*/) {}
};

} // namespace vigia::backend::kafka
