#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::config {

/// Where a value came from, strongest first.
enum class Source { CommandLine, Environment, File, ModeDefault, BuiltIn };
std::string_view sourceName(Source source);

/// One value with its source and, for a file, the line it stands on.
struct Setting {
    std::string value;
    Source source = Source::BuiltIn;
    std::string where; ///< "--set", "VIGIA_STOCK_LOW_THRESHOLD", "vigia.yaml:12"
};

/// What the settings are resolved from. Values are untrusted text.
struct SettingSources {
    std::vector<std::string> assignments;           ///< `key=value`, from the command line
    std::map<std::string, std::string> environment; ///< all of it
    std::string file;                               ///< path; empty: none
    bool fileRequired = false; ///< given by the user: a missing one is an error
};

/// All keys that have a value, resolved by precedence (platform.md 2). Immutable.
class Settings {
public:
    /// InvalidInput names the key, where it was set, what is wrong, and the nearest known key.
    static core::Result<Settings> resolve(const SettingSources& sources);

    /// The value in force; the built-in default of the key when nothing sets it.
    [[nodiscard]] std::string value(std::string_view path) const;
    [[nodiscard]] bool isSet(std::string_view path) const;
    [[nodiscard]] std::int64_t integer(std::string_view path) const;
    [[nodiscard]] bool flag(std::string_view path, bool otherwise) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view path) const;
    /// Names that stand for `*`: `names("clusters")` → the clusters; `names("kafka.properties")` →
    /// rest paths.
    [[nodiscard]] std::vector<std::string> names(std::string_view prefix) const;
    [[nodiscard]] std::map<std::string, std::string> under(std::string_view prefix) const;
    [[nodiscard]] const std::map<std::string, Setting>& all() const { return m_values; }

private:
    std::map<std::string, Setting> m_values;
};

/// `key = value   # source`, secrets masked as `****`, in the order of the schema.
std::string printSettings(const Settings& settings);
/// The same as a JSON object of `{value, source, where}`.
std::string printSettingsJson(const Settings& settings);

} // namespace vigia::backend::config
