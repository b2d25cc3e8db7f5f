#pragma once

#include "backend/kafka/client_config.h"
#include "core/stream/publisher.h"

#include <memory>

namespace vigia::backend::kafka {

/// The outbox relay's producer (platform.md 4.3): `message.timeout.ms=0` and
/// `enable.gapless.guarantee=true`, so a record is either acknowledged in order or fails together
/// with everything behind it. Owned and called by one thread; reports are made inside
/// awaitReports(), no callback runs anywhere else. Destroying it drops what is queued.
class KafkaBatchPublisher final : public core::stream::BatchPublisher {
public:
    /// InvalidInput names the property that is wrong. Connects in the background.
    static core::Result<std::unique_ptr<KafkaBatchPublisher>> create(ClientConfig config);
    ~KafkaBatchPublisher() override;

    core::stream::Enqueued enqueue(const std::vector<core::stream::Record>& records,
                                   std::uint64_t firstTag) override;
    std::vector<core::stream::PublishReport> awaitReports(std::chrono::milliseconds wait) override;
    void purge() override;
    [[nodiscard]] bool broken() const override;
    core::Result<void> remake() override;

private:
    struct Impl;
    explicit KafkaBatchPublisher(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
