#pragma once

#include "core/ops/platform_control.h"

#include <mutex>
#include <string>
#include <vector>

namespace vigia::ui::testing {

/// A control that records every call ("process stock-1 kill", "rest GET /api/…") and answers it at
/// once on the caller's thread: with success, or with `failure` when one is set. REST calls get
/// `restAnswer`. GUI tests only.
class FakeControl : public core::ops::PlatformControl {
public:
    void process(std::string target, std::string verb, Done done) override;
    void scale(std::string role, int count, Done done) override;
    void setDemoTraffic(bool on, Done done) override;
    void rest(std::string method, std::string path, std::string body, Answered answered) override;
    void topicConfiguration(std::string cluster, std::string topic, Described described) override;
    void watchGroup(std::string cluster, std::string group) override;
    void setHistoryRange(std::chrono::seconds range) override;
    void setSampleInterval(std::chrono::milliseconds interval) override;

    std::vector<std::string> calls;
    std::chrono::seconds historyRange{0}; ///< as last wished
    std::optional<core::Error> failure;
    core::ops::RestAnswer restAnswer{200, {}};
    /// When set, it answers instead of `restAnswer`.
    std::function<core::ops::RestAnswer(const std::string& method, const std::string& path,
                                        const std::string& body)>
        onRest;

private:
    void answer(const Done& done, std::string call);
};

} // namespace vigia::ui::testing
