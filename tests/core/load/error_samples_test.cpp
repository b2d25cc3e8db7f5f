#include "core/load/error_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core::load;
using namespace std::chrono_literals;

class ErrorSamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void errorsThatDifferInIdentifiersOnlyAreOne() {
        ErrorSamples samples;
        samples.take("503", "read", R"({"error":"no stock 0b9d-11aa","at":17})", 1500ms);
        samples.take("503", "read", R"({"error":"no stock 77aa-01bc","at":18})", 2s);
        samples.take("503", "create", R"({"error":"no stock 77aa-01bc","at":18})", 2s);
        samples.take("503", "read", "the pool is full", 3s);
        const auto all = samples.all();
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all[0].count, std::uint64_t{2});
        QCOMPARE(all[0].at, 1.5);
        QVERIFY(all[0].detail.find("0b9d") != std::string::npos); // as it was seen first
        QCOMPARE(all[1].request, std::string("create"));
        QCOMPARE(all[2].detail, std::string("the pool is full"));
    }

    void theTimeOfAnAnswerMakesNoOtherKind() {
        ErrorSamples samples;
        samples.take("503", "read", R"({"at":"2026-11-22T02:56:56.450Z","id":"5e1b-zz9"})", 0s);
        samples.take("503", "read", R"({"at":"2026-11-23T12:06:07.451Z","id":"77aa-yy1"})", 0s);
        QCOMPARE(samples.all().size(), std::size_t{1});
    }

    void aBoundedNumberIsKeptAndStillCounted() {
        ErrorSamples samples;
        for (char c = 'A'; c <= 'Z'; ++c)
            samples.take("500", "read", std::string(1, c) + "zz", 0s);
        samples.take("500", "read", "Azz", 1s);
        QCOMPARE(samples.all().size(), ErrorSamples::kMost);
        QCOMPARE(samples.all()[0].count, std::uint64_t{2});
    }

    void secretsAndControlsAreNotKept() {
        ErrorSamples samples;
        samples.take("401", "read",
                     "\x1b[31m{\"password\":\"hunter2\"," + std::string(280, 'x') +
                         ",\"token\":\"canary-9\"}",
                     0s);
        const auto detail = samples.all()[0].detail;
        QVERIFY(detail.find("hunter2") == std::string::npos);
        QVERIFY(detail.find("canary") == std::string::npos);
        QVERIFY(detail.find('\x1b') == std::string::npos);
        QVERIFY(detail.size() < 350);
    }
};

VIGIA_TEST_CLASS(ErrorSamplesTest)
#include "error_samples_test.moc"
