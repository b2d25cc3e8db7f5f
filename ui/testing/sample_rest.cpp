#include "ui/testing/sample_rest.h"

#include "core/base/json.h"
#include "core/base/time_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace vigia::ui::testing {
namespace {

struct Product {
    const char* symbol;
    const char* name;
    int quantity;
    int reserved;
    double price;
    const char* status;
};

constexpr std::array kProducts{Product{"AAPL", "Apple", 150, 12, 189.44, "AVAILABLE"},
                               Product{"AMZN", "Amazon", 80, 0, 178.12, "AVAILABLE"},
                               Product{"GOOG", "Alphabet", 64, 8, 141.80, "AVAILABLE"},
                               Product{"MSFT", "Microsoft", 3, 3, 410.10, "PENDING_RESTOCK"},
                               Product{"NVDA", "Nvidia", 9, 4, 875.28, "AVAILABLE"},
                               Product{"TSLA", "Tesla", 0, 0, 240.00, "OUT_OF_STOCK"}};

core::ops::RestAnswer ok(const std::string& text) {
    auto body = core::parseJson(text);
    return {200, body ? std::move(*body) : core::JsonValue()};
}

std::string page(const std::string& rows, std::size_t count) {
    return fmt::format(R"({{"data":[{}],"page":{{"number":0,"size":1000,"totalElements":{},)"
                       R"("totalPages":1}}}})",
                       rows, count);
}

core::ops::RestAnswer stocks(core::UtcTime now) {
    std::string rows;
    for (std::size_t i = 0; i < kProducts.size(); ++i) {
        const auto& each = kProducts[i];
        const auto changed = core::formatRfc3339(now - std::chrono::seconds(3 + 7 * i));
        rows += fmt::format(R"({}{{"stockId":"stock-{}","productId":"{}","symbol":"{}",)"
                            R"("productName":"{}","quantity":{},"reservedQuantity":{},)"
                            R"("unitPrice":{:.2f},"totalValue":{:.2f},"status":"{}",)"
                            R"("version":{},"lastUpdated":"{}","lastUpdatedBy":"demo"}})",
                            i == 0 ? "" : ",", i, each.symbol, each.symbol, each.name,
                            each.quantity, each.reserved, each.price, each.quantity * each.price,
                            each.status, 3 + i, changed);
    }
    return ok(page(rows, kProducts.size()));
}

core::ops::RestAnswer reservations(core::UtcTime now) {
    using std::chrono::minutes;
    return ok(page(fmt::format(R"({{"reservationId":"RES-20270115-7F3A","stockId":"stock-0",)"
                               R"("symbol":"AAPL","quantity":12,"state":"ACTIVE",)"
                               R"("createdAt":"{}","expiresAt":"{}"}})",
                               core::formatRfc3339(now - minutes(4)),
                               core::formatRfc3339(now + minutes(11))),
                   1));
}

/// A quarter of an hour, a value a minute.
core::ops::RestAnswer series(core::UtcTime now) {
    const auto end = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
    std::string points;
    for (int minute = 15; minute >= 0; --minute)
        points += fmt::format("{}[{},{}]", points.empty() ? "" : ",", end.count() - 60L * minute,
                              std::lround(20 + 8 * std::sin(minute / 2.0)));
    return ok(fmt::format(R"({{"metric":"updated","step":60,"points":[{}]}})", points));
}

} // namespace

core::ops::RestAnswer sampleRest(core::UtcTime now, const std::string& method,
                                 const std::string& path) {
    if (method != "GET")
        return ok(R"({"success":true,"message":"Done"})");
    if (path.find("/reservations") != std::string::npos)
        return reservations(now);
    if (path.find("/series") != std::string::npos)
        return series(now);
    return stocks(now);
}

} // namespace vigia::ui::testing
