#pragma once

#include "core/report/report_desk.h"

#include <string>
#include <vector>

namespace vigia::ui::testing {

/// Reports that write nothing: they say at once that every file was written, or keep the answer
/// back until `finish`.
class FakeReportDesk final : public core::report::ReportDesk {
public:
    [[nodiscard]] std::string usualFolder() const override { return "/home/ops/vigia-reports"; }
    void operations(core::ops::ConsoleSnapshotPtr snapshot, core::UtcTime from, core::UtcTime to,
                    core::report::ReportWish wish, std::stop_token stop, Progress progress,
                    Written written) override;
    void run(std::string id, core::report::ReportWish wish, std::stop_token stop, Progress progress,
             Written written) override;
    /// Answers what was kept back.
    void finish();

    std::vector<std::string> calls; ///< `operations local 900 s html pdf`
    bool keepBack = false;
    std::optional<core::Error> failure;

private:
    void take(std::string call, core::report::ReportWish wish, std::stop_token stop,
              Progress progress, Written written);
    struct Kept {
        core::report::ReportWish wish;
        std::stop_token stop;
        Written written;
    };
    std::optional<Kept> m_kept;
};

} // namespace vigia::ui::testing
