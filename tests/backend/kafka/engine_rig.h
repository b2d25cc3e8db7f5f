#pragma once

#include "backend/kafka/consumer_engine.h"
#include "backend/postgres/pool.h"
#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/support/effects_handler.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vigia::tests {

/// Keeps every event and the reasons of pauses.
class RecordingProbe final : public backend::kafka::EngineProbe {
public:
    void outcome(std::string_view, const core::stream::Outcome& outcome) override;
    void paused(std::string_view topic, std::int32_t partition, std::string_view reason) override;
    void event(const backend::kafka::EngineEvent& event) override;

    [[nodiscard]] std::vector<backend::kafka::EngineEvent>
    events(backend::kafka::EngineEventKind kind) const;
    [[nodiscard]] bool saw(backend::kafka::EngineEventKind kind) const {
        return !events(kind).empty();
    }
    [[nodiscard]] bool wasPausedFor(const std::string& reason) const;
    [[nodiscard]] int outcomes(core::stream::OutcomeKind kind) const;

private:
    mutable std::mutex m_mutex;
    std::vector<backend::kafka::EngineEvent> m_events;
    std::vector<std::string> m_reasons;
    std::map<core::stream::OutcomeKind, int> m_outcomes;
};

/// A database with the product's tables and the effect tables, and engines over it.
class EngineRig {
public:
    EngineRig();
    ~EngineRig();

    /// An engine of this rig's group over the topic; not started.
    std::unique_ptr<backend::kafka::ConsumerEngine> engine(const std::string& topic);

    /// An engine with the options and the handler of `member` over the database of this rig; not
    /// started.
    std::unique_ptr<backend::kafka::ConsumerEngine> engineOn(EngineRig& member,
                                                             const std::string& topic);

    /// The first column of the first row.
    std::string ask(const std::string& sql);
    void run(const std::string& sql);
    /// Rows of effects of the topic.
    int effects(const std::string& topic);
    /// Refuses new connections to the database and ends those that are there, or lets them in
    /// again.
    void closeDatabase(bool closed);
    [[nodiscard]] const std::string& url() const { return m_database.url(); }

    std::string group = uniqueName("vigia-test");
    backend::kafka::EngineOptions options;
    EffectsHandler handler;
    RecordingProbe probe;

private:
    TestDatabase m_database;
    std::unique_ptr<backend::postgres::Pool> m_pool;
    backend::host::SystemClock m_clock;
};

} // namespace vigia::tests
