#pragma once

#include "backend/http/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::http {

/// Which browser origins may call (platform.md 3.3). Immutable; any thread.
class CorsPolicy {
public:
    /// `*` allows GET and HEAD from everywhere; any other entry is one origin, compared exactly.
    explicit CorsPolicy(std::vector<std::string> origins) : m_origins(std::move(origins)) {}

    /// The answer to a preflight request; nothing when `request` is none or its origin is not
    /// allowed.
    [[nodiscard]] std::optional<Response> preflight(const Request& request) const;
    /// Adds what a browser needs to read the answer, when its origin is allowed.
    void decorate(const std::string* origin, std::string_view method, Response& response) const;

private:
    [[nodiscard]] bool allows(std::string_view origin, std::string_view method) const;

    std::vector<std::string> m_origins;
};

} // namespace vigia::backend::http
