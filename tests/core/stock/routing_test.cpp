#include "core/stock/routing.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

using Topics = std::vector<std::string_view>;

class RoutingTest : public QObject {
    Q_OBJECT

    const StockRules m_rules;

    Topics ofCreation(std::int64_t quantity, std::int64_t cents) {
        const CreateStock request{"P", "S", "N", quantity, Money::fromCents(cents), {}};
        return topicsFor(create(request, "id", sampleContext(), m_rules), m_rules);
    }

private Q_SLOTS:
    void reservationsAreHighPriority() {
        const auto change =
            *reserve(sampleStock(), units(1), "R", {}, sampleContext(), m_rules).change;
        QCOMPARE(topicsFor(change, m_rules), (Topics{kTopicHighPriority, kTopicAudit}));
    }

    void pricesStrictlyAboveTheLimitAreHighPriority() {
        QCOMPARE(ofCreation(50, 10000), (Topics{kTopicUpdates, kTopicAudit}));
        QCOMPARE(ofCreation(50, 10001), (Topics{kTopicHighPriority, kTopicAudit}));
        const auto change =
            *setPrice(sampleStock(), Money::fromCents(10001), sampleContext()).change;
        QCOMPARE(topicsFor(change, m_rules).front(), kTopicHighPriority);
        const auto dear = *setQuantity(sampleStock(), 150, sampleContext(), m_rules).change;
        QCOMPARE(topicsFor(dear, m_rules).front(), kTopicUpdates);
    }

    void creationsBelowTheThresholdAreCritical() {
        QCOMPARE(ofCreation(9, 100), (Topics{kTopicUpdates, kTopicCritical, kTopicAudit}));
        QCOMPARE(ofCreation(10, 100), (Topics{kTopicUpdates, kTopicAudit}));
    }

    void onlyAFallBelowTheThresholdOrToZeroIsCritical() {
        QVERIFY(fellLow(10, 9, 10));
        QVERIFY(!fellLow(9, 8, 10));
        QVERIFY(fellLow(5, 0, 10));
        QVERIFY(!fellLow(0, 0, 10));
        QVERIFY(!fellLow(3, 9, 10));
    }
};

VIGIA_TEST_CLASS(RoutingTest)
#include "routing_test.moc"
