#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::config {

/// What a configuration value may be; a list is written as a YAML sequence or comma separated.
enum class KeyType {
    Text,
    Integer,
    Decimal,
    Boolean,
    Choice,
    List,
    Listen,
    Servers,     ///< a list of host:port
    DatabaseUrl, ///< postgresql://…
    Colour,      ///< #RRGGBB
};

/// One key of the configuration (platform.md 2). `path` is dotted; a `*` stands for one name chosen
/// by the user (a role, a cluster, a topic), `**` for the rest of the path (a client property that
/// contains dots).
struct KeySpec {
    std::string_view path = {};
    KeyType type = KeyType::Text;
    std::string_view defaultValue = {};
    std::string_view description = {};
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::string_view choices = {}; ///< comma separated, for Choice
    bool secret = false;
};

/// Every key there is, in the order in which `vigia config print` lists them.
const std::vector<KeySpec>& allKeys();

/// The spec that `path` belongs to, or null.
const KeySpec* findKey(std::string_view path);

/// A key of the contract (platform.md 2) whose part of the platform this version does not have.
bool comesLater(std::string_view path);

/// The known path that is spelled most like `path`, or "".
std::string nearestKey(std::string_view path);

/// `stock.lowThreshold` → `VIGIA_STOCK_LOW_THRESHOLD`.
std::string environmentName(std::string_view path);

/// Whether the value must be masked wherever it is shown: by its spec, or by a name such as
/// `password` or `token` in it.
bool isSecret(std::string_view path);

/// Empty when `value` fits the type and range of `spec`, else what is wrong with it.
std::string problemWith(const KeySpec& spec, std::string_view value);

} // namespace vigia::backend::config
