#pragma once

#include "backend/kafka/cluster_sampler.h"
#include "backend/stack/guard_client.h"
#include "core/ops/platform_source.h"
#include "core/ops/sampler.h"

#include <memory>

namespace vigia::app {

/// The guard's processes for a monitor that may outlive one of its connections.
class SharedProcesses final : public core::ops::ProcessSource {
public:
    explicit SharedProcesses(std::shared_ptr<backend::stack::GuardClient> guard)
        : m_guard(std::move(guard)) {}
    core::Result<std::vector<core::ops::ProcessStatus>> processes() override {
        return m_guard->processes();
    }

private:
    std::shared_ptr<backend::stack::GuardClient> m_guard;
};

} // namespace vigia::app
