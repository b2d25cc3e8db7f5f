#include "backend/host/task_queue.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <latch>

using vigia::backend::host::TaskQueue;

class TaskQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stoppingRunsWhatWaits() {
        std::atomic<int> ran{0};
        TaskQueue queue("t", 2, 100);
        for (int i = 0; i < 100; ++i)
            QVERIFY(queue.post([&] { ++ran; }));
        queue.start();
        queue.stop();
        QCOMPARE(ran.load(), 100);
        QVERIFY(!queue.post([&] { ++ran; }));
    }

    void aFullQueueRefusesAndCounts() {
        TaskQueue queue("t", 1, 1);
        std::latch busy(1);
        std::latch release(1);
        queue.start();
        QVERIFY(queue.post([&] {
            busy.count_down();
            release.wait();
        }));
        busy.wait();
        QVERIFY(queue.post([] {}));
        QVERIFY(!queue.post([] {}));
        QCOMPARE(queue.stats().dropped, std::uint64_t(1));
        release.count_down();
    }

    void oneThreadKeepsTheOrder() {
        std::vector<int> order;
        TaskQueue queue("t", 1, 1000);
        for (int i = 0; i < 1000; ++i)
            queue.post([&order, i] { order.push_back(i); });
        queue.start();
        queue.stop();
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(order.size(), std::size_t(1000));
    }
};

VIGIA_TEST_CLASS(TaskQueueTest)
#include "task_queue_test.moc"
