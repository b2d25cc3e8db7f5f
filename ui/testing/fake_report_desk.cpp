#include "ui/testing/fake_report_desk.h"

namespace vigia::ui::testing {

using core::report::ReportWish;

namespace {

std::string fileOf(const ReportWish& wish, core::report::Format format) {
    return wish.folder + "/local-20270115-143207" + std::string(core::report::formatEnding(format));
}

} // namespace

void FakeReportDesk::operations(core::ops::ConsoleSnapshotPtr snapshot, core::UtcTime from,
                                core::UtcTime to, ReportWish wish, std::stop_token stop,
                                Progress progress, Written written) {
    const auto length = std::chrono::duration_cast<std::chrono::seconds>(to - from).count();
    take("operations " + snapshot->cluster + " " + std::to_string(length) + " s", std::move(wish),
         std::move(stop), std::move(progress), std::move(written));
}

void FakeReportDesk::run(std::string id, ReportWish wish, std::stop_token stop, Progress progress,
                         Written written) {
    take("run " + id, std::move(wish), std::move(stop), std::move(progress), std::move(written));
}

void FakeReportDesk::take(std::string call, ReportWish wish, std::stop_token stop,
                          Progress progress, Written written) {
    for (const auto format : wish.formats)
        call += " " + std::string(core::report::formatName(format));
    calls.push_back(std::move(call));
    if (failure)
        return written(*failure);
    progress({1, wish.formats.size(), fileOf(wish, wish.formats.front())});
    m_kept = Kept{std::move(wish), std::move(stop), std::move(written)};
    if (!keepBack)
        finish();
}

void FakeReportDesk::finish() {
    const auto kept = std::exchange(m_kept, std::nullopt);
    if (!kept)
        return;
    if (kept->stop.stop_requested())
        return kept->written(core::failure(core::ErrorCode::Cancelled,
                                           "the report was called off; what was written stays"));
    std::vector<std::string> files;
    for (const auto format : kept->wish.formats)
        files.push_back(fileOf(kept->wish, format));
    kept->written(std::move(files));
}

} // namespace vigia::ui::testing
