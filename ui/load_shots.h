#pragma once

#include "core/load/load_desk.h"

namespace vigia::ui {

/// The load tests of a program as they stand still for a picture: their runs as they are, or one of
/// them as if it went on, none at all, or none that can be read. Changes nothing and starts
/// nothing. `real` outlives it.
class StillLoads final : public core::load::LoadDesk {
public:
    enum class Moment { Kept, Live, Empty, Unreadable };

    /// The id of the run that goes on.
    static constexpr const char* kLiveRun = "live";

    explicit StillLoads(core::load::LoadDesk& real);

    /// False: there is no run to show.
    bool set(Moment moment);

    core::Published<std::vector<core::load::ScenarioCard>>& scenarios() override {
        return m_real.scenarios();
    }
    core::Published<core::load::LoadStatus>& status() override { return m_status; }
    void start(std::string scenario, bool brief, core::ops::WritePass pass, Done done) override;
    void stop() override {}
    void list(Listed listed) override;
    void read(std::string id, Read read) override;
    void compare(std::string before, std::vector<std::string> others, Compared compared) override;
    void annotate(std::string id, core::load::RunAnnotation annotation, Done done) override;
    void makeBaseline(std::string id, Done done) override;
    void remove(std::string id, Done done) override;

private:
    [[nodiscard]] std::shared_ptr<const core::load::RunView> newest();

    core::load::LoadDesk& m_real;
    core::Published<core::load::LoadStatus> m_status;
    std::shared_ptr<const core::load::RunView> m_live;
    Moment m_moment = Moment::Kept;
};

} // namespace vigia::ui
