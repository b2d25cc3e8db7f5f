/// A consumer in a process of its own, for tests that kill, stop and cut it off. Everything comes
/// from the environment: WORKER_KAFKA, WORKER_POSTGRES, WORKER_GROUP, WORKER_TOPICS (commas),
/// WORKER_OWNER, WORKER_STATIC_ID (may be absent) and WORKER_STOP_AT (`claim` or `transaction`,
/// with `:n`: stops itself there the n-th time). VIGIA_KILL_AT kills it at a named point. Ends in
/// order on SIGTERM or when its standard input closes.
#include "backend/host/system_clock.h"
#include "backend/kafka/consumer_engine.h"
#include "backend/postgres/pool.h"
#include "backend/postgres/schema.h"
#include "core/base/text.h"
#include "tests/support/effects_handler.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace {

using namespace vigia;

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

/// Stops the process the n-th time that it comes by.
class StopAt {
public:
    explicit StopAt(const std::string& place) {
        const std::string plan = setting("WORKER_STOP_AT");
        if (plan.starts_with(place + ":"))
            m_left = std::atoi(plan.c_str() + place.size() + 1);
    }
    void pass() {
        if (m_left > 0 && --m_left == 0)
            std::raise(SIGSTOP);
    }

private:
    std::atomic<int> m_left{0};
};

class WorkerProbe final : public backend::kafka::EngineProbe {
public:
    void claiming(std::string_view, std::int32_t) override { m_claim.pass(); }
    void event(const backend::kafka::EngineEvent& event) override {
        std::fprintf(stderr, "%d: event %d %s/%d %lld %s\n", getpid(), static_cast<int>(event.kind),
                     event.topic.c_str(), event.partition, static_cast<long long>(event.count),
                     event.text.c_str());
    }

private:
    StopAt m_claim{"claim"};
};

backend::kafka::EngineOptions engineOptions() {
    backend::kafka::EngineOptions options;
    options.client.servers = setting("WORKER_KAFKA");
    options.group = setting("WORKER_GROUP");
    const std::string topics = setting("WORKER_TOPICS");
    for (const auto topic : core::split(topics, ','))
        options.topics.emplace_back(topic);
    options.owner = setting("WORKER_OWNER");
    options.groupInstanceId = setting("WORKER_STATIC_ID");
    options.batchSize = 50;
    options.linger = std::chrono::milliseconds(5);
    options.bufferPerPartition = 200;
    options.failures = {.retry = "stock-retry-topic", .deadLetter = "stock-dead-letter-topic"};
    return options;
}

} // namespace

int main() {
    sigset_t waited;
    sigemptyset(&waited);
    sigaddset(&waited, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &waited, nullptr);
    backend::postgres::PoolOptions database;
    database.connection.urls = {setting("WORKER_POSTGRES")};
    database.connection.applicationName = "vigia:" + setting("WORKER_OWNER");
    database.size = 2;
    backend::postgres::Pool pool(database);
    const backend::host::SystemClock clock;
    WorkerProbe probe;
    tests::EffectsHandler handler;
    StopAt inTransaction("transaction");
    handler.insideTransaction = [&] { inTransaction.pass(); };
    backend::kafka::ConsumerEngine engine(engineOptions(), backend::postgres::Schema::Stock, pool,
                                          handler, probe, clock);
    if (const auto started = engine.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    int signal = 0;
    sigwait(&waited, &signal);
    engine.stop();
    return engine.status().failed ? 3 : 0;
}
