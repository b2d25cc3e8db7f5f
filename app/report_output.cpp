#include "app/report_output.h"

#include "app/commands/commands.h"
#include "app/commands/load_runs.h"
#include "backend/config/schema.h"
#include "backend/host/system_clock.h"
#include "backend/report/report_files.h"
#include "core/base/mask.h"
#include "core/base/text.h"
#include "core/report/load_report.h"

#include <cstdio>

namespace vigia::app {

using core::report::Format;

std::vector<std::string> knownSecrets(const Context& context) {
    std::vector<std::string> secrets;
    for (const auto& [path, setting] : context.settings.all()) {
        if (backend::config::isSecret(path))
            secrets.push_back(setting.value);
    }
    for (const auto& [name, value] : context.sources.environment) {
        if (core::isSecretName(name))
            secrets.push_back(value);
    }
    return secrets;
}

std::string programName() {
    return "Vigia " VIGIA_VERSION;
}

core::Result<void> writeReport(const Context& context, core::report::Report report,
                               const std::string& folder,
                               const std::vector<core::report::Format>& formats, std::FILE* told) {
    const core::report::CleanReport clean(std::move(report), knownSecrets(context));
    const auto files = backend::report::writeReportFiles(clean, folder, formats);
    if (!files)
        return files.error();
    for (const auto& file : *files)
        std::fprintf(told, "wrote %s\n", core::escapedForDisplay(file.string(), 300).c_str());
    return {};
}

core::Result<std::vector<Format>> formatsOf(const Parsed& parsed) {
    if (!parsed.has("format"))
        return std::vector<Format>{core::report::kAllFormats.begin(),
                                   core::report::kAllFormats.end()};
    std::vector<Format> formats;
    for (const auto& name : parsed.options.at("format")) {
        const auto format = core::report::parseFormat(name);
        if (!format)
            return format.error();
        formats.push_back(*format);
    }
    return formats;
}

core::report::Report loadReportOf(const Context& context, const core::load::RunResult& result) {
    return core::report::loadReport(result, {.program = programName(),
                                             .writtenAt = backend::host::SystemClock().now(),
                                             .earlier = baselineFor(context, result)});
}

int deliver(const Context& context, const Parsed& parsed, core::report::Report report) {
    if (parsed.json()) {
        const core::report::CleanReport clean(std::move(report), knownSecrets(context));
        std::puts(core::report::jsonOf(clean).c_str());
        return kOk;
    }
    const auto formats = formatsOf(parsed);
    if (!formats)
        return reportError(formats.error());
    const auto done =
        writeReport(context, std::move(report), parsed.option("into", "."), *formats, stdout);
    return done ? kOk : reportError(done.error());
}

} // namespace vigia::app
