#pragma once

#include "backend/kafka/client_config.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::backend::kafka {

/// An idempotent producer (acks=all, the settings of platform.md 4.3) of one topic for an owner
/// that waits in an event loop of its own: no thread, no locks, reports on the owner's thread when
/// it takes them. For load runs, where each record's cost counts. After a fatal error everything
/// fails until its end.
class DirectProducer {
public:
    /// `error` is empty for an acknowledged record.
    using OnReport = std::function<void(std::uint64_t id, std::string_view error)>;

    static core::Result<std::unique_ptr<DirectProducer>>
    create(const ClientConfig& config, const std::string& topic, OnReport onReport);
    ~DirectProducer();
    DirectProducer(const DirectProducer&) = delete;
    DirectProducer& operator=(const DirectProducer&) = delete;

    /// Readable when there are reports.
    [[nodiscard]] int fd() const;
    /// Copies the value. Nothing when the queue is full: try again after reports; else what was
    /// wrong, "" when it was taken.
    std::optional<std::string> produce(std::int32_t partition, std::string_view value,
                                       std::uint64_t id);
    /// Hands over all reports that are there.
    void takeReports();
    /// Records without a report.
    [[nodiscard]] std::size_t pending() const;
    /// Fails what is queued or in flight and reports it.
    void purge();

private:
    struct Impl;
    explicit DirectProducer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Reads one topic from its beginning, without a group, for an owner that waits in an event loop.
class DirectConsumer {
public:
    using OnRecord = std::function<void(std::int32_t partition, std::string_view value)>;

    static core::Result<std::unique_ptr<DirectConsumer>>
    create(const ClientConfig& config, const std::string& topic, int partitions, OnRecord onRecord);
    ~DirectConsumer();
    DirectConsumer(const DirectConsumer&) = delete;
    DirectConsumer& operator=(const DirectConsumer&) = delete;

    [[nodiscard]] int fd() const;
    /// Hands over a thousand records at most; `fd` stays readable while there may be more.
    void takeRecords();

private:
    struct Impl;
    explicit DirectConsumer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
