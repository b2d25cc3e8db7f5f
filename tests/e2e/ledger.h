#pragma once

#include "core/base/json.h"

#include <pqxx/pqxx>

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace vigia::tests {

/// What clients were told, to be compared with what the database and the topics hold.
class Ledger {
public:
    /// A 2xx answer of the stock API.
    void acknowledged(const core::JsonValue& answer) {
        const auto id = answer.stringAt("stockId");
        const auto version = answer.integerAt("version");
        const std::lock_guard lock(m_mutex);
        if (id && version && !m_versions[*id].insert(*version).second)
            m_doubled = *id;
        ++m_count;
    }
    [[nodiscard]] std::size_t count() const {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }

    /// Empty when all agrees: every acknowledged version has its event, every version of every
    /// stock has exactly one event in the history, and nothing waits in the outbox. Else the first
    /// difference.
    [[nodiscard]] std::string difference(const std::string& databaseUrl) const {
        pqxx::connection connection(databaseUrl);
        pqxx::nontransaction work(connection);
        if (!m_doubled.empty())
            return "two answers claim one version of " + m_doubled;
        if (const auto waiting =
                work.exec1("SELECT count(*) FROM stock.outbox WHERE sent_at IS NULL")[0]
                    .as<std::int64_t>();
            waiting != 0)
            return std::to_string(waiting) + " rows wait in the outbox";
        const auto gaps = work.exec("SELECT s.stock_id, s.version, count(h.event_id), "
                                    "count(DISTINCT h.stock_version) FROM stock.stocks s "
                                    "LEFT JOIN stock.event_history h ON h.stock_id = s.stock_id "
                                    "GROUP BY s.stock_id, s.version "
                                    "HAVING count(h.event_id) <> s.version OR count(DISTINCT "
                                    "h.stock_version) <> s.version LIMIT 1");
        if (!gaps.empty())
            return "stock " + gaps[0][0].as<std::string>() + " has version " +
                   gaps[0][1].as<std::string>() + " and " + gaps[0][2].as<std::string>() +
                   " events of " + gaps[0][3].as<std::string>() + " versions";
        return missing(work);
    }

private:
    [[nodiscard]] std::string missing(pqxx::nontransaction& work) const {
        std::map<std::string, std::int64_t> stored;
        for (const auto& row : work.exec("SELECT stock_id, version FROM stock.stocks"))
            stored[row[0].as<std::string>()] = row[1].as<std::int64_t>();
        const std::lock_guard lock(m_mutex);
        for (const auto& [id, versions] : m_versions) {
            const auto found = stored.find(id);
            if (found == stored.end() || found->second < *versions.rbegin())
                return "acknowledged version " + std::to_string(*versions.rbegin()) + " of " + id +
                       " is lost";
        }
        return {};
    }

    mutable std::mutex m_mutex;
    std::map<std::string, std::set<std::int64_t>> m_versions;
    std::size_t m_count = 0;
    std::string m_doubled;
};

} // namespace vigia::tests
