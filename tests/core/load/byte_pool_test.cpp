#include "core/load/byte_pool.h"
#include "core/load/request_body.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace vigia::core::load;

/// Bytes that bodies borrow, and what is told of them.
class BytePoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedMakesTheSameBytes() {
        std::mt19937_64 first(7), again(7), other(8);
        const BytePool pool(7, 5'000), same(7, 5'000), different(8, 5'000);
        const auto bytes = pool.take(1'000, first);
        QCOMPARE(bytes.size(), std::size_t{1'000});
        QVERIFY(bytes == same.take(1'000, again));
        QVERIFY(bytes != different.take(1'000, other));
    }

    void bodiesOfOneSizeDifferAndAreNotCopied() {
        std::mt19937_64 random(1);
        const BytePool pool(1, 1'000);
        std::set<std::string_view> bodies;
        std::set<const char*> places;
        for (int i = 0; i < 100; ++i) {
            const auto body = pool.take(1'000, random);
            QCOMPARE(body.size(), std::size_t{1'000});
            bodies.insert(body);
            places.insert(body.data());
        }
        QVERIFY(bodies.size() > 90);
        QVERIFY(*places.rbegin() - *places.begin() <= 64 * 1024);
    }

    void whoNeedsNoneHasNone() {
        std::mt19937_64 random(1);
        QVERIFY(BytePool(1, 0).take(0, random).empty());
    }

    void whatABodyCarriesIsTold() {
        const auto file = std::make_shared<const std::string>(5'000, 'x');
        QCOMPARE(uploadText(BlobBody{{102'400, 1'048'576}, ""}), std::string("100 KiB to 1 MiB"));
        QCOMPARE(uploadText(BlobBody{{0, 0, file}, ""}), std::string("5,000 B"));
        QCOMPARE(uploadText(TextTemplate{}), std::string());
        FormBody form{{{"note", TextTemplate{}}, {"file", BlobPlan{1'024, 2'048}}}};
        QCOMPARE(uploadText(form), std::string("a form with a file of 1 KiB to 2 KiB"));
        QCOMPARE(mostGenerated(form), std::size_t{2'048});
        form.parts.push_back({"photo", BlobPlan{0, 0, file}});
        QCOMPARE(uploadText(form),
                 std::string("a form with a file of 1 KiB to 2 KiB and a file of 5,000 B"));
        QCOMPARE(mostGenerated(form), std::size_t{2'048});
        form.parts.resize(1);
        QCOMPARE(uploadText(form), std::string("a form"));
    }
};

VIGIA_TEST_CLASS(BytePoolTest)
#include "byte_pool_test.moc"
