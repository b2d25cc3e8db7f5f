#include "core/report/formats.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::core::report {

std::string_view formatName(Format format) {
    switch (format) {
    case Format::Html:
        return "html";
    case Format::Pdf:
        return "pdf";
    case Format::Markdown:
        return "markdown";
    case Format::Csv:
        return "csv";
    case Format::Json:
        return "json";
    case Format::JUnit:
        break;
    }
    return "junit";
}

std::string_view formatEnding(Format format) {
    switch (format) {
    case Format::Markdown:
        return ".md";
    case Format::JUnit:
        return ".junit.xml";
    case Format::Html:
        return ".html";
    case Format::Pdf:
        return ".pdf";
    case Format::Csv:
        return ".csv";
    case Format::Json:
        break;
    }
    return ".json";
}

Result<Format> parseFormat(std::string_view name) {
    std::vector<std::string> known;
    for (const Format format : kAllFormats) {
        if (formatName(format) == name)
            return format;
        known.emplace_back(formatName(format));
    }
    const auto near = nearestWord(name, known);
    return failure(ErrorCode::InvalidInput,
                   fmt::format("there is no report format '{}'; {}", escapedForDisplay(name, 40),
                               near ? fmt::format("did you mean '{}'?", *near)
                                    : fmt::format("known are {}", fmt::join(known, ", "))));
}

} // namespace vigia::core::report
