#pragma once

#include "backend/observe/metrics.h"
#include "backend/stock/gauges.h"
#include "core/stock/commands.h"

#include <array>
#include <mutex>
#include <optional>
#include <string_view>

namespace vigia::backend::stock {

/// What the service tells the metrics of stock.md 10, after COMMIT. Any thread. The base class
/// counts nothing, for tests and for programs without a registry.
class StockMetrics {
public:
    virtual ~StockMetrics() = default;
    virtual void changed(const core::stock::StockChange&) {}
    virtual void refused(const core::stock::DomainError&) {}
    virtual void branchMoved(std::string_view /*operation*/, std::string_view /*outcome*/) {}
};

/// The same in the registry of the role (stock.md 10).
class StockCounters final : public StockMetrics {
public:
    explicit StockCounters(observe::Metrics& metrics);

    void changed(const core::stock::StockChange& change) override;
    void refused(const core::stock::DomainError& error) override;
    void branchMoved(std::string_view operation, std::string_view outcome) override;

    /// The gauges of the process that holds `stock-gauges`; nothing takes them away. Any thread.
    void show(const std::optional<StockGauges>& gauges);
    void show(const std::optional<InvariantViolations>& violations);

private:
    struct Shown {
        observe::GaugeFamily family;
        double (*value)(const StockGauges&);
    };

    observe::CounterFamily m_created, m_updated, m_reserved, m_confirmed, m_released, m_expired,
        m_deleted;
    observe::CounterFamily m_units, m_refused, m_conflicts, m_branch;
    std::mutex m_mutex;
    std::array<Shown, 7> m_gauges;
    observe::GaugeFamily m_violations;
};

} // namespace vigia::backend::stock
