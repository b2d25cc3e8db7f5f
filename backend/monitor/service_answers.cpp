#include "backend/monitor/service_poll.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

using core::JsonValue;
using core::ops::Health;
using core::ops::StockTotals;

Health healthOf(std::string_view status) {
    if (status == "UP")
        return Health::Ok;
    if (status == "DEGRADED")
        return Health::Degraded;
    return status == "DOWN" ? Health::Broken : Health::Unknown;
}

/// `database DOWN, outbox DEGRADED`.
std::string componentsNotUp(const JsonValue& health) {
    const JsonValue* components = health.find("components");
    std::string text;
    if (components == nullptr || components->asObject() == nullptr)
        return text;
    for (const auto& [name, component] : *components->asObject()) {
        const auto status = component.stringAt("status");
        if (status && *status != "UP" && *status != "UNKNOWN")
            text +=
                fmt::format("{}{} {}", text.empty() ? "" : ", ", core::escapedForDisplay(name, 60),
                            core::escapedForDisplay(*status, 20));
    }
    return text;
}

core::Money moneyAt(const JsonValue& json, std::string_view key) {
    const JsonValue* value = json.find(key);
    return value == nullptr ? core::Money{} : value->asMoney().value_or(core::Money{});
}

StockTotals::TopSymbol topSymbol(const JsonValue& row) {
    return {row.stringAt("symbol").value_or(""), row.integerAt("reservations").value_or(0),
            row.integerAt("units").value_or(0), row.integerAt("quantity").value_or(0),
            moneyAt(row, "value")};
}

} // namespace

std::pair<Health, std::string> parseServiceHealth(std::string_view body) {
    const auto json = core::parseJson(body);
    if (!json || json->asObject() == nullptr)
        return {Health::Unknown, "answering its health in no form that we know"};
    const std::string status = json->stringAt("status").value_or("UNKNOWN");
    const Health health = healthOf(status);
    if (health == Health::Ok)
        return {Health::Ok, ""};
    const std::string parts = componentsNotUp(*json);
    return {health, core::lowered(core::escapedForDisplay(status, 20)) +
                        (parts.empty() ? "" : ": " + parts)};
}

core::Result<StockTotals> parseStockSummary(std::string_view body) {
    const auto json = core::parseJson(body);
    if (!json)
        return json.error();
    // The envelope of the API holds it as `data`; the bare object is taken as well.
    const JsonValue* data = json->find("data");
    const JsonValue& summary = data != nullptr && data->asObject() != nullptr ? *data : *json;
    const auto items = summary.integerAt("totalStocks");
    if (!items)
        return core::failure(core::ErrorCode::Corrupt, "the stock summary has no totalStocks");
    StockTotals totals;
    totals.items = *items;
    totals.quantity = summary.integerAt("totalQuantity").value_or(0);
    totals.reserved = summary.integerAt("totalReserved").value_or(0);
    totals.value = moneyAt(summary, "totalValue");
    totals.lowStock = summary.integerAt("lowStock").value_or(0);
    totals.outOfStock = summary.integerAt("outOfStock").value_or(0);
    totals.activeReservations = summary.integerAt("activeReservations").value_or(0);
    if (const JsonValue* hour = summary.find("lastHour"))
        totals.reservationSuccessPercent = hour->doubleAt("reservationSuccessRate");
    const JsonValue* top = summary.find("topSymbols");
    if (top != nullptr && top->asArray() != nullptr) {
        for (const JsonValue& row : *top->asArray())
            totals.topSymbols.push_back(topSymbol(row));
    }
    return totals;
}

} // namespace vigia::backend::monitor
