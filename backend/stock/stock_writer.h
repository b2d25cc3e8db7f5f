#pragma once

#include "backend/postgres/pool.h"
#include "core/stock/commands.h"
#include "core/stock/events.h"

#include <pqxx/transaction_base>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigia::backend::stock {

/// Prepares the statements of this file; once per pool.
void prepareWrites(postgres::Pool& pool);

// All of these run inside a transaction of the caller and throw what libpqxx throws.

/// A creation that is to be stored with its event.
struct Creation {
    core::stock::StockChange change;
    core::stock::EventStamp stamp;
};

/// Locks the row until the transaction ends. Nothing when there is none, or it is deleted.
std::optional<core::stock::Stock> lockStock(pqxx::transaction_base& tx, const std::string& stockId);
/// A reservation of that stock, read after the stock was locked.
std::optional<core::stock::Reservation> reservationOf(pqxx::transaction_base& tx,
                                                      const std::string& stockId,
                                                      const std::string& reservationId);
std::int64_t activeReservations(pqxx::transaction_base& tx, const std::string& stockId);

/// Writes stock, reservation and outbox rows of a change in one statement (two when a reservation
/// is concerned).
void storeChange(pqxx::transaction_base& tx, const core::stock::StockChange& change,
                 const core::stock::EventStamp& stamp, const core::stock::StockRules& rules);

/// Inserts a new stock and its outbox rows in one statement. Returns the id of the stock that
/// already has the product; nothing when the new one was written, also when an earlier run of the
/// same creation had written it.
std::optional<std::string> insertStock(pqxx::transaction_base& tx,
                                       const core::stock::StockChange& change,
                                       const core::stock::EventStamp& stamp,
                                       const core::stock::StockRules& rules);

/// Inserts many new stocks and their outbox rows in one statement. Tells for each whether it was
/// written; one that was not has a product that another stock holds, or held a moment ago.
/// `again`: one that an earlier sending wrote counts as written.
std::vector<bool> insertStocks(pqxx::transaction_base& tx, std::span<const Creation> creations,
                               const core::stock::StockRules& rules, bool again);

} // namespace vigia::backend::stock
