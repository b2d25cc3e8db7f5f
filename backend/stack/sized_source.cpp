#include "backend/stack/sized_source.h"

#include <fmt/format.h>

namespace vigia::backend::stack {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kSizesEvery{10};

/// Bytes of the segments in one partition's folder, as Kafka itself counts its size.
std::int64_t segmentBytes(const fs::path& folder) {
    std::int64_t bytes = 0;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() != ".log")
            continue;
        const auto size = at->file_size(error);
        if (!error)
            bytes += static_cast<std::int64_t>(size);
        error.clear(); // it may have been deleted meanwhile
    }
    return bytes;
}

} // namespace

core::Result<core::ops::ClusterSample> SizedSource::sample() {
    auto look = m_source->sample();
    if (!look)
        return look;
    if (!m_measuredAt || look->finishedAt - *m_measuredAt >= kSizesEvery) {
        m_measuredAt = look->finishedAt;
        m_bytes.clear();
        for (const auto& [broker, folder] : m_folders) {
            std::error_code error;
            for (fs::directory_iterator at(folder, error), end; !error && at != end;
                 at.increment(error)) {
                std::error_code ignored;
                if (at->is_directory(ignored))
                    m_bytes[{broker, at->path().filename().string()}] = segmentBytes(at->path());
            }
        }
    }
    for (auto& topic : look->topics) {
        for (auto& partition : topic.partitions) {
            const auto found = m_bytes.find(
                {partition.leader, fmt::format("{}-{}", topic.name, partition.partition)});
            if (found != m_bytes.end())
                partition.sizeBytes = found->second;
        }
    }
    return look;
}

} // namespace vigia::backend::stack
