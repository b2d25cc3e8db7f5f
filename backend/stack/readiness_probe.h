#pragma once

#include "backend/stack/process_spec.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vigia::backend::stack {

/// One check, blocking at most about a second: empty when the server is ready, else why it is not
/// (a few words).
std::string checkReadiness(const Readiness& readiness);
/// Empty when the broker lists itself in the metadata it serves on this port.
std::string checkKafkaBroker(std::uint16_t port, std::int32_t nodeId);

/// Asks servers that are starting whether they are ready, on a thread of its own, so that the
/// supervisor never waits. Owned by LocalStack; `stop()` and the destructor wait for a running
/// check.
class ReadinessProbe {
public:
    ReadinessProbe() = default;
    ~ReadinessProbe() { stop(); }
    ReadinessProbe(const ReadinessProbe&) = delete;
    ReadinessProbe& operator=(const ReadinessProbe&) = delete;

    void start();
    void stop();

    /// Replaces what is asked for: name and check of each process that is starting.
    void want(std::map<std::string, Readiness> wanted);
    /// Answers since the last call; empty text: ready.
    [[nodiscard]] std::map<std::string, std::string> takeAnswers();

private:
    void run(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::string, Readiness> m_wanted;
    std::map<std::string, std::string> m_answers;
    std::jthread m_thread;
};

} // namespace vigia::backend::stack
