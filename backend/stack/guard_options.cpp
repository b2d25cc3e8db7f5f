#include "backend/stack/guard_options.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

std::optional<int> numberOf(const std::string& text, int least, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least || number > most)
        return std::nullopt;
    return number;
}

bool apply(GuardOptions& options, const std::string& name, const std::string& value) {
    if (name == "--data")
        options.stack.dataFolder = value;
    else if (name == "--name")
        options.stack.name = value;
    else if (name == "--tag")
        options.stack.tag = value;
    else if (name == "--brokers" && numberOf(value, 1, 3).value_or(2) != 2)
        options.stack.brokers = *numberOf(value, 1, 3);
    else if (name == "--kafka-port" && numberOf(value, 0, 65000))
        options.stack.kafkaPort = static_cast<std::uint16_t>(*numberOf(value, 0, 65000));
    else if (name == "--postgres-port" && numberOf(value, 0, 65535))
        options.stack.postgresPort = static_cast<std::uint16_t>(*numberOf(value, 0, 65535));
    else
        return false;
    return !value.empty();
}

bool applyFlag(GuardOptions& options, const std::string& name) {
    if (name == "--keep")
        options.keep = true;
    else if (name == "--read-only")
        options.stack.readOnly = true;
    else if (name == "--no-class-archive")
        options.stack.classArchive = false;
    else if (name == "--kafka-port-fixed")
        options.stack.kafkaPortFixed = true;
    else if (name == "--postgres-port-fixed")
        options.stack.postgresPortFixed = true;
    else
        return false;
    return true;
}

} // namespace

std::vector<std::string> guardArguments(const GuardOptions& options) {
    std::vector<std::string> arguments{"--stack-guard",
                                       "--name",
                                       options.stack.name,
                                       "--brokers",
                                       std::to_string(options.stack.brokers),
                                       "--kafka-port",
                                       std::to_string(options.stack.kafkaPort),
                                       "--postgres-port",
                                       std::to_string(options.stack.postgresPort)};
    if (options.stack.kafkaPortFixed)
        arguments.emplace_back("--kafka-port-fixed");
    if (options.stack.postgresPortFixed)
        arguments.emplace_back("--postgres-port-fixed");
    if (options.stack.readOnly)
        arguments.insert(arguments.end(), {"--tag", options.stack.tag, "--read-only"});
    if (!options.stack.dataFolder.empty())
        arguments.insert(arguments.end(), {"--data", options.stack.dataFolder});
    if (!options.stack.classArchive)
        arguments.emplace_back("--no-class-archive");
    if (options.keep)
        arguments.emplace_back("--keep");
    return arguments;
}

Result<GuardOptions> readGuardArguments(const std::vector<std::string>& arguments) {
    GuardOptions options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--stack-guard" || applyFlag(options, name))
            continue;
        if (i + 1 >= arguments.size() || !apply(options, name, arguments[++i]))
            return failure(
                ErrorCode::InvalidInput,
                fmt::format("`{}` is no argument of --stack-guard, or its value is missing or "
                            "wrong; it takes --data DIR, --name NAME, --brokers 1|3, "
                            "--kafka-port N, --postgres-port N, --kafka-port-fixed, "
                            "--postgres-port-fixed, --tag TAG, --read-only, --keep and "
                            "--no-class-archive.",
                            core::escapedForDisplay(name, 80)));
    }
    return options;
}

} // namespace vigia::backend::stack
