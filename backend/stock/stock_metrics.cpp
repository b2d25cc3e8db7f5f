#include "backend/stock/stock_metrics.h"

namespace vigia::backend::stock {
namespace {

using namespace core::stock;

observe::CounterFamily bySymbol(observe::Metrics& metrics, const char* name, const char* help) {
    return metrics.counter({name, help, {"symbol"}});
}

double number(std::int64_t value) {
    return static_cast<double>(value);
}

/// `kind` of stock_conflicts_total; empty for refusals that are none.
std::string_view conflictKind(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::InsufficientStock:
    case ErrorKind::StockNotReservable:
        return "insufficient";
    case ErrorKind::DuplicateProduct:
        return "duplicate";
    case ErrorKind::VersionConflict:
        return "version";
    case ErrorKind::ConcurrentModification:
        return "concurrent";
    default:
        return {};
    }
}

} // namespace

StockCounters::StockCounters(observe::Metrics& metrics)
    : m_created(bySymbol(metrics, "stock_created_total", "Stocks created")),
      m_updated(
          metrics.counter({"stock_updated_total", "Stocks changed", {"symbol", "operation"}})),
      m_reserved(bySymbol(metrics, "stock_reserved_total", "Reservations made")),
      m_confirmed(bySymbol(metrics, "stock_confirmed_total", "Reservations confirmed")),
      m_released(bySymbol(metrics, "stock_released_total", "Reservations released")),
      m_expired(bySymbol(metrics, "stock_expired_total", "Reservations expired")),
      m_deleted(bySymbol(metrics, "stock_deleted_total", "Stocks deleted")),
      m_units(bySymbol(metrics, "stock_reserved_units_total", "Units reserved")),
      m_refused(
          metrics.counter({"stock_validation_failures_total", "Refused requests", {"reason"}})),
      m_conflicts(
          metrics.counter({"stock_conflicts_total", "Commands that the state forbade", {"kind"}})),
      m_branch(metrics.counter(
          {"branch_stock_operations_total", "Branch movements", {"operation", "outcome"}})),
      m_gauges{{
          {metrics.gauge({"stock_total_value", "Value of all stocks"}),
           [](const StockGauges& g) { return g.totalValue; }},
          {metrics.gauge({"stock_total_quantity", "Units available"}),
           [](const StockGauges& g) { return number(g.totalQuantity); }},
          {metrics.gauge({"stock_reserved_quantity", "Units reserved now"}),
           [](const StockGauges& g) { return number(g.reservedQuantity); }},
          {metrics.gauge({"stock_items", "Stocks"}),
           [](const StockGauges& g) { return number(g.items); }},
          {metrics.gauge({"stock_low_items", "Stocks below the threshold"}),
           [](const StockGauges& g) { return number(g.lowItems); }},
          {metrics.gauge({"stock_out_items", "Stocks without units"}),
           [](const StockGauges& g) { return number(g.outItems); }},
          {metrics.gauge({"stock_active_reservations", "ACTIVE reservations"}),
           [](const StockGauges& g) { return number(g.activeReservations); }},
      }},
      m_violations(metrics.gauge(
          {"stock_invariant_violations", "Rows that break a rule; must be 0", {"rule"}})) {}

void StockCounters::changed(const StockChange& change) {
    const std::vector<std::string> symbol{change.after.symbol};
    switch (change.operation) {
    case Operation::InitialCreation:
        m_created.with(symbol).add();
        break;
    case Operation::StockReservation:
        m_reserved.with(symbol).add();
        m_units.with(symbol).add(number(change.reservation->quantity));
        break;
    case Operation::StockConfirmation:
        m_confirmed.with(symbol).add();
        break;
    case Operation::StockRelease: {
        const bool expired = change.reservation->state == ReservationState::Expired;
        (expired ? m_expired : m_released).with(symbol).add();
        break;
    }
    case Operation::StockDeletion:
        m_deleted.with(symbol).add();
        break;
    default:
        m_updated.with({change.after.symbol, std::string(operationName(change.operation))}).add();
        break;
    }
}

void StockCounters::refused(const DomainError& error) {
    m_refused.with({std::string(error.code())}).add();
    if (const auto kind = conflictKind(error.kind); !kind.empty())
        m_conflicts.with({std::string(kind)}).add();
}

void StockCounters::branchMoved(std::string_view operation, std::string_view outcome) {
    m_branch.with({std::string(operation), std::string(outcome)}).add();
}

void StockCounters::show(const std::optional<StockGauges>& gauges) {
    const std::lock_guard lock(m_mutex);
    for (auto& shown : m_gauges) {
        if (gauges)
            shown.family.with().set(shown.value(*gauges));
        else
            shown.family.remove({}); // another process shows them: their sum must not count twice
    }
}

void StockCounters::show(const std::optional<InvariantViolations>& violations) {
    const std::lock_guard lock(m_mutex);
    if (!violations) {
        m_violations.remove({"negative"});
        m_violations.remove({"reserved_mismatch"});
        return;
    }
    m_violations.with({"negative"}).set(number(violations->negative));
    m_violations.with({"reserved_mismatch"}).set(number(violations->reservedMismatch));
}

} // namespace vigia::backend::stock
