#pragma once

#include "tests/bench/table.h"

namespace vigia::bench {

/// Produces with a load run and with a bare loop of the library, three turns each.
void kafkaSpeed(Table& table);

} // namespace vigia::bench
