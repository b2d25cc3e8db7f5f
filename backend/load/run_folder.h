#pragma once

#include "backend/load/run_file.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::load {

/// How many runs a folder keeps.
struct KeptRunLimits {
    std::size_t runs = 500;
    std::uint64_t bytes = 1024UL * 1024 * 1024;
};

/// The runs in a folder: a file `ID.run` each, what people wrote about it in `ID.json`, and
/// `baselines.json`. Any thread; several programs may use one folder.
class RunFolder final : public core::load::RunStore {
public:
    explicit RunFolder(std::filesystem::path folder);

    [[nodiscard]] core::load::RunList list() const override;
    [[nodiscard]] core::Result<core::load::RunSummary> summary(std::string_view id) const override;
    [[nodiscard]] std::optional<std::string> baselineOf(std::string_view scenario) const override;
    [[nodiscard]] core::Result<core::load::KeptRun> read(std::string_view id) const override;
    core::Result<void> annotate(std::string_view id,
                                const core::load::RunAnnotation& annotation) override;
    core::Result<void> remove(std::string_view id) override;
    core::Result<void> makeBaseline(std::string_view id) override;
    core::Result<void> clearBaseline(std::string_view scenario) override;

    /// Removes the oldest runs beyond the limits, but none that goes on, has a tag or is a
    /// baseline. A sentence for each that is gone, and one when what must stay is too much.
    std::vector<std::string> prune(const KeptRunLimits& limits = {});

private:
    using Baselines = std::map<std::string, std::string, std::less<>>; ///< scenario → id

    [[nodiscard]] core::Result<std::filesystem::path> fileOf(std::string_view id) const;
    /// Of a file, without what people wrote about it.
    [[nodiscard]] core::Result<core::load::RunSummary>
    summaryIn(const std::filesystem::path& file) const;
    [[nodiscard]] std::vector<std::filesystem::path> files() const;
    void annotateSummary(core::load::RunSummary& summary, const Baselines& baselines) const;
    [[nodiscard]] core::Result<core::load::DecodedRun>
    whole(const std::filesystem::path& file) const;
    [[nodiscard]] core::load::RunAnnotation annotationOf(const std::string& id) const;
    [[nodiscard]] Baselines baselines() const;
    core::Result<void> keep(const Baselines& baselines) const;

    const std::filesystem::path m_folder;
};

} // namespace vigia::backend::load
