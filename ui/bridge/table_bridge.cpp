#include "ui/bridge/table_bridge.h"

#include "ui/bridge/column_texts.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"

namespace vigia::ui::bridge {

using core::view::Column;
using core::view::SortKey;

TableBridge::TableBridge(std::vector<Column> columns, QObject* parent)
    : QAbstractTableModel(parent), m_table(std::move(columns)) {
    m_table.setObserver(this);
}

int TableBridge::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rowCount());
}

int TableBridge::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns().size());
}

void TableBridge::setTextOptions(const core::view::TextOptions& options) {
    const bool restyled = options.time != m_options.time;
    m_options = options;
    if (restyled && rowCount() > 0)
        changed(0, m_table.rowCount());
}

core::ops::Health TableBridge::healthOf(std::size_t row, std::size_t column) const {
    const auto value = m_table.value(row, column);
    if (const auto* status = std::get_if<core::view::Status>(&value))
        return status->health;
    return m_table.health(row);
}

/// A table repeats a few sentences in every row and asks for them at every painting.
QString TableBridge::spoken(const std::string& sentence) const {
    constexpr qsizetype kMostKept = 512;
    const auto bytes = QByteArray::fromRawData(sentence.data(), qsizetype(sentence.size()));
    if (const auto kept = m_spoken.constFind(bytes); kept != m_spoken.constEnd())
        return *kept;
    if (m_spoken.size() >= kMostKept)
        m_spoken.clear();
    return *m_spoken.insert(QByteArray(bytes.constData(), bytes.size()),
                            qtext(widgets::localized(sentence).toStdString()));
}

QVariant TableBridge::text(std::size_t row, std::size_t column, int role) const {
    const Column& shown = m_table.columns()[column];
    const auto cell = core::view::cellText(shown, m_table.value(row, column), m_options);
    const auto told = [this, &shown](const std::string& text) {
        return shown.said && !text.empty() ? spoken(text) : qtext(text);
    };
    if (role == HintRole)
        return qtext(cell.hint);
    if (role == Qt::ToolTipRole)
        return plainTooltip(told(cell.tooltip));
    if (role == Qt::AccessibleTextRole)
        return QString(columnTitle(shown) % QStringLiteral(": ") % told(cell.text));
    return told(cell.text);
}

QVariant TableBridge::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto column = static_cast<std::size_t>(index.column());
    const Column& shown = m_table.columns()[column];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
    case HintRole:
        return text(row, column, role);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(isRightAligned(shown.kind)
                                                     ? Qt::AlignRight | Qt::AlignVCenter
                                                     : Qt::AlignLeft | Qt::AlignVCenter));
    case KindRole:
        return static_cast<int>(shown.kind);
    case HealthRole:
        return static_cast<int>(healthOf(row, column));
    case SparkRole: {
        const auto value = m_table.value(row, column);
        const auto* spark = std::get_if<core::view::Spark>(&value);
        return spark ? QVariant::fromValue(
                           static_cast<void*>(const_cast<std::vector<float>*>(*spark)))
                     : QVariant();
    }
    default:
        return {};
    }
}

QVariant TableBridge::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column& column = m_table.columns()[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::ToolTipRole) {
        const QString tip = columnTip(column);
        return tip.isEmpty() ? columnTitle(column) : tip;
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(isRightAligned(column.kind)
                                                     ? Qt::AlignRight | Qt::AlignVCenter
                                                     : Qt::AlignLeft | Qt::AlignVCenter));
    return {};
}

void TableBridge::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= columnCount())
        return;
    constexpr std::size_t kLevels = 3;
    const auto wanted = static_cast<std::size_t>(column);
    std::vector<SortKey> keys{{wanted, order == Qt::DescendingOrder}};
    for (const SortKey& former : m_table.order()) {
        if (former.column != wanted && keys.size() < kLevels)
            keys.push_back(former);
    }
    m_table.setOrder(std::move(keys));
}

void TableBridge::aboutToReorder() {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
}

void TableBridge::reordered(std::span<const std::uint32_t> newRowOf) {
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& index : from)
        to << this->index(static_cast<int>(newRowOf[static_cast<std::size_t>(index.row())]),
                          index.column());
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TableBridge::aboutToRemove(std::size_t first, std::size_t count) {
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(first + count - 1));
}

void TableBridge::removed() {
    endRemoveRows();
}

void TableBridge::aboutToInsert(std::size_t first, std::size_t count) {
    beginInsertRows({}, static_cast<int>(first), static_cast<int>(first + count - 1));
}

void TableBridge::inserted() {
    endInsertRows();
}

void TableBridge::changed(std::size_t first, std::size_t count) {
    Q_EMIT dataChanged(index(static_cast<int>(first), 0),
                       index(static_cast<int>(first + count - 1), columnCount() - 1));
}

} // namespace vigia::ui::bridge
