#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include <sys/types.h>

namespace vigia::bench {

/// The real program with the roles gateway, stock and analytics in one process, on a database and
/// topics of its own. Killed by the destructor.
class ServiceProcess {
public:
    ServiceProcess(const std::string& databaseUrl, const std::string& topicPrefix);
    ~ServiceProcess();
    ServiceProcess(const ServiceProcess&) = delete;
    ServiceProcess& operator=(const ServiceProcess&) = delete;

    /// SIGTERM; its exit code once it is gone.
    int terminate();

    /// Of the gateway.
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_pid; }
    /// From exec until it said that it is ready.
    [[nodiscard]] double secondsToReady() const { return m_readyAfter; }
    [[nodiscard]] double residentMegabytes() const;

private:
    void exec(const std::string& databaseUrl, const std::string& topicPrefix, int output);
    void awaitReady(int output);

    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
    double m_readyAfter = 0;
    std::jthread m_drain; ///< reads what it prints until it ends
};

/// The largest resident size of a process while this object lives, looked at ten times a second.
class PeakMemory {
public:
    explicit PeakMemory(const ServiceProcess& process);
    [[nodiscard]] double megabytes() const { return m_peak; }

private:
    std::atomic<double> m_peak{0};
    std::jthread m_watch;
};

} // namespace vigia::bench
