#include "core/base/json.h"
#include "core/stock/events.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <map>
#include <random>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

namespace {

/// The whole domain in plain integers, written from the contract and from nothing else.
struct Model {
    std::int64_t quantity = 0, reserved = 0, price = 0, version = 0, events = 0;
    bool discontinued = false, deleted = false;
    struct Held {
        std::int64_t units = 0;
        std::string state = "ACTIVE";
    };
    std::map<std::string, Held> held;

    std::string status() const {
        if (discontinued)
            return "DISCONTINUED";
        return quantity == 0 ? "OUT_OF_STOCK" : quantity < 10 ? "PENDING_RESTOCK" : "AVAILABLE";
    }
    bool write(bool allowed) {
        version += allowed ? 1 : 0;
        events += allowed ? 1 : 0;
        return allowed;
    }
    bool reserve(const std::string& id, std::int64_t n) {
        if (!write(n <= quantity && !discontinued))
            return false;
        quantity -= n;
        reserved += n;
        held[id].units = n;
        return true;
    }
    bool close(const std::string& id, const std::string& state) {
        auto& r = held[id];
        if (r.state == state && state != "EXPIRED")
            return true;
        if (!write(r.state == "ACTIVE"))
            return false;
        reserved -= r.units;
        quantity += state == "CONFIRMED" ? 0 : r.units;
        r.state = state;
        return true;
    }
    bool remove() {
        if (!write(reserved == 0))
            return false;
        quantity = 0;
        discontinued = deleted = true;
        return true;
    }
};

/// Drives aggregate and model with the same random commands.
class Sequence {
public:
    explicit Sequence(unsigned seed) : m_random(seed) {
        const CreateStock request{"P", "S", "N", 100, Money::fromCents(5000), {}};
        store(stock::create(request, "id", context(), m_rules));
        m_model.write(true);
        m_model.quantity = 100;
        m_model.price = 5000;
    }

    void step() {
        m_now += std::chrono::milliseconds(number(0, 900));
        switch (number(0, 7)) {
        case 0:
            return setTo(number(0, 40));
        case 1:
            return priceTo(number(1, 9000));
        case 2:
            return add(number(1, 30));
        case 3:
            return statusTo(number(0, 2) == 0);
        case 4:
            return take(number(1, 60));
        case 5:
            return close("RELEASED");
        case 6:
            return close("CONFIRMED");
        default:
            return close("EXPIRED");
        }
    }

    void finish() {
        const auto active = static_cast<std::int64_t>(
            std::count_if(m_reservations.begin(), m_reservations.end(), [](const auto& r) {
                return r.second.state == ReservationState::Active;
            }));
        judge(stock::remove(m_stock, active, context()), m_model.remove());
    }

    void compare() const {
        QCOMPARE(m_stock.quantity, m_model.quantity);
        QCOMPARE(m_stock.reservedQuantity, m_model.reserved);
        QCOMPARE(static_cast<std::int64_t>(m_stock.unitPrice.cents()), m_model.price);
        QCOMPARE(std::string(statusName(m_stock.status)), m_model.status());
        QCOMPARE(m_stock.version, m_model.version);
        QCOMPARE(m_events, m_model.events);
        for (const auto& [id, reservation] : m_reservations)
            QCOMPARE(std::string(stateName(reservation.state)), m_model.held.at(id).state);
    }

private:
    std::int64_t number(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(m_random);
    }
    CommandContext context() const {
        auto context = sampleContext();
        context.now = m_now;
        return context;
    }
    void setTo(std::int64_t n) {
        judge(stock::setQuantity(m_stock, n, context(), m_rules), m_model.write(true));
        m_model.quantity = n;
    }
    void priceTo(std::int64_t cents) {
        judge(stock::setPrice(m_stock, Money::fromCents(cents), context()), m_model.write(true));
        m_model.price = cents;
    }
    void add(std::int64_t n) {
        judge(stock::replenish(m_stock, units(n), context(), m_rules), m_model.write(true));
        m_model.quantity += n;
    }
    void statusTo(bool discontinued) {
        const auto wanted = discontinued ? WantedStatus::Discontinued : WantedStatus::Active;
        judge(stock::setStatus(m_stock, wanted, context(), m_rules), m_model.write(true));
        m_model.discontinued = discontinued;
    }
    void take(std::int64_t n) {
        const auto id = "RES-" + std::to_string(m_reservations.size());
        const auto expected = m_model.reserve(id, n);
        judge(stock::reserve(m_stock, units(n), id, std::chrono::hours(24), context(), m_rules),
              expected);
    }
    void close(const std::string& state) {
        if (m_reservations.empty())
            return;
        auto at = m_reservations.begin();
        std::advance(at, number(0, static_cast<std::int64_t>(m_reservations.size()) - 1));
        const auto reservation = at->second;
        const bool expected = m_model.close(at->first, state);
        if (state == "RELEASED")
            judge(stock::release(m_stock, reservation, context(), m_rules), expected);
        else if (state == "CONFIRMED")
            judge(stock::confirm(m_stock, reservation, context(), m_rules), expected);
        else if (auto change = stock::expire(m_stock, reservation, m_now, m_rules))
            store(*change);
    }
    void judge(const Decision& decision, bool allowed) {
        QCOMPARE(!decision.refusal.has_value(), allowed);
        if (decision.change)
            store(*decision.change);
    }
    void store(const StockChange& change) {
        ++m_events;
        checkEvent(change);
        m_stock = change.after;
        if (change.reservation)
            m_reservations[change.reservation->reservationId] = *change.reservation;
    }
    void checkEvent(const StockChange& change) const {
        const auto event = parseJson(eventJson(change, {"e", change.occurredAt, ""}, m_rules));
        QVERIFY(event.has_value());
        QCOMPARE(event->integerAt("stockVersion"), std::optional<std::int64_t>(m_events));
        QCOMPARE(event->integerAt("previousQuantity").value(), m_stock.quantity);
        QCOMPARE(event->integerAt("newQuantity").value(), change.after.quantity);
        QVERIFY(change.occurredAt >= m_stock.lastUpdated);
        QVERIFY(change.after.quantity >= 0 && change.after.reservedQuantity >= 0);
    }

    const StockRules m_rules;
    std::mt19937 m_random;
    UtcTime m_now = at("2025-01-02T03:04:05.678Z");
    Stock m_stock;
    std::map<std::string, Reservation> m_reservations;
    std::int64_t m_events = 0;
    Model m_model;
};

} // namespace

class CommandSequencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomCommandsAgreeWithTheModel() {
        for (unsigned seed = 1; seed <= 200; ++seed) {
            Sequence sequence(seed);
            for (int i = 0; i < 60 && !QTest::currentTestFailed(); ++i) {
                sequence.step();
                sequence.compare();
            }
            sequence.finish();
            sequence.compare();
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QString("seed %1").arg(seed)));
        }
    }
};

VIGIA_TEST_CLASS(CommandSequencesTest)
#include "command_sequences_test.moc"
