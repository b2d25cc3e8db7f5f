#include "backend/load/run_file.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vigia::backend::load {

namespace fs = std::filesystem;
using namespace core::load;
using core::ErrorCode;
using core::failure;
using core::Result;

core::Error notWritten(const fs::path& file, int error) {
    return failure(ErrorCode::Rejected,
                   fmt::format("{} can't be written: {}; free some space or make its folder "
                               "writable",
                               core::escapedForDisplay(file.string(), 300), std::strerror(error)));
}

RunFile::RunFile(fs::path file, core::UniqueFd fd) : m_file(std::move(file)), m_fd(std::move(fd)) {}

Result<std::unique_ptr<RunFile>> RunFile::begin(const fs::path& folder, const RunHead& head,
                                                const Course& course) {
    const fs::path file = folder / (head.id + ".run");
    std::error_code ignored; // what can't be made shows when the file is opened
    fs::create_directories(folder, ignored);
    core::UniqueFd fd(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.valid() && errno == EEXIST)
        return failure(ErrorCode::Conflict, "there is a run with this id");
    if (!fd.valid() || ::flock(fd.fd(), LOCK_EX | LOCK_NB) != 0)
        return notWritten(file, errno);
    std::unique_ptr<RunFile> run(new RunFile(file, std::move(fd)));
    run->append(runFileMark() + headFrame(head, course));
    if (run->m_problem) {
        run->discard();
        return *run->m_problem;
    }
    return run;
}

void RunFile::append(std::string_view bytes) {
    while (!bytes.empty() && !m_problem) {
        const ssize_t n = ::write(m_fd.fd(), bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR)
            m_problem = notWritten(m_file, errno);
        if (n > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(n));
            m_size += static_cast<std::size_t>(n);
        }
    }
}

void RunFile::second(const PackedSecond& second) {
    append(secondFrame(second));
}

void RunFile::part(const Interval& part) {
    append(partFrame(part));
}

Result<void> RunFile::finish(const RunResult& result) {
    append(endFrames(result, m_size));
    if (!m_problem && ::fsync(m_fd.fd()) != 0)
        m_problem = notWritten(m_file, errno);
    m_fd.reset();
    return m_problem ? Result<void>(*m_problem) : Result<void>();
}

void RunFile::discard() {
    ::unlink(m_file.c_str());
    m_fd.reset();
}

} // namespace vigia::backend::load
