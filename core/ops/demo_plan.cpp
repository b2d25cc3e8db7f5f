#include "core/ops/demo_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigia::core::ops {
namespace {

constexpr std::size_t kMostOpen = 300;
/// Below this a stock is filled up before anything else happens to it.
constexpr std::int64_t kReorderAt = 5;

double asUnit(std::mt19937& random) {
    return static_cast<double>(random()) / 4294967296.0;
}

/// Roughly normal: the sum of twelve even draws. Not `std::normal_distribution`, whose sequence
/// differs between libraries.
double bell(std::mt19937& random) {
    double sum = -6;
    for (int i = 0; i < 12; ++i)
        sum += asUnit(random);
    return sum;
}

} // namespace

const std::vector<DemoStock>& demoStocks() {
    static const std::vector<DemoStock> kStocks = {
        {"AAPL", "Apple", 228.5, 900},
        {"MSFT", "Microsoft", 417.2, 620},
        {"NVDA", "Nvidia", 134.7, 1400},
        {"GOOG", "Alphabet", 168.9, 540},
        {"AMZN", "Amazon", 189.4, 760},
        {"META", "Meta", 563.1, 310},
        {"TSLA", "Tesla", 221.3, 830},
        {"NFLX", "Netflix", 701.8, 150},
        {"AMD", "AMD", 156.2, 690},
        {"INTC", "Intel", 22.9, 2100},
        {"ORCL", "Oracle", 172.4, 400},
        {"IBM", "IBM", 233.6, 260},
        {"SAP", "SAP", 211.7, 220},
        {"ASML", "ASML", 712.5, 90},
        {"PETR4", "Petrobras", 36.4, 3200},
        {"VALE3", "Vale", 61.2, 2700},
        {"ITUB4", "Itaú Unibanco", 35.1, 2500},
        {"BBDC4", "Bradesco", 14.8, 3600},
        {"WEGE3", "WEG", 54.3, 1100},
        {"MGLU3", "Magazine Luiza", 9.7, 5200},
        {"KO", "Coca-Cola", 69.8, 980},
        {"DIS", "Disney", 95.6, 720},
        {"NKE", "Nike", 82.1, 640},
        {"SPOT", "Spotify", 372.9, 40},
    };
    return kStocks;
}

DemoPlan::DemoPlan(std::uint32_t seed) : m_random(seed) {
    for (const DemoStock& stock : demoStocks()) {
        m_prices.push_back(stock.price);
        m_quantities.push_back(stock.quantity);
    }
}

double DemoPlan::rate(double perSecond, UtcTime now) {
    const auto sinceMidnight = now - std::chrono::floor<std::chrono::days>(now);
    const double hour = std::chrono::duration<double, std::ratio<3600>>(sinceMidnight).count();
    return perSecond * (1 + 0.35 * std::cos((hour - 15) / 24 * 2 * std::numbers::pi));
}

DemoCommand DemoPlan::next() {
    const std::size_t stock = pickStock();
    if (m_quantities[stock] < kReorderAt && between(0, 3) == 0)
        return {DemoVerb::Replenish, stock, between(50, 400), {}, {}};
    const auto draw = between(0, 99);
    if (draw < 44)
        return reserve(stock);
    if (draw < 76 && !m_open.empty())
        return settle();
    if (draw < 92)
        return reprice(stock);
    if (draw < 97)
        return {DemoVerb::Replenish, stock, between(5, 60), {}, {}};
    return {DemoVerb::SetQuantity,
            stock,
            std::max<std::int64_t>(0, demoStocks()[stock].quantity + between(-20, 20)),
            {},
            {}};
}

/// Some symbols are traded far more than others.
std::size_t DemoPlan::pickStock() {
    const double skewed = std::pow(asUnit(m_random), 2.2);
    const auto index = static_cast<std::size_t>(skewed * static_cast<double>(m_prices.size()));
    return std::min(index, m_prices.size() - 1);
}

std::int64_t DemoPlan::between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(m_random() % static_cast<std::uint32_t>(high - low + 1));
}

/// One in forty asks for more than there is: the service refuses it with a conflict.
DemoCommand DemoPlan::reserve(std::size_t stock) {
    const bool tooMuch = between(0, 39) == 0;
    const std::int64_t units = tooMuch ? m_quantities[stock] + between(1, 50) : between(1, 12);
    return {DemoVerb::Reserve, stock, units, {}, {}};
}

DemoCommand DemoPlan::settle() {
    Open oldest = std::move(m_open.front());
    m_open.pop_front();
    const bool confirmed = between(0, 9) < 6;
    return {confirmed ? DemoVerb::Confirm : DemoVerb::Release,
            oldest.stock,
            0,
            {},
            std::move(oldest.reservationId)};
}

/// A step of a random walk of 0.4 %, drawn back to where it began so that it stays plausible for
/// weeks.
DemoCommand DemoPlan::reprice(std::size_t stock) {
    double& price = m_prices[stock];
    const double home = demoStocks()[stock].price;
    price *= std::exp(0.004 * bell(m_random) + 0.002 * std::log(home / price));
    const auto cents = std::max<long long>(1, std::llround(price * 100));
    return {DemoVerb::SetPrice, stock, 0, Money::fromCents(cents), {}};
}

void DemoPlan::reserved(std::size_t stock, std::string reservationId) {
    m_open.push_back({stock, std::move(reservationId)});
    if (m_open.size() > kMostOpen)
        m_open.pop_front();
}

void DemoPlan::quantityIs(std::size_t stock, std::int64_t quantity) {
    m_quantities.at(stock) = quantity;
}

} // namespace vigia::core::ops
