#pragma once

#include "backend/http/router.h"
#include "core/base/json.h"

#include <string>

namespace vigia::backend::http {

struct OpenApiInfo {
    std::string title = "Vigia";
    std::string version = "0.1.0";
    std::string description{};
};

/// The OpenAPI 3.0.3 document of a router, `openapi` first; prefixes are left out, what stands
/// behind them is there when it was described.
std::string openApiJson(const Router& router, const OpenApiInfo& info);

/// JSON as block YAML, strings always quoted where they could be read as something else.
std::string yamlText(const core::JsonValue& value);

/// The documentation page: HTML that reads /v3/api-docs of its own server and loads nothing else.
std::string swaggerPage();

} // namespace vigia::backend::http
