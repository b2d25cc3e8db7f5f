#pragma once

#include "core/ops/sampler.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace vigia::backend::stack {

/// Adds to every look how large the log of each partition's leader is. The client library can't
/// ask that of a broker; on the local stack the brokers' folders can be read. At most every ten
/// seconds, on the thread that looks; what can't be read stays absent.
class SizedSource : public core::ops::SampleSource {
public:
    using BrokerFolders = std::map<std::int32_t, std::filesystem::path>;

    SizedSource(std::unique_ptr<core::ops::SampleSource> source, BrokerFolders folders)
        : m_source(std::move(source)), m_folders(std::move(folders)) {}

    core::Result<core::ops::ClusterSample> sample() override;
    core::Result<std::optional<core::UtcTime>>
    recordTime(const std::string& topic, std::int32_t partition, std::int64_t offset) override {
        return m_source->recordTime(topic, partition, offset);
    }

private:
    const std::unique_ptr<core::ops::SampleSource> m_source;
    const BrokerFolders m_folders;
    std::map<std::pair<std::int32_t, std::string>, std::int64_t> m_bytes; ///< broker, `topic-3`
    std::optional<core::UtcTime> m_measuredAt;
};

} // namespace vigia::backend::stack
