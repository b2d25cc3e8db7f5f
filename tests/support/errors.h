#pragma once

#include "core/base/result.h"

namespace vigia::tests {

inline bool says(const core::Error& error, std::string_view words) {
    return error.message.find(words) != std::string::npos;
}

} // namespace vigia::tests
