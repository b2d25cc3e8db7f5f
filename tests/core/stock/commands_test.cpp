#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

class CommandsTest : public QObject {
    Q_OBJECT

    const StockRules m_rules;

    static Reservation reservationOf(const Stock& stock, std::int64_t n) {
        const auto decision = stock::reserve(stock, units(n), "RES-1", std::chrono::seconds(60),
                                             sampleContext(), StockRules{});
        return *decision.change->reservation;
    }

private Q_SLOTS:
    void statusFollowsQuantityAroundTheThreshold() {
        QCOMPARE(derivedStatus(0, m_rules), StockStatus::OutOfStock);
        QCOMPARE(derivedStatus(1, m_rules), StockStatus::PendingRestock);
        QCOMPARE(derivedStatus(9, m_rules), StockStatus::PendingRestock);
        QCOMPARE(derivedStatus(10, m_rules), StockStatus::Available);
        QCOMPARE(statusFrom(50, StockStatus::Discontinued, m_rules), StockStatus::Discontinued);
    }

    void creationStartsAtVersionOneWithEmptyBefore() {
        CreateStock request{"AAPL", "AAPL", "Apple", 150, Money::fromCents(15000), {}};
        const auto change = create(request, "id-1", sampleContext(), m_rules);
        QCOMPARE(change.after.version, 1);
        QCOMPARE(change.before.quantity, 0);
        QCOMPARE(change.before.status, StockStatus::OutOfStock);
        QCOMPARE(change.before.unitPrice, Money{});
        QCOMPARE(change.reason, std::optional<std::string>("Initial stock creation"));
        QCOMPARE(change.after.createdAt, change.occurredAt);
    }

    void everyWriteRaisesTheVersionEvenWhenNothingChanges() {
        const auto decision = setQuantity(sampleStock(), 200, sampleContext(), m_rules);
        QCOMPARE(decision.change->after.version, 3);
        QVERIFY(!isSignificant(*decision.change));
    }

    void reserveTakesOffUnitsAndRemembersThem() {
        const auto decision = reserve(sampleStock(), units(50), "RES-1", std::chrono::seconds(900),
                                      sampleContext(), m_rules);
        QVERIFY(!decision.refusal);
        QCOMPARE(decision.change->after.quantity, 150);
        QCOMPARE(decision.change->after.reservedQuantity, 50);
        QCOMPARE(decision.change->reservation->state, ReservationState::Active);
        QCOMPARE(decision.change->reservation->expiresAt, at("2025-01-02T03:19:05.678Z"));
    }

    void tooManyUnitsAreInsufficientAndAWrongStatusIsNotReservable() {
        auto stock = sampleStock();
        auto refusal = reserve(stock, units(201), "R", {}, sampleContext(), m_rules).refusal;
        QCOMPARE(refusal->kind, ErrorKind::InsufficientStock);
        QCOMPARE(refusal->message,
                 std::string("Cannot reserve 201 units. Available: 200, Status: AVAILABLE"));
        stock.status = StockStatus::Discontinued;
        refusal = reserve(stock, units(5), "R", {}, sampleContext(), m_rules).refusal;
        QCOMPARE(refusal->kind, ErrorKind::StockNotReservable);
        QCOMPARE(refusal->message,
                 std::string("Cannot reserve 5 units. Available: 200, Status: DISCONTINUED"));
    }

    void pendingRestockIsReservableOnlyWhereAllowed() {
        auto stock = sampleStock();
        stock.quantity = 5;
        stock.status = StockStatus::PendingRestock;
        QVERIFY(canReserve(stock, 5, m_rules));
        StockRules strict;
        strict.allowPendingRestock = false;
        QVERIFY(!canReserve(stock, 1, strict));
    }

    void releaseGivesBackAndRepeatingItDoesNothing() {
        auto stock = sampleStock();
        auto reservation = reservationOf(stock, 50);
        stock.quantity = 150;
        stock.reservedQuantity = 50;
        const auto first = release(stock, reservation, sampleContext(), m_rules);
        QCOMPARE(first.change->after.quantity, 200);
        QCOMPARE(first.change->after.reservedQuantity, 0);
        QCOMPARE(first.change->reservation->state, ReservationState::Released);
        const auto second =
            release(first.change->after, *first.change->reservation, sampleContext(), m_rules);
        QVERIFY(!second.change && !second.refusal);
    }

