#include "core/ops/demo_plan.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <map>
#include <set>

using namespace vigia::core;
using namespace vigia::core::ops;

class DemoPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAreTwentyFourStocks() {
        std::set<std::string_view> symbols;
        for (const auto& stock : demoStocks())
            symbols.insert(stock.symbol);
        QCOMPARE(symbols.size(), std::size_t(24));
    }

    void theSameSeedGivesTheSameCommands() {
        DemoPlan a(7), b(7), c(8);
        bool different = false;
        for (int i = 0; i < 500; ++i) {
            const auto x = a.next();
            const auto y = b.next();
            const auto z = c.next();
            QVERIFY(x.verb == y.verb && x.stock == y.stock && x.units == y.units &&
                    x.price == y.price);
            different = different || x.stock != z.stock;
        }
        QVERIFY(different);
    }

    void everyVerbComesAndReservationsAreSettled() {
        DemoPlan plan(1);
        std::map<DemoVerb, int> verbs;
        std::set<std::string> open;
        for (int i = 0; i < 5000; ++i) {
            const auto command = plan.next();
            ++verbs[command.verb];
            if (command.verb == DemoVerb::Reserve) {
                plan.reserved(command.stock, "RES-" + std::to_string(i));
                open.insert("RES-" + std::to_string(i));
            } else if (command.verb == DemoVerb::Confirm || command.verb == DemoVerb::Release) {
                QCOMPARE(open.erase(command.reservationId), std::size_t(1));
            }
            QVERIFY(plan.openReservations() <= 300);
        }
        QCOMPARE(verbs.size(), std::size_t(6));
    }

    void someReservationsAskForMoreThanThereIs() {
        DemoPlan plan(1);
        int reserves = 0, tooMuch = 0;
        for (int i = 0; i < 20000; ++i) {
            const auto command = plan.next();
            if (command.verb != DemoVerb::Reserve)
                continue;
            ++reserves;
            tooMuch += command.units > demoStocks()[command.stock].quantity ? 1 : 0;
        }
        QVERIFY(tooMuch * 100 > reserves && tooMuch * 20 < reserves);
    }

    void pricesStayPositiveAndNearHome() {
        DemoPlan plan(3);
        for (int i = 0; i < 200000; ++i) {
            const auto command = plan.next();
            if (command.verb != DemoVerb::SetPrice)
                continue;
            const double home = demoStocks()[command.stock].price;
            QVERIFY(command.price.approximate() > home / 3 &&
                    command.price.approximate() < home * 3);
        }
    }

    void theDayHasARhythmAroundItsMean() {
        double sum = 0, most = 0, least = 1e9;
        for (int minute = 0; minute < 1440; ++minute) {
            const double rate = DemoPlan::rate(20, UtcTime(std::chrono::minutes(minute)));
            sum += rate;
            most = std::max(most, rate);
            least = std::min(least, rate);
        }
        QVERIFY(std::abs(sum / 1440 - 20) < 0.1);
        QVERIFY(most > 26 && most < 28 && least > 12 && least < 14);
    }
};

VIGIA_TEST_CLASS(DemoPlanTest)
#include "demo_plan_test.moc"
