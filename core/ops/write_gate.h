#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <chrono>
#include <mutex>
#include <string>

namespace vigia::core::ops {

/// `orders is production and read-only`, `orders is read-only`: the first words of every refusal.
std::string readOnlySentence(const std::string& cluster, const std::string& tag);

/// Lets changes of one cluster through: always where it may be changed, else only while somebody
/// who gave its name and a reason keeps it unlocked. Any thread may call it.
class WriteGate {
public:
    static constexpr std::chrono::minutes kLasts{15};

    /// `clock` outlives the gate.
    WriteGate(std::string cluster, std::string tag, bool readOnly, const Clock& clock);

    /// Rejected with the way to unlock while the cluster is locked.
    [[nodiscard]] Result<void> check() const;
    /// InvalidInput without the cluster's own name or without a reason; nothing to do where changes
    /// are allowed anyway.
    Result<void> unlock(const std::string& cluster, const std::string& reason);
    void lock();
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }

private:
    [[nodiscard]] bool isLocked() const;

    const std::string m_cluster;
    const std::string m_tag;
    const bool m_readOnly;
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    SteadyTime m_until{}; ///< the epoch: locked
};

} // namespace vigia::core::ops
