#pragma once

#include "core/ops/write_gate.h"

namespace vigia::backend::load {

/// Whether what `permit` describes may be loaded: a locked cluster only with its name and a reason,
/// and production also where changes are allowed. Rejected with the way to go on.
core::Result<void> checkLoadable(const core::ops::WritePermit& permit);

} // namespace vigia::backend::load
