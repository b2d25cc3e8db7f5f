#pragma once

#include "core/stock/branch.h"
#include "core/stock/queries.h"

#include <optional>
#include <string>
#include <string_view>

namespace vigia::core::stock {

/// What the request around a movement gives it.
struct BranchContext {
    std::string correlationId; ///< used unless the body carries one
    UtcTime now{};
};

/// POST /update, /validate and items of /batch. The first thing that is wrong is answered.
BranchChecked<BranchRequest> readMovement(const JsonValue& body, const BranchContext& context);

/// POST /add, /remove, /reserve, /release, /transfer: query or form parameters, the operation comes
/// from the path.
BranchChecked<BranchRequest> readMovementForm(const JsonObject& parameters,
                                              BranchOperation operation,
                                              const BranchContext& context);

/// GET /: every filter is optional.
struct BranchQuery {
    std::optional<std::string> productId;
    std::optional<std::string> distributionCenter;
    std::optional<std::string> branch;
    PageRequest page;
};

BranchChecked<BranchQuery> readBranchQuery(const JsonObject& parameters);

} // namespace vigia::core::stock
