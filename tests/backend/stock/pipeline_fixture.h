#pragma once

#include "backend/stock/analytics.h"
#include "core/stream/topic_catalogue.h"
#include "tests/backend/postgres/database.h"

#include <QProcess>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace vigia::tests {

/// The topics of the stock domain under a prefix of their own on the shared Kafka; deleted by the
/// destructor.
class StockTopics {
public:
    StockTopics();
    ~StockTopics();
    StockTopics(const StockTopics&) = delete;
    StockTopics& operator=(const StockTopics&) = delete;

    [[nodiscard]] const std::string& prefix() const { return m_prefix; }
    [[nodiscard]] core::stream::TopicNames names() const;
    [[nodiscard]] std::vector<std::string> physical() const;

private:
    const std::string m_prefix;
};

/// The stock service in a process that can be killed (tests/backend/stock/stock_child.cpp).
class StockChild {
public:
    /// `killAt`: a fault point and a count (`stock.before_commit:3`), or empty.
    StockChild(const MigratedDatabase& database, const StockTopics& topics,
               const std::string& killAt = "");
    ~StockChild();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] bool runs() { return m_process.state() == QProcess::Running; }
    bool awaitEnd() {
        return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(30000);
    }
    /// Ends it in order.
    void stop();

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

/// Reads everything on the topics into the history, and keeps what came.
class StockReaderRig {
public:
    /// Every record on its topic (logical name), in order of offset within its partition, until
    /// `wanted` distinct events are in stock.event_history or a minute is over.
    static std::map<std::string, std::vector<core::stream::Record>>
    drain(const MigratedDatabase& database, const StockTopics& topics, std::size_t wanted);
};

} // namespace vigia::tests
