#pragma once

#include "app/command.h"

#include <filesystem>

namespace vigia::app {

/// Whether demo traffic is wanted: as `demo.enabled` says; else, on a local platform, as the user
/// left the switch of the top bar, which is on at the first start; never on any other. Keeps the
/// switch in the platform's data folder. One thread at a time.
class DemoSwitch {
public:
    explicit DemoSwitch(const Context& context);

    [[nodiscard]] bool wanted() const;
    /// Does nothing where there is no local platform. Rejected says why it can't be kept.
    core::Result<void> remember(bool on) const;

private:
    std::optional<bool> m_configured;
    std::filesystem::path m_file; ///< empty: not a local platform
};

} // namespace vigia::app
