#pragma once

#include "core/stock/branch.h"
#include "core/stock/commands.h"

#include <string_view>

namespace vigia::backend::stock {

/// What the service tells the metrics of stock.md 10, after COMMIT. Any thread. The base class counts nothing, for tests and
/// for programs without a registry.
class StockMetrics {
public:
    virtual ~StockMetrics() = default;
    virtual void changed(const core::stock::StockChange&) {}
    virtual void refused(const core::stock::DomainError&) {}
    virtual void branchMoved(std::string_view /*operation*/, std::string_view /*outcome*/) {}
};

} // namespace vigia::backend::stock
