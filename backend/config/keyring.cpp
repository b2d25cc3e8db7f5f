#include "backend/config/keyring.h"

#include "backend/config/run_program.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::size_t kLargest = 16 * 1024;
/// A locked keyring asks its owner.
constexpr std::chrono::seconds kForAPerson{60};
constexpr std::chrono::seconds kForAMachine{5};

bool isOnPath(const std::string& program) {
    const char* path = std::getenv("PATH");
    const std::string all = path == nullptr ? "/usr/bin:/bin" : path;
    for (const auto folder : core::split(all, ':'))
        if (::access((std::string(folder) + "/" + program).c_str(), X_OK) == 0)
            return true;
    return false;
}

std::string firstLine(const std::string& text) {
    return core::escapedForDisplay(text.substr(0, text.find('\n')), 200);
}

/// Names of clusters and properties hold nothing that a shell would read otherwise, which is
/// checked before one gets here; quoted all the same.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string attributes(const std::string& cluster) {
    return "service vigia cluster " + quoted(cluster);
}

} // namespace

std::string keyringProblem() {
    if (!isOnPath("secret-tool"))
        return "the desktop's keyring is asked with secret-tool, which is not there; install the "
               "package libsecret-tools";
    const auto run =
        runProgram({"/bin/sh", "-c", "secret-tool lookup service vigia probe none 2>&1"}, {},
                   kForAMachine, kLargest, ErrorOutput::Dropped);
    if (!run)
        return "the desktop's keyring doesn't answer: " + run.error().message;
    if (run->exitCode != 0 && !run->output.empty())
        return "no keyring service runs in this session: " + firstLine(run->output);
    return {};
}

std::string keyringCommand(const std::string& cluster, const std::string& property) {
    return fmt::format("secret-tool lookup {} property {}", attributes(cluster), quoted(property));
}

Result<void> storeInKeyring(const std::string& cluster, const std::string& property,
                            const std::string& secret) {
    const std::string label = quoted(fmt::format("Vigia: {} {}", cluster, property));
    const auto run = runProgram(
        {"/bin/sh", "-c",
         fmt::format(
             "printf %s \"$VIGIA_SECRET\" | secret-tool store --label={} {} property {} 2>&1",
             label, attributes(cluster), quoted(property))},
        {{"VIGIA_SECRET", secret}}, kForAPerson, kLargest, ErrorOutput::Dropped);
    if (!run)
        return failure(run.error().code, "the keyring took no secret: " + run.error().message);
    if (run->exitCode != 0)
        return failure(ErrorCode::Rejected,
                       "the keyring took no secret: " + (run->output.empty()
                                                             ? std::string("it was not unlocked")
                                                             : firstLine(run->output)));
    return {};
}

void forgetInKeyring(const std::string& cluster, const std::string& property) {
    if (!isOnPath("secret-tool"))
        return;
    const std::string which =
        attributes(cluster) + (property.empty() ? "" : " property " + quoted(property));
    [[maybe_unused]] const auto run =
        runProgram({"/bin/sh", "-c", "secret-tool clear " + which + " 2>&1"}, {}, kForAMachine,
                   kLargest, ErrorOutput::Dropped);
}

} // namespace vigia::backend::config
