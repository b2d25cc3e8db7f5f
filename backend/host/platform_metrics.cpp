#include "backend/host/platform_metrics.h"

namespace vigia::backend::host {

postgres::RelayHooks relayHooks(observe::Metrics& metrics, observe::Logger log) {
    auto published = metrics.histogram(
        {"kafka_publish_duration_seconds", "Outbox commit to acknowledgement", {"topic"}});
    auto sent = metrics.counter(
        {"kafka_messages_sent_total", "Records acknowledged", {"topic", "partition"}});
    auto sending = metrics.histogram(
        {"kafka_send_duration_seconds", "Produce call to acknowledgement", {"topic"}});
    auto relayed =
        metrics.counter({"outbox_relayed_total", "Rows published and marked", {"schema"}})
            .with({"stock"});
    auto failed = metrics.counter({"kafka_publish_errors_total",
                                   "Records that were not acknowledged",
                                   {"topic", "error"},
                                   50});
    auto pending = metrics.gauge({"outbox_pending", "Rows that wait to be published", {"schema"}})
                       .with({"stock"});
    auto oldest =
        metrics.gauge({"outbox_oldest_seconds", "Age of the oldest row that waits", {"schema"}})
            .with({"stock"});
    postgres::RelayHooks hooks;
    hooks.measured = [pending, oldest](const postgres::Backlog& backlog) mutable {
        pending.set(static_cast<double>(backlog.pending));
        oldest.set(backlog.oldestSeconds);
    };
    hooks.published = [published, sent, sending](const postgres::PublishedRow& row) mutable {
        const std::string topic(row.topic);
        published.with({topic}).observe(row.sinceCommit);
        sending.with({topic}).observe(row.sinceProduce);
        sent.with({topic, std::to_string(row.partition)}).add();
    };
    hooks.relayed = [relayed](std::size_t rows) mutable { relayed.add(static_cast<double>(rows)); };
    hooks.failed = [failed, log](std::string_view topic, std::string_view error) mutable {
        failed.with({std::string(topic), std::string(error.substr(0, 60))}).add();
        log.warn(
            "a record was not acknowledged and will be sent again",
            {{"event", "KAFKA_PUBLISH_FAILED"}, {"kafka_topic", topic}, {"errorContext", error}});
    };
    hooks.parked = [failed, log](const postgres::ParkedRow& row) mutable {
        failed.with({std::string(row.topic), std::string(row.error.substr(0, 60))}).add();
        log.error("a row of the outbox can't be sent; `vigia outbox list` shows it",
                  {{"event", "KAFKA_PUBLISH_FAILED"},
                   {"kafka_topic", row.topic},
                   {"id", row.id},
                   {"errorContext", row.error}});
    };
    hooks.stalled = [log](bool stalled, const postgres::Backlog& backlog) {
        log.write(stalled ? observe::Level::Warn : observe::Level::Info,
                  stalled ? "the outbox has waited for a minute" : "the outbox flows again",
                  {{"event", "OUTBOX_RELAYED"}, {"pending", backlog.pending}});
    };
    return hooks;
}

observe::Metrics::Source watchDatabase(observe::Metrics& metrics, const PlatformHealth& health) {
    auto up =
        metrics.gauge({"postgres_up", "1 while the server answers", {"server"}}).with({"primary"});
    auto size = metrics.gauge({"postgres_size_bytes", "Size of the database", {}});
    auto connections =
        metrics.gauge({"postgres_connections", "Sessions in the database", {"state"}});
    std::map<std::string, int> shown;
    return metrics.addSource([&health, up, size, connections, shown]() mutable {
        const auto state = health.state();
        up.set(state.databaseUp ? 1 : 0);
        if (state.databaseBytes)
            size.with().set(static_cast<double>(*state.databaseBytes));
        else
            size.remove({});
        for (const auto& [word, count] : shown) {
            if (!state.databaseConnections.contains(word))
                connections.remove({word});
        }
        for (const auto& [word, count] : state.databaseConnections)
            connections.with({word}).set(count);
        shown = state.databaseConnections;
    });
}

observe::Metrics::Source watchRelay(observe::Metrics& metrics, const postgres::Relay& relay) {
    auto queue =
        metrics.gauge({"kafka_producer_queue", "Records without acknowledgement", {}}).with({});
    return metrics.addSource(
        [&relay, queue]() mutable { queue.set(static_cast<double>(relay.stats().inFlight)); });
}

postgres::PoolHooks poolHooks(observe::Metrics& metrics) {
    auto waited = metrics.histogram({"db_pool_wait_seconds", "Wait for a connection", {"pool"}})
                      .with({"primary"});
    auto operations =
        metrics.histogram({"db_operation_seconds", "Transactions and queries", {"operation"}});
    auto errors = metrics.counter({"db_errors_total", "Failed statements", {"class"}});
    auto connectErrors =
        metrics.counter({"db_connection_errors_total", "Connections that could not be made", {}})
            .with({});
    postgres::PoolHooks hooks;
    hooks.waited = [waited](double seconds) mutable { waited.observe(seconds); };
    hooks.operation = [operations](std::string_view name, double seconds) mutable {
        operations.with({std::string(name)}).observe(seconds);
    };
    hooks.failed = [errors](std::string_view sqlClass) mutable {
        errors.with({std::string(sqlClass)}).add();
    };
    hooks.connectFailed = [connectErrors]() mutable { connectErrors.add(); };
    return hooks;
}

observe::Metrics::Source watchPool(observe::Metrics& metrics, const postgres::Pool& pool) {
    auto connections =
        metrics.gauge({"db_pool_connections", "Connections to PostgreSQL", {"pool", "state"}});
    auto most = metrics.gauge({"db_pool_max", "Connections that the pool may open", {"pool"}})
                    .with({"primary"});
    return metrics.addSource([&pool, most, idle = connections.with({"primary", "idle"}),
                              inUse = connections.with({"primary", "in_use"})]() mutable {
        const auto stats = pool.stats();
        idle.set(static_cast<double>(stats.idle));
        inUse.set(static_cast<double>(stats.inUse));
        most.set(static_cast<double>(stats.max));
    });
}

} // namespace vigia::backend::host
