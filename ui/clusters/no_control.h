#pragma once

#include "core/ops/platform_control.h"

namespace vigia::ui::clusters {

/// Before a cluster is chosen there is nothing to act on: every call is refused at once.
class NoControl final : public core::ops::PlatformControl {
public:
    void process(std::string, std::string, Done done) override { done(nothing()); }
    void scale(std::string, int, Done done) override { done(nothing()); }
    void setDemoTraffic(bool, Done done) override { done(nothing()); }
    void rest(std::string, std::string, std::string, Answered answered) override {
        answered(nothing());
    }
    void topicConfiguration(std::string, std::string, Described described) override {
        described(nothing());
    }
    void watchGroup(std::string, std::string) override {}
    void setHistoryRange(std::chrono::seconds) override {}
    void setSampleInterval(std::chrono::milliseconds) override {}

private:
    static core::Error nothing() {
        return core::failure(core::ErrorCode::Conflict, "choose a cluster first");
    }
};

} // namespace vigia::ui::clusters
