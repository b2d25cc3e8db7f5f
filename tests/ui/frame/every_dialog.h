#pragma once

#include "tests/support/window_rig.h"

#include <functional>

namespace vigia::tests {

/// Shows every dialog, overlay and detached window of every page one after the other and hands it
/// to `look` with its name.
void forEachDialog(WindowRig& rig, const std::function<void(const QString&, QWidget&)>& look);

} // namespace vigia::tests
