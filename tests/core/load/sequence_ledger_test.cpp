#include "core/load/sequence_ledger.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core::load;
using namespace std::chrono_literals;

class SequenceLedgerTest : public QObject {
    Q_OBJECT

private:
    /// So many records of each of two partitions, all acknowledged.
    static SequenceLedger acknowledged(std::uint64_t count) {
        SequenceLedger ledger(2);
        for (std::uint64_t number = 0; number < count; ++number) {
            for (const std::size_t partition : {0U, 1U}) {
                Q_ASSERT(ledger.next(partition) == number);
                ledger.produced(partition, std::chrono::milliseconds(number));
                ledger.acknowledged(partition, number);
            }
        }
        return ledger;
    }
    static void receiveAll(SequenceLedger& ledger, std::size_t partition, std::uint64_t count,
                           std::uint64_t without = ~0ULL) {
        for (std::uint64_t number = 0; number < count; ++number) {
            if (number != without)
                (void)ledger.received(partition, number);
        }
    }

private Q_SLOTS:
    void allThatCameOnceAndInOrderIsRight() {
        auto ledger = acknowledged(1000);
        QCOMPARE(ledger.open(), std::uint64_t{2000});
        receiveAll(ledger, 0, 1000);
        receiveAll(ledger, 1, 1000);
        const auto facts = ledger.correctness();
        QCOMPARE(facts.acknowledged, std::uint64_t{2000});
        QCOMPARE(facts.received, std::uint64_t{2000});
        QCOMPARE(facts.lost + facts.duplicates + facts.outOfOrder, std::uint64_t{0});
        QVERIFY(facts.examples.empty());
        QCOMPARE(ledger.open(), std::uint64_t{0});
    }

    void aLostRecordIsNamed() {
        auto ledger = acknowledged(1000);
        receiveAll(ledger, 0, 1000);
        receiveAll(ledger, 1, 1000, 17);
        const auto facts = ledger.correctness();
        QCOMPARE(facts.lost, std::uint64_t{1});
        QCOMPARE(facts.examples, std::vector<std::string>{"lost: number 17 of partition 1"});
        QCOMPARE(ledger.openSince(), std::vector<LoadTime>{17ms});
    }

    void aRecordThatComesTwiceIsNamedAndAnsweredOnce() {
        auto ledger = acknowledged(10);
        QVERIFY(ledger.received(0, 3));
        QVERIFY(!ledger.received(0, 3));
        const auto facts = ledger.correctness();
        QCOMPARE(facts.duplicates, std::uint64_t{1});
        QCOMPARE(facts.examples.at(0), std::string("twice: number 3 of partition 0"));
    }

    void aRecordThatComesAfterALaterOneIsOutOfOrder() {
        auto ledger = acknowledged(10);
        for (const std::uint64_t number : {0U, 2U, 1U, 3U})
            QVERIFY(ledger.received(0, number));
        const auto facts = ledger.correctness();
        QCOMPARE(facts.outOfOrder, std::uint64_t{1});
        QCOMPARE(facts.examples.at(0), std::string("out of order: number 1 of partition 0"));
    }

    void whatWasNotAcknowledgedIsNeitherLostNorDoubled() {
        SequenceLedger ledger(1);
        ledger.produced(0, 0ms);
        ledger.produced(0, 1ms);
        ledger.failed(0, 0);
        ledger.acknowledged(0, 1);
        QVERIFY(!ledger.received(0, 0)); // it was told as an error already
        QVERIFY(ledger.received(0, 1));
        const auto facts = ledger.correctness();
        QCOMPARE(facts.lost + facts.duplicates, std::uint64_t{0});
    }

    void aRecordMayComeBeforeItsAcknowledgement() {
        SequenceLedger ledger(1);
        ledger.produced(0, 0ms);
        QVERIFY(ledger.received(0, 0));
        ledger.acknowledged(0, 0);
        QCOMPARE(ledger.open(), std::uint64_t{0});
        QCOMPARE(ledger.correctness().lost, std::uint64_t{0});
    }

    void longRunsForgetWhatIsSettledAndNothingElse() {
        SequenceLedger ledger(1);
        for (std::uint64_t number = 0; number < 300'000; ++number) {
            ledger.produced(0, std::chrono::microseconds(number));
            ledger.acknowledged(0, number);
            if (number != 5 && number != 250'000)
                (void)ledger.received(0, number);
        }
        QCOMPARE(ledger.correctness().lost, std::uint64_t{2});
        QVERIFY(!ledger.received(0, 1)); // settled long ago
        QVERIFY(ledger.received(0, 5));  // late, but not lost
        const auto facts = ledger.correctness();
        QCOMPARE(facts.lost, std::uint64_t{1});
        QCOMPARE(facts.duplicates, std::uint64_t{1});
        QCOMPARE(facts.outOfOrder, std::uint64_t{1});
    }

    void whatNobodyProducedIsNotCounted() {
        auto ledger = acknowledged(10);
        QVERIFY(!ledger.received(0, 10));
        QVERIFY(!ledger.received(7, 0));
        QCOMPARE(ledger.correctness().received, std::uint64_t{0});
    }

    void onlyTheFirstOfAKindAreNamed() {
        auto ledger = acknowledged(100);
        const auto facts = ledger.correctness();
        QCOMPARE(facts.lost, std::uint64_t{200});
        QCOMPARE(facts.examples.size(), std::size_t{10});
    }
};

VIGIA_TEST_CLASS(SequenceLedgerTest)
#include "sequence_ledger_test.moc"
