#pragma once

#include "backend/kafka/client_config.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace vigia::backend::kafka {

/// The first record at or after the offset that was asked for.
struct RecordTime {
    std::int64_t offset = 0;
    core::UtcTime time{};
};

/// Fetches single records to learn when they were written, for exact time lag (lag.md). Assigns the
/// one partition and never joins or creates a group, so a watched cluster gets nothing from us. At
/// most `perSecond` fetches a second; answers are kept until 4,096 others came. Any thread may
/// call; callers wait for each other.
class RecordPeek {
public:
    RecordPeek(ClientConfig config, int perSecond);
    ~RecordPeek();
    RecordPeek(const RecordPeek&) = delete;
    RecordPeek& operator=(const RecordPeek&) = delete;

    /// Absent: only transaction markers from there to the end. Rejected: too many fetches this
    /// second, ask again later. NotFound: the offset is outside the log.
    core::Result<std::optional<RecordTime>> at(const std::string& topic, std::int32_t partition,
                                               std::int64_t offset,
                                               std::chrono::milliseconds limit);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
