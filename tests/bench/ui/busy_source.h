#pragma once

#include "core/base/published.h"
#include "core/ops/console_snapshot.h"
#include "ui/testing/fake_control.h"

#include <condition_variable>
#include <deque>
#include <random>
#include <thread>

namespace vigia::bench {

/// Publishes a platform under demo traffic once a second from a thread of its own: sample
/// snapshots of 15 minutes with `topics` topics. For measurements only.
class BusySource {
public:
    BusySource(core::Published<core::ops::ConsoleSnapshot>& target, int topics);

private:
    void publish(std::uint64_t generation);

    core::Published<core::ops::ConsoleSnapshot>& m_target;
    int m_topics;
    std::jthread m_thread;
};

/// Answers the stock API from memory on a thread of its own: `stocks` rows in pages, then twenty
/// changed rows a look. The other calls answer as `FakeControl` does.
class BusyControl : public ui::testing::FakeControl {
public:
    explicit BusyControl(int stocks);
    ~BusyControl() override;

    void rest(std::string method, std::string path, std::string body, Answered answered) override;

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] core::ops::RestAnswer answer(const std::string& path);
    [[nodiscard]] std::string row(int stock);

    int m_stocks;
    std::mt19937 m_random{7};
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::pair<std::string, Answered>> m_waiting; ///< at most 64; more are refused
    std::jthread m_thread;
};

} // namespace vigia::bench
