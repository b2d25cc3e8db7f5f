#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <chrono>
#include <mutex>
#include <string>

namespace vigia::core::ops {

/// `orders is production and read-only`, `orders is read-only`: the first words of every refusal.
std::string readOnlySentence(const std::string& cluster, const std::string& tag);

/// What somebody gave to change a locked cluster. It goes along with every change, so that whoever
/// carries it out refuses it by itself; empty where nothing was locked.
struct WritePass {
    std::string cluster;
    std::string reason;
};

/// The lock of a cluster, handed to whatever changes it, so that it refuses by itself.
struct WriteLock {
    std::string cluster;
    std::string tag;
    bool readOnly = false;

    /// Rejected with the way to unlock, unless nothing is locked or `pass` opens it.
    [[nodiscard]] Result<void> check(const WritePass& pass) const;
};

/// A lock and what somebody gave to open it.
struct WritePermit {
    WriteLock lock;
    WritePass pass;

    [[nodiscard]] Result<void> check() const { return lock.check(pass); }
};

/// InvalidInput unless `pass` has the name `cluster` and a reason.
Result<void> checkPass(const std::string& cluster, const WritePass& pass);

/// Lets changes of one cluster through: always where it may be changed, else only while somebody
/// who gave its name and a reason keeps it unlocked. Any thread may call it.
class WriteGate {
public:
    static constexpr std::chrono::minutes kLasts{15};

    /// `clock` outlives the gate.
    WriteGate(std::string cluster, std::string tag, bool readOnly, const Clock& clock);

    /// Rejected with the way to unlock while the cluster is locked; else what it was unlocked with.
    [[nodiscard]] Result<WritePass> check() const;
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
    WritePass m_pass;
};

} // namespace vigia::core::ops
