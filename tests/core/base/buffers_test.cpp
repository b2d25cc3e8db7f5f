#include "core/base/bounded_buffer.h"
#include "core/base/published.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <thread>

using namespace vigia::core;

class BuffersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oldestGoesFirstAndIsCounted() {
        BoundedBuffer<int> buffer("b", 2, WhenFull::DropOldest);
        QVERIFY(buffer.push(1));
        QVERIFY(buffer.push(2));
        QVERIFY(!buffer.push(3));
        QCOMPARE(buffer.drain(), (std::vector<int>{2, 3}));
        QCOMPARE(buffer.stats().dropped, std::uint64_t(1));
    }

    void newestIsRefusedAndCounted() {
        BoundedBuffer<int> buffer("b", 1, WhenFull::DropNewest);
        buffer.push(1);
        QVERIFY(!buffer.push(2));
        QCOMPARE(buffer.drain(), std::vector<int>{1});
        QCOMPARE(buffer.stats().dropped, std::uint64_t(1));
    }

    void closingWakesTheReader() {
        BoundedBuffer<int> buffer("b", 1, WhenFull::DropNewest);
        std::optional<int> got = 1;
        std::thread reader([&] { got = buffer.pop(std::chrono::minutes(1)); });
        buffer.close();
        reader.join();
        QVERIFY(!got.has_value());
        QVERIFY(!buffer.push(1));
    }

    void readersSeeWholeSnapshots() {
        Published<std::vector<int>> published;
        QVERIFY(published.read() == nullptr);
        std::jthread writer([&](const std::stop_token& stop) {
            for (int i = 0; !stop.stop_requested(); ++i)
                published.publish(std::vector<int>(100, i));
        });
        while (published.generation() == 0)
            std::this_thread::yield();
        for (int i = 0; i < 1000; ++i) {
            const auto seen = published.read();
            if (seen)
                QCOMPARE(seen->front(), seen->back());
        }
        writer.request_stop();
        writer.join();
        QVERIFY(published.generation() > 0);
    }
};

VIGIA_TEST_CLASS(BuffersTest)
#include "buffers_test.moc"
