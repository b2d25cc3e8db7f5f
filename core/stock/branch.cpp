#include "core/stock/branch.h"

#include "core/stock/model.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

struct OperationRow {
    std::string_view name;
    std::string_view eventType;
    std::string_view reasonCode;
};

constexpr std::array<OperationRow, 6> kOperations{{
    {"ADD", "STOCK_INCREASED", "PURCHASE"},
    {"REMOVE", "STOCK_DECREASED", "SALE"},
    {"SET", "STOCK_ADJUSTED", "ADJUSTMENT"},
    {"TRANSFER", "STOCK_TRANSFERRED", "TRANSFER"},
    {"RESERVE", "STOCK_RESERVED", "ORDER_RESERVATION"},
    {"RELEASE", "STOCK_RELEASED", "ORDER_CANCELLED"},
}};

constexpr std::array<std::string_view, 8> kReasonCodes{
    "SALE",   "PURCHASE",  "ADJUSTMENT",        "TRANSFER",
    "RETURN", "REBALANCE", "ORDER_RESERVATION", "ORDER_CANCELLED"};

constexpr std::int64_t kLargeRemoval = 100;

const OperationRow& rowOf(BranchOperation operation) {
    return kOperations[static_cast<std::size_t>(operation)];
}

/// How a movement changes the balance it addresses.
struct Delta {
    std::int64_t quantity = 0;
    std::int64_t reserved = 0;
};

Delta deltaOf(const BranchRequest& request, const BranchStock& target) {
    const auto n = request.quantity;
    switch (request.operation) {
    case BranchOperation::Add:
    case BranchOperation::Transfer:
        return {n, 0};
    case BranchOperation::Remove:
        return {-n, 0};
    case BranchOperation::Set:
        return {n - target.quantity, 0};
    case BranchOperation::Reserve:
        return {-n, n};
    case BranchOperation::Release:
        return {n, -n};
    }
    return {};
}

BranchStock moved(const BranchStock& stock, Delta delta, UtcTime at) {
    BranchStock after = stock;
    after.quantity += delta.quantity;
    after.reserved += delta.reserved;
    after.version += 1;
    after.updatedAt = at;
    return after;
}

BranchError insufficient(const BranchRequest& request, const BranchStock& at) {
    const bool isRelease = request.operation == BranchOperation::Release;
    return {"INSUFFICIENT_STOCK",
            fmt::format("Cannot {} {} units of {} at {}/{}. {}: {}", isRelease ? "release" : "take",
                        request.quantity, at.key.productId, at.key.distributionCenter,
                        at.key.branch, isRelease ? "Reserved" : "Available",
                        isRelease ? at.reserved : at.quantity)};
}

std::optional<BranchError> refusal(const BranchRequest& request, const BranchStock& after,
                                   const BranchStock& before) {
    if (after.quantity < 0 || after.reserved < 0)
        return insufficient(request, before);
    if (after.quantity > kMaxQuantity || after.reserved > kMaxQuantity)
        return BranchError{"INVALID_QUANTITY", "quantity would rise beyond 2147483647"};
    return std::nullopt;
}

} // namespace

std::string_view branchOperationName(BranchOperation operation) {
    return rowOf(operation).name;
}

std::optional<BranchOperation> parseBranchOperation(std::string_view name) {
    for (std::size_t i = 0; i < kOperations.size(); ++i) {
        if (kOperations[i].name == name)
            return static_cast<BranchOperation>(i);
    }
    return std::nullopt;
}

std::string_view branchEventType(BranchOperation operation) {
    return rowOf(operation).eventType;
}

std::string_view defaultReasonCode(BranchOperation operation) {
    return rowOf(operation).reasonCode;
}

bool isReasonCode(std::string_view code) {
    return std::find(kReasonCodes.begin(), kReasonCodes.end(), code) != kReasonCodes.end();
}

BranchKey BranchRequest::sourceKey() const {
    return {target.productId, target.distributionCenter, sourceBranch.value_or("")};
}

BranchChecked<BranchChange> applyMovement(const BranchRequest& request, const BranchStock& target,
                                          const std::optional<BranchStock>& source) {
    BranchChange change;
    change.request = request;
    change.occurredAt = std::chrono::floor<std::chrono::milliseconds>(request.now);
    if (source) {
        change.sourceBefore = source;
        change.sourceAfter = moved(*source, {-request.quantity, 0}, change.occurredAt);
        if (auto error = refusal(request, *change.sourceAfter, *source))
            return *error;
    }
    change.before = target;
    change.after = moved(target, deltaOf(request, target), change.occurredAt);
    if (auto error = refusal(request, change.after, target))
        return *error;
    return change;
}

std::string_view branchPriority(const BranchRequest& request) {
    switch (request.operation) {
    case BranchOperation::Add:
        return "NORMAL";
    case BranchOperation::Remove:
        return request.quantity > kLargeRemoval ? "HIGH" : "LOW";
    case BranchOperation::Transfer:
    case BranchOperation::Reserve:
        return "HIGH";
    case BranchOperation::Set:
    case BranchOperation::Release:
        return "LOW";
    }
    return "NORMAL";
}

} // namespace vigia::core::stock