    void confirmKeepsTheQuantityAndFinalStatesStayFinal() {
        auto stock = sampleStock();
        auto reservation = reservationOf(stock, 50);
        stock.quantity = 150;
        stock.reservedQuantity = 50;
        const auto confirmed = confirm(stock, reservation, sampleContext(), m_rules);
        QCOMPARE(confirmed.change->after.quantity, 150);
        QCOMPARE(confirmed.change->after.reservedQuantity, 0);
        const auto late = release(stock, *confirmed.change->reservation, sampleContext(), m_rules);
        QCOMPARE(late.refusal->kind, ErrorKind::ReservationNotActive);
        QCOMPARE(late.refusal->message, std::string("Reservation RES-1 is CONFIRMED"));
    }

    void aConfirmThatMeetsAnExpiredReservationExpiresItAndIsRefused() {
        auto stock = sampleStock();
        auto reservation = reservationOf(stock, 50);
        stock.quantity = 150;
        stock.reservedQuantity = 50;
        auto context = sampleContext();
        context.now = reservation.expiresAt;
        const auto decision = confirm(stock, reservation, context, m_rules);
        QCOMPARE(decision.refusal->message, std::string("Reservation RES-1 is EXPIRED"));
        QCOMPARE(decision.change->reservation->state, ReservationState::Expired);
        QCOMPARE(decision.change->operation, Operation::StockRelease);
        QCOMPARE(decision.change->by, std::string("system"));
        QCOMPARE(decision.change->reason, std::optional<std::string>("RESERVATION_EXPIRED"));
        QCOMPARE(decision.change->after.quantity, 200);
    }

    void anotherVersionThanExpectedIsRefused() {
        auto context = sampleContext();
        context.expectedVersion = 1;
        const auto refusal = setPrice(sampleStock(), Money::fromCents(100), context).refusal;
        QCOMPARE(refusal->message, std::string("Expected version 1, current version 2"));
        QCOMPARE(refusal->currentVersion, std::optional<std::int64_t>(2));
    }

    void deletionWaitsForActiveReservations() {
        const auto refused = remove(sampleStock(), 3, sampleContext());
        QCOMPARE(refused.refusal->code(), std::string_view("ACTIVE_RESERVATIONS"));
        const auto done = remove(sampleStock(), 0, sampleContext());
        QCOMPARE(done.change->after.quantity, 0);
        QCOMPARE(done.change->after.status, StockStatus::Discontinued);
    }

    void quantityBeyondIntIsAFieldErrorNamedAsWritten() {
        const auto refusal =
            replenish(sampleStock(), units(kMaxQuantity, "quantityToAdd"), sampleContext(), m_rules)
                .refusal;
        QCOMPARE(refusal->kind, ErrorKind::ValidationFailed);
        QCOMPARE(refusal->errors.front().field, std::string("quantityToAdd"));
        QCOMPARE(refusal->errors.front().code, std::string("MAX"));
    }

    void expiryThatDoesNotFitLeavesTheReservationActive() {
        auto stock = sampleStock();
        const auto reservation = reservationOf(stock, 50);
        stock.quantity = kMaxQuantity;
        QVERIFY(!expire(stock, reservation, reservation.expiresAt, m_rules));
    }

    void theClockNeverRunsBackwardsForOneStock() {
        auto context = sampleContext();
        context.now = at("2025-01-02T03:04:00.000Z");
        const auto decision = setQuantity(sampleStock(), 1, context, m_rules);
        QCOMPARE(decision.change->occurredAt, sampleStock().lastUpdated);
    }

    void reactivationDerivesTheStatusAgain() {
        auto stock = sampleStock();
        stock.status = StockStatus::Discontinued;
        stock.quantity = 3;
        const auto decision = setStatus(stock, WantedStatus::Active, sampleContext(), m_rules);
        QCOMPARE(decision.change->after.status, StockStatus::PendingRestock);
    }

    void priceChangesLeaveTheStatusAndCountFromTenUnits() {
        auto stock = sampleStock();
        stock.status = StockStatus::Discontinued;
        const auto small = setPrice(stock, Money::fromCents(15999), sampleContext());
        QCOMPARE(small.change->after.status, StockStatus::Discontinued);
        QVERIFY(!isSignificant(*small.change));
        QVERIFY(isSignificant(*setPrice(stock, Money::fromCents(14000), sampleContext()).change));
    }
};

VIGIA_TEST_CLASS(CommandsTest)
#include "commands_test.moc"
