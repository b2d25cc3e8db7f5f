#pragma once

#include "core/base/clock.h"
#include "core/stock/domain_error.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace vigia::core::stock {

enum class BranchOperation { Add, Remove, Set, Transfer, Reserve, Release };

std::string_view branchOperationName(BranchOperation operation);
std::optional<BranchOperation> parseBranchOperation(std::string_view name);
/// STOCK_INCREASED, STOCK_DECREASED, …
std::string_view branchEventType(BranchOperation operation);
std::string_view defaultReasonCode(BranchOperation operation);
bool isReasonCode(std::string_view code);

/// Where a balance is kept; the order is the order in which rows are locked.
struct BranchKey {
    std::string productId;
    std::string distributionCenter;
    std::string branch;

    auto operator<=>(const BranchKey&) const = default;
};

/// A balance; an unknown location holds 0 at version 0.
struct BranchStock {
    BranchKey key;
    std::int64_t quantity = 0;
    std::int64_t reserved = 0;
    std::int64_t version = 0;
    UtcTime updatedAt{};
};

/// One movement as it was asked for (stock.md 4). `target.branch` is the target of a transfer.
struct BranchRequest {
    BranchOperation operation = BranchOperation::Add;
    BranchKey target;
    std::optional<std::string> sourceBranch; ///< TRANSFER only
    std::int64_t quantity = 0;
    std::string reasonCode;
    std::optional<std::string> referenceDocument;
    std::string correlationId;
    UtcTime now{};

    [[nodiscard]] BranchKey sourceKey() const;
};

/// Why a movement is refused: one of the codes of stock.md 4.
struct BranchError {
    std::string code;
    std::string message;

    [[nodiscard]] int status() const { return code == "INSUFFICIENT_STOCK" ? 409 : 400; }
};

/// A movement to store. `source` is there for transfers only.
struct BranchChange {
    BranchRequest request;
    BranchStock before;
    BranchStock after;
    std::optional<BranchStock> sourceBefore;
    std::optional<BranchStock> sourceAfter;
    UtcTime occurredAt{};
};

template <class T> using BranchChecked = std::variant<T, BranchError>;

/// What the movement does to the target (and the source of a transfer), both read under their
/// locks.
BranchChecked<BranchChange> applyMovement(const BranchRequest& request, const BranchStock& target,
                                          const std::optional<BranchStock>& source);

/// HIGH, NORMAL or LOW.
std::string_view branchPriority(const BranchRequest& request);

} // namespace vigia::core::stock
