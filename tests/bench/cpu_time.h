#pragma once

#include <map>
#include <string>

#include <sys/types.h>

namespace vigia::bench {

/// CPU seconds (user and system) that the parts of a platform took since this object was made:
/// `service` (one process and its threads), `kafka` (every java), `postgres` and `client` (this
/// process). Processes that ended meanwhile are not counted.
class CpuTime {
public:
    explicit CpuTime(pid_t service);
    [[nodiscard]] std::map<std::string, double> seconds() const;

private:
    const pid_t m_service;
    const std::map<std::string, double> m_before;
};

/// `service 0.21, postgres 0.40, kafka 0.11, client 0.05`: milliseconds an operation.
std::string millisEach(const std::map<std::string, double>& seconds, double operations);

} // namespace vigia::bench
