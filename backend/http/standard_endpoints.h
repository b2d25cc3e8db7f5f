#pragma once

#include "backend/http/health.h"
#include "backend/http/openapi.h"
#include "backend/http/router.h"
#include "core/base/clock.h"

#include <string>
#include <vector>

namespace vigia::backend::observe {
class Log;
class Metrics;
} // namespace vigia::backend::observe

namespace vigia::backend::http {

/// What /actuator/info tells.
struct ServiceInfo {
    std::string name = "vigia";
    std::string version = "0.1.0";
    std::string commit{};
    std::string buildTime{};
    std::vector<std::string> roles{};
    std::string instance{};
    core::UtcTime startedAt{};
    std::string profile = "local";
    std::string mode = "development";
};

/// Everything the standard endpoints speak of. What the pointers name outlives the server;
/// endpoints of a null one are left out.
struct StandardEndpoints {
    ServiceInfo info{};
    OpenApiInfo openApi{};
    const core::Clock* clock = nullptr; ///< must be given
    const HealthChecker* health = nullptr;
    const observe::Metrics* metrics = nullptr;
    observe::Log* log = nullptr;
    bool actuatorPublic = true; ///< else /actuator/* except health has the scope `admin`
};

/// Adds the endpoints of platform.md 3.2. OpenAPI is made at each request, so routes may be added
/// before or after.
void addStandardEndpoints(Router& router, const StandardEndpoints& what);

} // namespace vigia::backend::http
