#include "backend/config/secret_source.h"

#include "backend/config/schema.h"
#include "core/base/text.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>

extern char** environ;

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using Deadline = std::chrono::steady_clock::time_point;

constexpr std::size_t kLargest = 8192;

Result<std::string> withoutLineEnd(std::string text, const std::string& where) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    if (text.empty())
        return failure(ErrorCode::InvalidInput, where + " gave nothing");
    if (text.size() > kLargest || core::hasControlCharacters(text))
        return failure(ErrorCode::InvalidInput,
                       where + " gave more than one line of at most 8,192 bytes");
    return text;
}

Result<std::string> fromFile(const std::string& file) {
    const std::string shown = "the file " + core::escapedForDisplay(file, 300);
    std::error_code error;
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file, error))
        return failure(ErrorCode::InvalidInput,
                       shown + " can't be read; check its path and rights");
    std::string text(kLargest + 2, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return withoutLineEnd(std::move(text), shown);
}

/// A shell in a process group of its own, with our standard error (it may ask for something there)
/// and a pipe as its output.
pid_t startShell(const std::string& command, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::array<std::string, 3> words{"sh", "-c", command};
    std::array<char*, 4> argv{words[0].data(), words[1].data(), words[2].data(), nullptr};
    pid_t pid = -1;
    if (::posix_spawn(&pid, "/bin/sh", &actions, &attributes, argv.data(), environ) != 0)
        pid = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

/// What comes until the pipe ends; false when the time is over first or it is too much.
bool readAll(int pipe, Deadline deadline, std::string& text) {
    std::array<char, 1024> chunk{};
    while (text.size() <= kLargest) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd entry{pipe, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&entry, 1, static_cast<int>(left.count())) <= 0)
            return false;
        const ssize_t got = ::read(pipe, chunk.data(), chunk.size());
        if (got <= 0)
            return got == 0;
        text.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return false;
}

Result<std::string> fromCommand(const std::string& command, std::chrono::milliseconds patience) {
    const std::string shown = "the command `" + core::escapedForDisplay(command, 300) + "`";
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return failure(ErrorCode::Unreachable, shown + " can't be run: no pipe is free");
    const pid_t pid = startShell(command, pipe[1]);
    ::close(pipe[1]);
    std::string text;
    const bool whole =
        pid > 0 && readAll(pipe[0], std::chrono::steady_clock::now() + patience, text);
    ::close(pipe[0]);
    if (pid <= 0)
        return failure(ErrorCode::Unreachable, shown + " can't be run");
    if (!whole)
        ::kill(-pid, SIGKILL);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole)
        return failure(ErrorCode::InvalidInput, fmt::format("{} gave no single line within {} s",
                                                            shown, patience.count() / 1000));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("{} failed with exit code {}; run it by hand to see why", shown,
                                   WIFEXITED(status) ? WEXITSTATUS(status) : -1));
    return withoutLineEnd(std::move(text), shown);
}

} // namespace

std::optional<SecretReference> secretReference(std::string_view path) {
    for (const auto& [suffix, kind] :
         {std::pair{std::string_view("File"), SecretSource::Kind::File},
          {"Command", SecretSource::Kind::Command}}) {
        if (path.ends_with(suffix) && isSecret(path.substr(0, path.size() - suffix.size())))
            return SecretReference{std::string(path.substr(0, path.size() - suffix.size())), kind};
    }
    return std::nullopt;
}

Result<std::string> readSecret(const SecretSource& source, std::chrono::milliseconds patience) {
    return source.kind == SecretSource::Kind::File ? fromFile(source.text)
                                                   : fromCommand(source.text, patience);
}

} // namespace vigia::backend::config
