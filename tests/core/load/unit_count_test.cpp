#include "core/load/unit_count.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core::load;

class UnitCountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asManyAsThereAreAndNoneTwiceIsRight() {
        const UnitCount all{
            .units = 100, .asked = 200, .granted = 100, .left = 0, .held = 100, .events = 100};
        QCOMPARE(all.oversold() + all.ungranted() + all.unaccounted(), std::uint64_t{0});
        QCOMPARE(all.sentence(),
                 std::string("100 of 100 units went to 200 requests, none twice; one event each."));
        const UnitCount some{.units = 100, .asked = 40, .granted = 40, .left = 60, .held = 40};
        QCOMPARE(some.oversold() + some.ungranted() + some.unaccounted(), std::uint64_t{0});
        QCOMPARE(some.sentence(), std::string("40 of 100 units went to 40 requests, none twice."));
    }

    void aUnitThatWasSoldTwiceIsFound() {
        const UnitCount answers{.units = 100, .asked = 200, .granted = 101, .left = 0, .held = 100};
        QCOMPARE(answers.oversold(), std::uint64_t{1});
        QCOMPARE(answers.unaccounted(), std::uint64_t{1});
        QVERIFY(answers.sentence().find("1 oversold") != std::string::npos);
        const UnitCount held{.units = 100, .asked = 200, .granted = 100, .left = -2, .held = 102};
        QCOMPARE(held.oversold(), std::uint64_t{2});
    }

    void whoWasRefusedInVainIsCounted() {
        const UnitCount count{.units = 100, .asked = 200, .granted = 97, .left = 3, .held = 97};
        QCOMPARE(count.ungranted(), std::uint64_t{3});
        QVERIFY(count.sentence().find("3 were refused in vain") != std::string::npos);
    }

    void whatNobodyKnowsMayBeEither() {
        for (const std::int64_t held : {98, 99, 100}) {
            const UnitCount count{.units = 100,
                                  .asked = 200,
                                  .granted = 98,
                                  .unknown = 2,
                                  .left = 100 - held,
                                  .held = held,
                                  .events = static_cast<std::uint64_t>(held)};
            QCOMPARE(count.oversold() + count.ungranted() + count.unaccounted(), std::uint64_t{0});
        }
        const UnitCount lost{
            .units = 100, .asked = 200, .granted = 98, .unknown = 1, .left = 0, .held = 100};
        QCOMPARE(lost.unaccounted(), std::uint64_t{1});
    }

    void aMissingEventIsToldWithTheServicesCount() {
        const UnitCount count{
            .units = 100, .asked = 200, .granted = 100, .left = 0, .held = 100, .events = 99};
        QCOMPARE(count.unaccounted(), std::uint64_t{1});
        QVERIFY(count.sentence().find("99 events") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(UnitCountTest)
#include "unit_count_test.moc"
