#pragma once

#include "core/base/clock.h"
#include "core/base/money.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::ops {

/// A stock that demo traffic trades.
struct DemoStock {
    std::string_view symbol;
    std::string_view name;
    double price = 0; ///< where its random walk begins and is drawn back to
    std::int64_t quantity = 0;
};
/// The 24 of them.
const std::vector<DemoStock>& demoStocks();

enum class DemoVerb { Reserve, Confirm, Release, SetPrice, SetQuantity, Replenish };

/// One call of the stock REST API. `stock` is an index into `demoStocks()`.
struct DemoCommand {
    DemoVerb verb = DemoVerb::Reserve;
    std::size_t stock = 0;
    std::int64_t units = 0;    ///< to reserve, to add, or the new quantity
    Money price;               ///< the new price
    std::string reservationId; ///< to confirm or release
};

/// Decides what demo traffic does next: a random walk of prices, a daily rhythm, reservations that
/// are confirmed or released, and now and then a conflict. The same seed and answers give the same
/// commands. Used by one thread.
class DemoPlan {
public:
    explicit DemoPlan(std::uint32_t seed);

    /// `perSecond` on average over a day; most at 15:00 UTC, least at 3:00.
    static double rate(double perSecond, UtcTime now);

    [[nodiscard]] DemoCommand next();
    /// A reservation was made and can be confirmed or released later; the oldest are forgotten
    /// beyond 300.
    void reserved(std::size_t stock, std::string reservationId);
    /// The units that an answer showed.
    void quantityIs(std::size_t stock, std::int64_t quantity);
    [[nodiscard]] std::size_t openReservations() const { return m_open.size(); }

private:
    struct Open {
        std::size_t stock = 0;
        std::string reservationId;
    };
    [[nodiscard]] std::size_t pickStock();
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);
    DemoCommand reserve(std::size_t stock);
    DemoCommand settle();
    DemoCommand reprice(std::size_t stock);

    std::mt19937 m_random;
    std::vector<double> m_prices;
    std::vector<std::int64_t> m_quantities;
    std::deque<Open> m_open;
};

} // namespace vigia::core::ops
