#include "backend/report/report_schedule.h"

#include "backend/report/report_files.h"
#include "core/report/operations_report.h"

#include <algorithm>
#include <map>

namespace vigia::backend::report {

using namespace core::report;

namespace {

constexpr std::size_t kTimeLength = 15; ///< `20250102-030405`

constexpr std::string_view kSubject = "operations-local"; ///< of the platform's own cluster

/// What a report of `subject` is called without its ending; empty for any other file.
std::string stemOf(const std::string& name, const std::string& subject) {
    const std::size_t length = subject.size() + 1 + kTimeLength;
    if (!name.starts_with(subject + "-") || name.size() <= length)
        return {};
    const auto time = name.substr(subject.size() + 1, kTimeLength);
    const auto ending = name.substr(length);
    const bool ours = std::all_of(time.begin(), time.end(),
                                  [](char c) { return (c >= '0' && c <= '9') || c == '-'; }) &&
                      std::any_of(kAllFormats.begin(), kAllFormats.end(),
                                  [&](Format format) { return formatEnding(format) == ending; });
    return ours ? name.substr(0, length) : std::string();
}

} // namespace

Period lastPeriod(Every every, core::UtcTime now) {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    if (every == Every::Day)
        return {today - std::chrono::days(1), today};
    const std::chrono::weekday weekday(std::chrono::sys_days(today.time_since_epoch()));
    const auto monday = today - (weekday - std::chrono::Monday);
    return {monday - std::chrono::days(7), monday};
}

bool ReportSchedule::isDue(core::UtcTime now) const {
    const Period period = lastPeriod(m_options.every, now);
    if (period.to <= m_options.watchedSince)
        return false;
    Report named;
    named.subject = kSubject;
    named.from = period.from;
    std::error_code ec;
    const auto last = formatEnding(kAllFormats.back()); // written last: all the others are there
    return !std::filesystem::exists(m_options.folder / (fileStem(named) + std::string(last)), ec);
}

core::Result<std::vector<std::filesystem::path>>
ReportSchedule::turn(const core::ops::ConsoleSnapshot& snapshot, core::UtcTime now) const {
    if (!isDue(now))
        return std::vector<std::filesystem::path>{};
    const Period period = lastPeriod(m_options.every, now);
    auto report = operationsReport(
        snapshot, {m_options.program, now, period.from, period.to, m_options.watchedSince});
    report.subject = kSubject;
    auto files = writeReportFiles(CleanReport(std::move(report), m_options.secrets),
                                  m_options.folder, {kAllFormats.begin(), kAllFormats.end()});
    if (files)
        pruneReports(m_options.folder, std::string(kSubject), m_options.keep);
    return files;
}

std::size_t pruneReports(const std::filesystem::path& folder, const std::string& subject,
                         std::size_t keep) {
    std::map<std::string, std::vector<std::filesystem::path>> reports; // oldest first
    std::error_code ec;
    for (std::filesystem::directory_iterator at(folder, ec), end; !ec && at != end;
         at.increment(ec)) {
        const auto stem = stemOf(at->path().filename().string(), subject);
        if (!stem.empty() && at->is_regular_file(ec))
            reports[stem].push_back(at->path());
    }
    std::size_t removed = 0;
    for (auto report = reports.begin(); reports.size() > keep; report = reports.erase(report)) {
        for (const auto& file : report->second)
            removed += std::filesystem::remove(file, ec) ? 1U : 0U;
    }
    return removed;
}

} // namespace vigia::backend::report
