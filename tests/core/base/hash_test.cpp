#include "core/base/murmur2.h"
#include "core/base/sha256.h"
#include "core/base/uuid.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace vigia::core;

class HashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256MatchesTheContract() {
        QCOMPARE(sha256Hex("3f0c7a52-5a1e-4c7b-9a5e-2b1d6f0c9e11:AAPL:INITIAL_CREATION:150:2025-01-"
                           "02T03:04:05.678Z"),
                 std::string("6b858c0bdf637344f16eef73745833fbb157257ef815eb54bf48d46c81d146a3"));
        QCOMPARE(sha256Hex("2025-01-02T03:04:05.678Z-PROD-123-ADD-corr-12345678").substr(0, 16),
                 std::string("c07281258eb72ffd"));
    }

    /// Values of Apache Kafka's own UtilsTest.testMurmur2, made positive.
    void murmur2MatchesKafka() {
        const auto positive = [](std::int32_t v) {
            return static_cast<std::uint32_t>(v) & 0x7fffffffU;
        };
        QCOMPARE(kafkaMurmur2("21"), positive(-973932308));
        QCOMPARE(kafkaMurmur2("foobar"), positive(-790332482));
        QCOMPARE(kafkaMurmur2("a-little-bit-long-string"), positive(-985981536));
        QCOMPARE(kafkaMurmur2("a-little-bit-longer-string"), positive(-1486304829));
        QCOMPARE(kafkaMurmur2("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8"),
                 positive(-58897971));
        QCOMPARE(kafkaMurmur2("abc"), positive(479470107));
    }

    void uuidsRoundTripAndDiffer() {
        std::set<Uuid> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto uuid = Uuid::random();
            QCOMPARE(Uuid::parse(uuid.text()), std::optional(uuid));
            QCOMPARE(uuid.text()[14], '4');
            QVERIFY(seen.insert(uuid).second);
        }
        QVERIFY(!Uuid::parse("5e0f").has_value());
        QVERIFY(!Uuid::parse("3f0c7a52-5a1e-4c7b-9a5e-2b1d6f0c9e1g").has_value());
    }
};

VIGIA_TEST_CLASS(HashTest)
#include "hash_test.moc"
