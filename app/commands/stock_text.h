#pragma once

#include "core/base/json.h"

#include <string>

namespace vigia::app {

/// One value of an answer, escaped; "—" for null and for none.
std::string stockCell(const core::JsonValue* value);

/// An answer of the stock API for a reader: a list as a table with titles, one object as lines of
/// name and value, its parts as `reservation.reservationId`. Texts are escaped.
std::string stockText(const core::JsonValue& answer);

} // namespace vigia::app
