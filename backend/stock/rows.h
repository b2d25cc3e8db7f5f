#pragma once

#include "core/stock/branch.h"
#include "core/stock/model.h"

#include <pqxx/result>

#include <string>

namespace vigia::backend::stock {

/// Select lists of the tables, in the order that the readers below expect. Times travel as epoch
/// milliseconds.
inline constexpr int kStockColumnCount = 13;
std::string stockColumns(const std::string& alias);
std::string reservationColumns(const std::string& alias);
std::string branchColumns();

/// Read one row; `first` is the column where the list begins.
core::stock::Stock stockFrom(const pqxx::row& row, int first = 0);
core::stock::Reservation reservationFrom(const pqxx::row& row, int first = 0);
core::stock::BranchStock branchFrom(const pqxx::row& row);

} // namespace vigia::backend::stock
