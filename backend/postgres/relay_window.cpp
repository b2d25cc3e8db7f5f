#include "backend/postgres/relay_window.h"

#include <set>

namespace vigia::backend::postgres {

RelayWindow::RelayWindow(std::vector<OutboxRow>& rows, std::uint64_t firstTag)
    : m_firstTag(firstTag), m_outstanding(rows.size()) {
    for (auto& row : rows) {
        m_rows.push_back({row.id, row.logicalTopic, row.record.key, row.createdAt, std::nullopt});
        m_records.push_back(std::move(row.record));
    }
}

void RelayWindow::truncate(std::size_t count) {
    m_rows.resize(count);
    m_records.clear();
    m_outstanding = count;
}

bool RelayWindow::take(const core::stream::PublishReport& report, core::SteadyTime at) {
    if (report.tag < m_firstTag || report.tag - m_firstTag >= m_rows.size())
        return false;
    auto& row = m_rows[report.tag - m_firstTag];
    if (row.report)
        return false;
    row.report = report;
    row.reportedAt = at;
    --m_outstanding;
    m_failed = m_failed || report.error.has_value();
    return true;
}

std::vector<const RelayWindow::Row*> RelayWindow::delivered() const {
    std::vector<const Row*> rows;
    std::set<std::string> broken;
    for (const auto& row : m_rows) {
        const bool acknowledged = row.report && !row.report->error;
        if (!acknowledged && row.key)
            broken.insert(*row.key);
        if (acknowledged && (!row.key || !broken.contains(*row.key)))
            rows.push_back(&row);
    }
    return rows;
}

std::vector<const RelayWindow::Row*> RelayWindow::undelivered() const {
    std::vector<const Row*> rows;
    for (const auto& row : m_rows) {
        if (row.report && row.report->error)
            rows.push_back(&row);
    }
    return rows;
}

} // namespace vigia::backend::postgres
