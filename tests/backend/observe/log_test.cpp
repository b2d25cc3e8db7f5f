#include "backend/observe/log.h"
#include "backend/observe/log_metrics.h"
#include "core/base/json.h"
#include "core/base/time_text.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace vigia;
using namespace vigia::backend::observe;

namespace {

class FixedClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override {
        return core::fromEpochMillis(1'735'787'045'678);
    }
    [[nodiscard]] core::SteadyTime steadyNow() const override { return {}; }
};

/// A log whose lines end up in a list.
struct Caught {
    explicit Caught(LogOptions options = {}) : log(prepared(std::move(options))) {}

    LogOptions prepared(LogOptions options) {
        options.service = "stock";
        options.instance = "stock-1";
        options.clock = &clock;
        options.sink = [this](std::string_view line) {
            const std::lock_guard lock(mutex);
            lines.emplace_back(line);
        };
        return options;
    }
    std::vector<std::string> taken() {
        log.flush();
        const std::lock_guard lock(mutex);
        return lines;
    }

    FixedClock clock;
    std::mutex mutex;
    std::vector<std::string> lines;
    Log log;
};

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineHoldsTheFieldsOfTheContract() {
        Caught caught;
        caught.log.logger("stock")
            .with({{"correlationId", "c-1"}})
            .info(
                "stock created",
                {{"event", "STOCK_CREATED"}, {"quantity", 5}, {"ok", true}, {"duration_ms", 1.25}});
        QCOMPARE(
            caught.taken(),
            std::vector<std::string>{
                R"({"timestamp":"2025-01-02T03:04:05.678Z","level":"INFO","logger":"stock","message":"stock created","service":"stock",)"
                R"("instance":"stock-1","version":"0.1.0","environment":"development","correlationId":"c-1","event":"STOCK_CREATED","quantity":5,"ok":true,"duration_ms":1.25})"});
    }

    void levelsCutAndChangeAtRunTime() {
        Caught caught;
        const Logger stock = caught.log.logger("stock");
        const Logger kafka = caught.log.logger("kafka");
        stock.debug("no");
        QVERIFY(caught.log.setLevel("stock", Level::Debug));
        stock.debug("yes");
        kafka.debug("no");
        QVERIFY(caught.log.setLevel("ROOT", Level::Error));
        stock.warn("no");
        caught.log.logger("later").warn("no");
        QVERIFY(!caught.log.setLevel("unknown", Level::Info));
        QCOMPARE(caught.taken().size(), std::size_t(1));
        QCOMPARE(caught.log.levels().front(),
                 (std::pair<std::string, Level>("ROOT", Level::Error)));
        QCOMPARE(caught.log.lines(Level::Debug), std::uint64_t(1));
    }

    void secretsNeverAppear() {
        const std::string canary = "C4nary-s3cret";
        for (const LogFormat format : {LogFormat::Json, LogFormat::Text}) {
            Caught caught({.format = format});
            const Logger logger =
                caught.log.logger("x").with({{"Authorization", "Bearer " + canary}});
            logger.info("login password=" + canary + " token: " + canary +
                        " at postgresql://vigia:" + canary + "@db/x?sslpassword=" + canary);
            logger.info("head {\"apiKey\":\"" + canary + "\",\"n\":{\"CVV\":\"" + canary +
                        "\"}} Authorization: Basic " + canary + "\nCookie: a=" + canary +
                        "; b=" + canary);
            logger.info("escaped {\\\"accessToken\\\":\\\"" + canary + "\\\"} sent Bearer " +
                        canary);
            core::JsonObject inner{
                {"access_token", core::JsonValue(canary)},
                {"list", core::JsonValue(core::JsonArray{core::JsonValue("secret=" + canary)})}};
            logger.warn(
                "nested",
                {{"body", core::JsonValue(core::JsonObject{{"user", core::JsonValue(inner)}})},
                 {"X-API-Key", canary},
                 {"db_password", canary}});
            for (const std::string& line : caught.taken())
                QVERIFY2(line.find(canary) == std::string::npos, line.c_str());
            QCOMPARE(caught.taken().size(), std::size_t(4));
            QVERIFY(caught.taken()[0].find("postgresql://vigia:****@db/x") != std::string::npos);
        }
    }

    void cardNumbersAreMaskedAndOtherNumbersAreNot() {
        Caught caught;
        caught.log.logger("x").info("cards 4111111111111111 and 5500-0000-0000-0004, order "
                                    "4111111111111112, id 1735787045678901",
                                    {{"n", std::int64_t(4111111111111111)}});
        const std::string line = caught.taken().front();
        QVERIFY(line.find("4111111111111111") == std::string::npos);
        QVERIFY(line.find("5500-0000-0000-0004") == std::string::npos);
        QVERIFY(line.find("4111111111111112") != std::string::npos);
        QVERIFY(core::parseJson(line).has_value());
    }

    void controlCharactersAreEscaped() {
        const std::string hostile = "a\x1b[2Jb\nc\x7f\xC2\x9B"
                                    "1m\xE2\x80\xAE"
                                    "d\xE2\x81\xA6\xFF";
        Caught json;
        json.log.logger("x").info(hostile, {{hostile, hostile}});
        const std::string line = json.taken().front();
        QVERIFY(core::parseJson(line).has_value());
        QVERIFY(line.find_first_of("\x1b\n\x7f") == std::string::npos);
        QVERIFY(line.find("\xC2\x9B") == std::string::npos &&
                line.find("\xE2\x80\xAE") == std::string::npos &&
                line.find("\xE2\x81\xA6") == std::string::npos);
        Caught text({.format = LogFormat::Text});
        text.log.logger("x").info(hostile, {{"k", hostile}});
        const std::string shown = text.taken().front();
        QVERIFY(shown.starts_with("03:04:05.678 INFO"));
        QVERIFY(shown.find_first_of("\x1b\n\x7f") == std::string::npos &&
                shown.find("\xE2\x80\xAE") == std::string::npos);
    }

    void aFullQueueDropsAndNeverBlocks() {
        std::mutex gate;
        std::atomic<int> written{0};
        {
            Log log({.service = "x", .queueCapacity = 16, .sink = [&](std::string_view) {
                         const std::lock_guard lock(gate);
                         ++written;
                     }});
            const Logger logger = log.logger("x");
            gate.lock();
            for (int i = 0; i < 1000; ++i)
                logger.info("line");
            QVERIFY(log.queueStats().dropped >= 1000 - 16 - 2);
            QCOMPARE(log.lines(Level::Info), std::uint64_t(1000));
            gate.unlock();
        }
        QVERIFY(written >= 15 && written <= 18);
    }

    void linesAreCountedByLevel() {
        Metrics metrics({.service = "stock"});
        Caught caught;
        const auto source = watchLog(metrics, caught.log);
        caught.log.logger("x").warn("one");
        caught.log.logger("x").warn("two");
        caught.log.logger("x").debug("not written");
        const std::string text = metrics.text();
        QVERIFY(text.find("log_lines_total{service=\"stock\",level=\"WARN\"} 2") !=
                std::string::npos);
        QVERIFY(text.find("log_lines_total{service=\"stock\",level=\"DEBUG\"} 0") !=
                std::string::npos);
        QVERIFY(text.find("log_lines_dropped_total{service=\"stock\"} 0") != std::string::npos);
        QVERIFY(text.find("queue_capacity{service=\"stock\",queue=\"log\"} 8192") !=
                std::string::npos);
    }

    void anEmptyLoggerIsSilent() {
        const Logger none;
        QVERIFY(!none.enabled(Level::Error));
        none.error("nothing happens");
        none.with({{"a", 1}}).error("nothing happens");
    }

    void manyThreadsWriteWholeLines() {
        Caught caught({.queueCapacity = 10'000});
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 4; ++t)
                threads.emplace_back([&caught, t] {
                    const Logger logger = caught.log.logger("t" + std::to_string(t));
                    for (int i = 0; i < 500; ++i)
                        logger.info("line", {{"i", i}});
                });
        }
        const auto lines = caught.taken();
        QCOMPARE(lines.size(), std::size_t(2000));
        for (const std::string& line : lines)
            QVERIFY(core::parseJson(line).has_value());
        QCOMPARE(caught.log.queueStats().dropped, std::uint64_t(0));
    }

    void aFileThatCantBeWrittenIsNamed() {
        Log log({.service = "x", .file = "/proc/none/vigia.log", .sink = [](std::string_view) {}});
        const auto started = log.start();
        QVERIFY(!started.has_value());
        QVERIFY(started.error().message.find("/proc/none/vigia.log") != std::string::npos);
        log.logger("x").info("goes on");
    }
};

VIGIA_TEST_CLASS(LogTest)
#include "log_test.moc"
