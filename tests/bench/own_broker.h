#pragma once

#include <sys/types.h>

namespace vigia::bench {

/// The Kafka broker that this build's own test stack runs; a broker that the environment names is
/// somebody else's and not touched.
class OwnBroker {
public:
    OwnBroker();
    [[nodiscard]] bool found() const { return m_pid > 0; }

    /// The broker answers nobody while this lives.
    class Asleep {
    public:
        explicit Asleep(const OwnBroker& broker);
        ~Asleep();
        Asleep(const Asleep&) = delete;
        Asleep& operator=(const Asleep&) = delete;

    private:
        pid_t m_pid;
    };

private:
    pid_t m_pid = 0;
};

} // namespace vigia::bench
