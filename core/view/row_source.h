#pragma once

#include "core/view/column.h"
#include "core/view/value.h"

#include <memory>
#include <vector>

namespace vigia::core::view {

/// The rows of a table at one moment: immutable, keeps what it points into alive. Any thread may
/// read it.
class RowSource {
public:
    virtual ~RowSource() = default;
    [[nodiscard]] virtual std::size_t size() const = 0;
    /// Identity of a row; unique within the source.
    [[nodiscard]] virtual RowKey key(std::size_t row) const = 0;
    [[nodiscard]] virtual Value value(std::size_t row, std::size_t column) const = 0;
    /// How the row stands, for "faults only" and "worst first".
    [[nodiscard]] virtual ops::Health health(std::size_t row) const = 0;
};

using RowSourcePtr = std::shared_ptr<const RowSource>;

/// A column with the way to read it from a row of type `Row`.
template <class Row> struct ColumnOf {
    Column column;
    Value (*value)(const Row&) = nullptr;
};

/// What a table of `Row`s shows; constants of the program.
template <class Row> struct TableSchema {
    std::vector<ColumnOf<Row>> columns;
    RowKey (*key)(const Row&) = nullptr;
    ops::Health (*health)(const Row&) = nullptr;

    [[nodiscard]] std::vector<Column> plainColumns() const {
        std::vector<Column> plain;
        plain.reserve(columns.size());
        for (const auto& each : columns)
            plain.push_back(each.column);
        return plain;
    }
};

/// Rows that live inside something shared, mostly a snapshot.
template <class Row> class ListSource final : public RowSource {
public:
    /// `rows` lives in what `owner` keeps alive.
    ListSource(std::shared_ptr<const void> owner, const std::vector<Row>& rows,
               const TableSchema<Row>& schema)
        : m_owner(std::move(owner)), m_rows(rows), m_schema(schema) {}

    [[nodiscard]] std::size_t size() const override { return m_rows.size(); }
    [[nodiscard]] RowKey key(std::size_t row) const override { return m_schema.key(m_rows[row]); }
    [[nodiscard]] Value value(std::size_t row, std::size_t column) const override {
        return m_schema.columns[column].value(m_rows[row]);
    }
    [[nodiscard]] ops::Health health(std::size_t row) const override {
        return m_schema.health(m_rows[row]);
    }

private:
    std::shared_ptr<const void> m_owner;
    const std::vector<Row>& m_rows;
    const TableSchema<Row>& m_schema;
};

} // namespace vigia::core::view
