#include "backend/disk_space.h"
#include "backend/stack/diagnosis.h"
#include "backend/stack/supervised_process.h"

#include <unistd.h>

#include <array>

namespace vigia::backend::stack {
namespace {
constexpr std::size_t kDiagnosedLines = 40;
}

std::optional<std::string> SupervisedProcess::causeOfEnd() const {
    if (m_spec.diskFolder.empty())
        return std::nullopt;
    const std::string written = lastLines(m_spec.ownLogFile, kDiagnosedLines, m_ownLogFrom) +
                                lastLines(m_spec.logFile, kDiagnosedLines, m_logFrom);
    const auto disk = diskSpace(m_spec.diskFolder);
    return diagnose(m_spec, written, disk ? std::optional(disk->freeBytes) : std::nullopt);
}

std::string SupervisedProcess::logTail(std::size_t lines) const {
    const std::string own = m_spec.ownLogFile.empty() ? "" : lastLines(m_spec.ownLogFile, lines);
    const std::string output = lastLines(m_spec.logFile, own.empty() ? lines : lines / 2);
    return own.empty() || output.empty() ? own + output : own + "\n" + output;
}

void SupervisedProcess::readOutput() {
    std::array<char, 16384> chunk{};
    for (int turn = 0; turn < 16 && m_child; ++turn) {
        const ssize_t n = ::read(m_child->output.fd(), chunk.data(), chunk.size());
        if (n == 0)
            m_child->output.reset();
        if (n <= 0)
            return;
        m_log.append({chunk.data(), static_cast<std::size_t>(n)});
    }
}

} // namespace vigia::backend::stack
