#include "backend/config/secret_source.h"

#include "backend/config/run_program.h"
#include "backend/config/schema.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::size_t kLargest = 8192;
/// How `keyringCommand` begins.
constexpr std::string_view kKeyringLookup = "secret-tool lookup service vigia ";

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
    auto text = core::readFile(file, kLargest + 2);
    if (!text)
        return failure(ErrorCode::InvalidInput, "the file " + text.error().message);
    return withoutLineEnd(std::move(*text), "the file " + core::escapedForDisplay(file, 300));
}

Result<std::string> fromCommand(const std::string& command, std::chrono::milliseconds patience) {
    const std::string shown = "the command `" + core::escapedForDisplay(command, 300) + "`";
    auto run = runProgram({"/bin/sh", "-c", command}, {}, patience, kLargest, ErrorOutput::Ours);
    if (!run && run.error().code == ErrorCode::Timeout)
        return failure(ErrorCode::Timeout, fmt::format("{} gave no single line within {} s", shown,
                                                       patience.count() / 1000));
    if (!run)
        return failure(run.error().code, shown + ": " + run.error().message);
    if (run->exitCode != 0 && command.starts_with(kKeyringLookup))
        return failure(ErrorCode::Unreachable,
                       "the desktop's keyring gave no secret: it is locked, the secret is not "
                       "there any more, or no keyring service runs in this session, as over SSH; "
                       "`vigia cluster edit NAME` with --keyring stores it again, with --property "
                       "it names another place");
    if (run->exitCode != 0)
        return failure(ErrorCode::Unreachable,
                       fmt::format("{} failed with exit code {}; run it by hand to see why", shown,
                                   run->exitCode));
    return withoutLineEnd(std::move(run->output), shown);
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
