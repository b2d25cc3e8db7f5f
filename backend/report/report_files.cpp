#include "backend/report/report_files.h"

#include "backend/report/pdf.h"
#include "core/base/file.h"
#include "core/base/time_text.h"

#include <algorithm>

namespace vigia::backend::report {

using namespace core::report;

namespace {

constexpr std::size_t kMostSubject = 60;

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

} // namespace

core::Result<std::string> written(const CleanReport& report, Format format) {
    switch (format) {
    case Format::Html:
        return htmlOf(report);
    case Format::Pdf:
        return pdfOf(report);
    case Format::Markdown:
        return markdownOf(report);
    case Format::Csv:
        return csvOf(report);
    case Format::Json:
        return jsonOf(report);
    case Format::JUnit:
        break;
    }
    return junitOf(report);
}

std::string fileStem(const Report& report) {
    std::string stem = report.subject.substr(0, kMostSubject);
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return !isPlain(c); }, '_');
    std::string time = core::formatRfc3339(report.from).substr(0, 19);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    std::replace(time.begin(), time.end(), 'T', '-');
    return (stem.empty() ? "report" : stem) + "-" + time;
}

core::Result<std::vector<std::filesystem::path>>
writeReportFiles(const CleanReport& report, const std::filesystem::path& folder,
                 const std::vector<Format>& formats) {
    std::vector<std::filesystem::path> files;
    for (const Format format : formats) {
        const auto text = written(report, format);
        if (!text)
            return text.error();
        const auto file = folder / (fileStem(*report) + std::string(formatEnding(format)));
        if (const auto put = core::replaceFile(file, *text); !put)
            return put.error();
        files.push_back(file);
    }
    return files;
}

} // namespace vigia::backend::report
