#pragma once

#include "core/base/time_text.h"
#include "core/stock/commands.h"

namespace vigia::tests {

inline core::UtcTime at(const char* text) {
    return core::parseRfc3339(text).value();
}

/// AAPL: 200 units at 150.00, version 2.
inline core::stock::Stock sampleStock() {
    core::stock::Stock stock;
    stock.stockId = "0b9d3c6e-0000-4000-8000-000000000001";
    stock.productId = "AAPL";
    stock.symbol = "AAPL";
    stock.productName = "Apple";
    stock.quantity = 200;
    stock.unitPrice = core::Money::fromCents(15000);
    stock.status = core::stock::StockStatus::Available;
    stock.version = 2;
    stock.createdAt = at("2025-01-02T03:04:05.000Z");
    stock.createdBy = "system";
    stock.lastUpdated = at("2025-01-02T03:04:05.100Z");
    stock.lastUpdatedBy = "system";
    return stock;
}

inline core::stock::CommandContext sampleContext() {
    core::stock::CommandContext context;
    context.now = at("2025-01-02T03:04:05.678Z");
    context.by = "trader-7";
    context.correlationId = "3f0c7a52-5a1e-4c7b-9a5e-2b1d6f0c9e11";
    return context;
}

inline core::stock::FieldInteger units(std::int64_t n, const char* field = "quantity") {
    return {n, field, core::JsonValue(core::JsonNumber{std::to_string(n)})};
}

} // namespace vigia::tests
