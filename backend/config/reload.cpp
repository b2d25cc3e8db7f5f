#include "backend/config/reload.h"

#include <fmt/format.h>

#include <set>

namespace vigia::backend::config {
namespace {

/// Levels and certificates; the rest of what platform.md 2 names belongs to parts that don't exist
/// yet.
bool takesEffectAtOnce(const std::string& key, bool tlsStays) {
    if (key == "observe.log.level")
        return true;
    return tlsStays && key.starts_with("http.tls.");
}

} // namespace

core::Result<Reloaded> reload(const SettingSources& sources, const Settings& before) {
    auto settings = Settings::resolve(sources);
    if (!settings)
        return settings.error();
    auto config = makeConfig(*settings);
    if (!config)
        return config.error();
    Reloaded reloaded{std::move(*settings), std::move(*config), {}, {}};
    std::set<std::string> keys;
    for (const Settings* side :
         std::initializer_list<const Settings*>{&before, &reloaded.settings}) {
        for (const auto& [key, setting] : side->all())
            keys.insert(key);
    }
    const bool tlsStays =
        !before.value("http.tls.cert").empty() && !reloaded.settings.value("http.tls.cert").empty();
    for (const auto& key : keys) {
        if (before.value(key) != reloaded.settings.value(key))
            (takesEffectAtOnce(key, tlsStays) ? reloaded.now : reloaded.atRestart).push_back(key);
    }
    return reloaded;
}

std::string reloadSentence(const Reloaded& reloaded) {
    if (reloaded.now.empty() && reloaded.atRestart.empty())
        return "configuration read again: nothing changed";
    std::string text = "configuration read again";
    if (!reloaded.now.empty())
        text += fmt::format("; in force now: {}", fmt::join(reloaded.now, ", "));
    if (!reloaded.atRestart.empty())
        text += fmt::format("; takes effect at the next start: {}",
                            fmt::join(reloaded.atRestart, ", "));
    return text;
}

} // namespace vigia::backend::config
