#include "backend/stock/analytics.h"

#include "backend/stock/dead_letter_store.h"
#include "backend/stock/history_store.h"
#include "core/stock/routing.h"

#include <pqxx/pqxx>

namespace vigia::backend::stock {
namespace {

using core::stream::Outcome;
using core::stream::OutcomeKind;
using core::stream::Record;

Outcome deadLetter(const core::Error& error) {
    const char* errorClass = error.code == core::ErrorCode::Corrupt    ? "DESERIALIZATION"
                             : error.code == core::ErrorCode::NotFound ? "UNKNOWN_TYPE"
                                                                       : "SCHEMA";
    return {OutcomeKind::DeadLetter, errorClass, error.message};
}

/// Adds the event to `rows`, or says why it can't be kept.
Outcome readEvent(const Record& record, std::vector<HistoryRow>& rows) {
    if (!record.value || record.value->empty())
        return {OutcomeKind::DeadLetter, "EMPTY", "the record has no value"};
    auto event = core::stock::readHistoryEvent(*record.value);
    if (!event)
        return deadLetter(event.error());
    rows.push_back({std::move(*event), *record.value});
    return {};
}

} // namespace

AnalyticsHandler::AnalyticsHandler(core::stream::TopicNames names) : m_names(std::move(names)) {}

std::vector<std::string> AnalyticsHandler::topics() {
    return {std::string(core::stock::kTopicAudit), "stock-dead-letter-topic",
            "logs-dead-letter-topic", "ecommerce-dead-letter-topic"};
}

bool AnalyticsHandler::isAudit(const Record& record) const {
    return m_names.logical(record.topic) == core::stock::kTopicAudit;
}

std::vector<Outcome> AnalyticsHandler::handle(std::span<const Record> records,
                                              pqxx::transaction_base& tx) {
    std::vector<Outcome> outcomes;
    std::vector<HistoryRow> rows;
    outcomes.reserve(records.size());
    rows.reserve(records.size());
    for (const auto& record : records) {
        if (isAudit(record)) {
            outcomes.push_back(readEvent(record, rows));
            continue;
        }
        storeDeadLetter(tx, record);
        outcomes.push_back({});
    }
    storeHistory(tx, rows);
    return outcomes;
}

} // namespace vigia::backend::stock
