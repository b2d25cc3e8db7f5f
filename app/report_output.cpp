#include "app/report_output.h"

#include "backend/config/schema.h"
#include "backend/report/report_files.h"
#include "core/base/mask.h"
#include "core/base/text.h"

#include <cstdio>

namespace vigia::app {

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
                               const std::vector<core::report::Format>& formats) {
    const core::report::CleanReport clean(std::move(report), knownSecrets(context));
    const auto files = backend::report::writeReportFiles(clean, folder, formats);
    if (!files)
        return files.error();
    for (const auto& file : *files)
        std::fprintf(stderr, "wrote %s\n", core::escapedForDisplay(file.string(), 300).c_str());
    return {};
}

} // namespace vigia::app
