#pragma once

#include "core/stock/history.h"

#include <pqxx/transaction_base>

#include <string_view>
#include <vector>

namespace vigia::backend::stock {

/// An event and the bytes it came in.
struct HistoryRow {
    core::stock::HistoryEvent event;
    std::string_view payload;
};

/// Appends the events to stock.event_history, those that are there already are left alone, and adds
/// the new ones to their symbols' minutes: two statements for any number of rows. In the caller's
/// transaction; throws what libpqxx throws. Returns how many were new.
std::int64_t storeHistory(pqxx::transaction_base& tx, const std::vector<HistoryRow>& rows);

} // namespace vigia::backend::stock
