#include "backend/kafka/kerberos.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr const char* kKeytab = "sasl.kerberos.keytab";
constexpr const char* kPrincipal = "sasl.kerberos.principal";
constexpr const char* kCommand = "sasl.kerberos.kinit.cmd";

/// The library's own first renews the old ticket, which fails aloud where there is none.
constexpr const char* kGetTicket =
    R"(kinit -k -t "%{sasl.kerberos.keytab}" "%{sasl.kerberos.principal}")";

bool hasShellCharacters(const std::string& value) {
    return core::hasControlCharacters(value) ||
           value.find_first_of("\"'`$\\;&|<>(){}*?!#~") != std::string::npos ||
           value.starts_with('-');
}

std::string filledIn(std::string text, const std::map<std::string, std::string>& named) {
    for (const auto& [name, value] : named) {
        const std::string place = "%{" + name + "}";
        for (auto at = text.find(place); at != std::string::npos;
             at = text.find(place, at + value.size()))
            text.replace(at, place.size(), value);
    }
    return text;
}

} // namespace

std::optional<KerberosSettings> kerberosSettings(const Properties& properties) {
    std::map<std::string, std::string> named(properties.begin(), properties.end());
    const std::string& mechanism =
        named["sasl.mechanisms"].empty() ? named["sasl.mechanism"] : named["sasl.mechanisms"];
    if (mechanism != "GSSAPI")
        return std::nullopt;
    KerberosSettings settings{named[kKeytab], named[kPrincipal], named[kCommand]};
    if (settings.command.empty() && !settings.keytab.empty())
        settings.command = kGetTicket;
    settings.command = filledIn(settings.command, named);
    return settings;
}

Result<void> checkKerberos(const std::string& where, const Properties& properties) {
    if (!kerberosSettings(properties))
        return {};
    for (const auto& [name, value] : properties) {
        if (name.starts_with("sasl.kerberos.") && name != kCommand && hasShellCharacters(value))
            return failure(ErrorCode::InvalidInput,
                           fmt::format("{}{}: it is handed to a shell, so it may not hold quotes "
                                       "or other signs that one understands",
                                       where, name));
    }
    const auto names = [&](const char* wanted) {
        return std::any_of(properties.begin(), properties.end(), [&](const auto& property) {
            return property.first == wanted && !property.second.empty();
        });
    };
    if (names(kKeytab) && !names(kPrincipal) && !names(kCommand))
        return failure(
            ErrorCode::InvalidInput,
            fmt::format("{}{}: name the principal that the keytab is for", where, kPrincipal));
    return {};
}

Properties kerberosDefaults(const Properties& properties) {
    const auto settings = kerberosSettings(properties);
    if (!settings)
        return {};
    if (settings->command.empty())
        return {{"sasl.kerberos.min.time.before.relogin", "0"}}; // never runs kinit
    return {{kCommand, std::string(kGetTicket) + " >/dev/null 2>&1"}};
}

} // namespace vigia::backend::kafka
