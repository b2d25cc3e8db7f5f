#include "core/ops/write_gate.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::core::ops {

std::string readOnlySentence(const std::string& cluster, const std::string& tag) {
    return fmt::format("{} is {}read-only", escapedForDisplay(cluster, 80),
                       tag == "prod" ? "production and " : "");
}

Result<void> checkPass(const std::string& cluster, const WritePass& pass) {
    if (pass.cluster != cluster)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("unlocking takes the cluster's own name, {}",
                                   escapedForDisplay(cluster, 80)));
    if (trimmed(pass.reason).empty())
        return failure(ErrorCode::InvalidInput,
                       "unlocking takes a reason, such as the number of a ticket");
    return {};
}

Result<void> WriteLock::check(const WritePass& pass) const {
    if (!readOnly)
        return {};
    const auto opened = checkPass(cluster, pass);
    if (opened)
        return {};
    return failure(ErrorCode::Rejected,
                   fmt::format("{}: {}.", readOnlySentence(cluster, tag), opened.error().message));
}

WriteGate::WriteGate(std::string cluster, std::string tag, bool readOnly, const Clock& clock)
    : m_cluster(std::move(cluster)), m_tag(std::move(tag)), m_readOnly(readOnly), m_clock(clock) {}

bool WriteGate::isLocked() const {
    const std::lock_guard lock(m_mutex);
    return m_readOnly && (m_until == SteadyTime{} || m_clock.steadyNow() >= m_until);
}

Result<WritePass> WriteGate::check() const {
    if (!isLocked()) {
        const std::lock_guard lock(m_mutex);
        return m_pass;
    }
    return failure(ErrorCode::Rejected,
                   readOnlySentence(m_cluster, m_tag) +
                       ": unlock it with its name and a reason first; it locks again after 15 "
                       "minutes");
}

Result<void> WriteGate::unlock(const std::string& cluster, const std::string& reason) {
    if (!m_readOnly)
        return {};
    if (auto checked = checkPass(m_cluster, {cluster, reason}); !checked)
        return checked;
    const std::lock_guard lock(m_mutex);
    m_until = m_clock.steadyNow() + kLasts;
    m_pass = {cluster, std::string(trimmed(reason))};
    return {};
}

void WriteGate::lock() {
    const std::lock_guard lock(m_mutex);
    m_until = {};
    m_pass = {};
}

} // namespace vigia::core::ops
