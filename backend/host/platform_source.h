#pragma once

#include "backend/postgres/pool.h"
#include "core/ops/platform_source.h"

namespace vigia::backend::host {

/// The monitor's look into the platform's own database: live instances and outboxes. Blocks on the
/// database; one thread at a time.
class DatabasePlatformSource final : public core::ops::PlatformSource {
public:
    explicit DatabasePlatformSource(postgres::Pool& pool) : m_pool(pool) {}
    core::Result<core::ops::PlatformState> state() override;

private:
    postgres::Pool& m_pool;
};

} // namespace vigia::backend::host
