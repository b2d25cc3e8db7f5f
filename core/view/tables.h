#pragma once

#include "core/ops/console_snapshot.h"
#include "core/view/row_source.h"
#include "core/view/stock_rows.h"

namespace vigia::core::view {

/// The tables of Vigia: what their columns are called and where their cells come from.
const TableSchema<ops::TopicRow>& topicTable();
const TableSchema<ops::PartitionRow>& partitionTable();
const TableSchema<ops::GroupRow>& groupTable();
const TableSchema<ops::GroupPartitionRow>& groupPartitionTable();
const TableSchema<ops::MemberRow>& memberTable();
const TableSchema<ops::BrokerRow>& brokerTable();
const TableSchema<ops::ServiceRow>& serviceTable();
const TableSchema<ops::Event>& eventTable();
const TableSchema<QueueStats>& queueTable();
const TableSchema<StockRow>& stockTable();
const TableSchema<ReservationRow>& reservationTable();

/// `rows` inside something shared as the source of a table; `owner` keeps them alive.
template <class Row>
RowSourcePtr rowsOf(std::shared_ptr<const void> owner, const std::vector<Row>& rows,
                    const TableSchema<Row>& schema) {
    return std::make_shared<const ListSource<Row>>(std::move(owner), rows, schema);
}

/// Rows that nobody else holds as the source of a table.
template <class Row> RowSourcePtr rowsOf(std::vector<Row> rows, const TableSchema<Row>& schema) {
    auto owned = std::make_shared<const std::vector<Row>>(std::move(rows));
    const auto& list = *owned;
    return rowsOf<Row>(std::move(owned), list, schema);
}

/// What a cell says of something that is so or not.
Value yesOrNo(bool yes);
/// `OK`, `DEGRADED`, … for a chip.
std::string_view healthChipWord(ops::Health health);
/// Larger is worse.
int healthRank(ops::Health health);
/// A state without a word of its own.
Status plainStatus(ops::Health health);
/// Word, colour and rank of a verdict.
Status verdictStatus(ops::LagVerdict verdict);
/// A time lag with its source; unknown when it has none.
Value timeLagValue(const ops::TimeLag& lag);

} // namespace vigia::core::view
