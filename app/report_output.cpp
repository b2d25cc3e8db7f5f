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

core::Result<std::vector<std::string>> writeReport(const Context& context,
                                                   core::report::Report report,
                                                   const core::report::ReportWish& wish,
                                                   const ReportHooks& hooks) {
    const core::report::CleanReport clean(std::move(report), knownSecrets(context));
    std::vector<std::string> files;
    for (const auto format : wish.formats) {
        if (hooks.ended && hooks.ended())
            return calledOff(files.size());
        const auto file = backend::report::writeReportFiles(clean, wish.folder, {format});
        if (!file)
            return file.error();
        files.push_back(file->front().string());
        if (hooks.step)
            hooks.step({files.size(), wish.formats.size(), files.back()});
    }
    return files;
}

core::Error calledOff(std::size_t written) {
    return core::failure(core::ErrorCode::Cancelled,
                         written == 0 ? "the report was called off; nothing was written"
                                      : "the report was called off; what was written stays");
}

ReportHooks toldIn(std::FILE* told) {
    return {.step = [told](const core::report::ReportStep& step) {
        std::fprintf(told, "wrote %s\n", core::escapedForDisplay(step.file, 300).c_str());
    }};
}

core::report::Report operationsReportOf(const core::ops::ConsoleSnapshot& snapshot,
                                        core::UtcTime from, core::UtcTime to, core::UtcTime since) {
    return core::report::operationsReport(
        snapshot, {programName(), backend::host::SystemClock().now(), from, to, since});
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
    const auto done = writeReport(context, std::move(report),
                                  {parsed.option("into", "."), *formats}, toldIn(stdout));
    return done ? kOk : reportError(done.error());
}

} // namespace vigia::app
