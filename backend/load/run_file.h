#pragma once

#include "core/base/unique_fd.h"
#include "core/load/run_format.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace vigia::backend::load {

/// One run while it is written: `ID.run` in the runs' folder, locked so that readers know that it
/// goes on. What happened is in the file a second after it was packed; the lock goes with its
/// process, whatever ends that. One thread. A disk that refuses ends the writing, not the run:
/// `finish` tells it.
class RunFile final : public core::load::SecondSink {
public:
    /// Makes folder and file. Conflict when there is such a run; Rejected when the disk refuses.
    static core::Result<std::unique_ptr<RunFile>> begin(const std::filesystem::path& folder,
                                                        const core::load::RunHead& head,
                                                        const core::load::Course& course);

    void second(const core::load::PackedSecond& second) override;
    void part(const core::load::Interval& part) override;
    /// Writes how the run ended and lets the file go.
    core::Result<void> finish(const core::load::RunResult& result);
    /// Removes the file of a run that could not begin.
    void discard();

private:
    RunFile(std::filesystem::path file, core::UniqueFd fd);
    void append(std::string_view bytes);

    const std::filesystem::path m_file;
    core::UniqueFd m_fd;
    std::size_t m_size = 0;
    std::optional<core::Error> m_problem;
};

/// Why a file of the runs' folder can't be written.
[[nodiscard]] core::Error notWritten(const std::filesystem::path& file, int error);

} // namespace vigia::backend::load
