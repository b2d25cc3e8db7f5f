#include "ui/bridge/cell_delegate.h"
#include "ui/bridge/column_layout.h"
#include "ui/bridge/column_texts.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/filter_bar.h"
#include "ui/bridge/plain_text.h"
#include "ui/bridge/row_view.h"

#include <QActionGroup>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>

#include <algorithm>

namespace vigia::ui::bridge {

using core::view::ExportFormat;
using core::view::TimeStyle;

core::view::ExportRange DataTable::range(bool selectedOnly) const {
    core::view::ExportRange range = core::view::wholeTable(m_bridge->table());
    const auto rows = m_view->selectionModel()->selectedRows();
    if (selectedOnly && !rows.isEmpty()) {
        range.rows.clear();
        for (const QModelIndex& index : rows)
            range.rows.push_back(static_cast<std::size_t>(index.row()));
        std::sort(range.rows.begin(), range.rows.end());
    }
    const auto* header = m_view->horizontalHeader();
    std::erase_if(range.columns, [&](std::size_t column) {
        return header->isSectionHidden(static_cast<int>(column));
    });
    std::sort(range.columns.begin(), range.columns.end(), [&](std::size_t a, std::size_t b) {
        return header->visualIndex(static_cast<int>(a)) < header->visualIndex(static_cast<int>(b));
    });
    return range;
}

QString DataTable::exported(ExportFormat format, bool selectedOnly) const {
    return QString::fromStdString(
        core::view::exported(m_bridge->table(), range(selectedOnly), format));
}

void DataTable::copy(ExportFormat format, bool selectedOnly) {
    QGuiApplication::clipboard()->setText(exported(format, selectedOnly));
}

void DataTable::saveAs(ExportFormat format) {
    const bool csv = format == ExportFormat::Csv;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save table"),
        m_options.name.toLower() % (csv ? QStringLiteral(".csv") : QStringLiteral(".json")),
        csv ? tr("CSV files (*.csv)") : tr("JSON files (*.json)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = exported(format, false).toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return;
    QMessageBox::warning(
        this, tr("Save table"),
        tr("%1 could not be written: %2. Choose another place.").arg(path, file.errorString()));
}

void DataTable::fillColumnMenu(QMenu& menu) {
    m_layout->fillChooser(menu);
    addTimeStyles(menu);
}

void DataTable::addTimeStyles(QMenu& menu) {
    const auto columns = m_bridge->table().columns();
    const bool hasTimes = std::any_of(columns.begin(), columns.end(), [](const auto& column) {
        return column.kind == core::view::ColumnKind::Time;
    });
    if (!hasTimes)
        return;
    auto* times = menu.addMenu(tr("Times"));
    auto* group = new QActionGroup(times);
    const std::pair<QString, TimeStyle> styles[] = {{tr("UTC"), TimeStyle::Utc},
                                                    {tr("Local"), TimeStyle::Local},
                                                    {tr("Relative"), TimeStyle::Relative},
                                                    {tr("Epoch"), TimeStyle::Epoch}};
    for (const auto& [name, style] : styles) {
        auto* action = times->addAction(name);
        action->setCheckable(true);
        action->setChecked(m_bridge->textOptions().time == style);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = style] {
            setTimeStyle(chosen);
            Q_EMIT timeStyleChosen(chosen);
        });
    }
}

void DataTable::fillExportMenu(QMenu& menu) {
    const auto add = [&](const QString& text, auto run) {
        connect(menu.addAction(text), &QAction::triggered, this, run);
    };
    add(tr("Copy as TSV"), [this] { copy(ExportFormat::Tsv, false); });
    add(tr("Copy as JSON"), [this] { copy(ExportFormat::Json, false); });
    menu.addSeparator();
    add(tr("Save as CSV…"), [this] { saveAs(ExportFormat::Csv); });
    add(tr("Save as JSON…"), [this] { saveAs(ExportFormat::Json); });
}

/// Sorts by or hides this column, and brings in what else is known of a row.
void DataTable::addColumnActions(QMenu& menu, int column) {
    const auto columns = m_bridge->table().columns();
    auto* header = m_view->horizontalHeader();
    const QString name = columnName(columns[static_cast<std::size_t>(column)]);
    connect(menu.addAction(tr("Sort by %1").arg(name)), &QAction::triggered, this,
            [header, column] { header->setSortIndicator(column, Qt::DescendingOrder); });
    connect(menu.addAction(tr("Hide %1").arg(name)), &QAction::triggered, this,
            [this, column] { m_layout->setVisible(column, false); });
    if (header->hiddenSectionCount() == 0)
        return;
    auto* more = menu.addMenu(tr("Show as a column"));
    for (int i = 0; i < header->count(); ++i) {
        if (header->isSectionHidden(i))
            connect(more->addAction(columnName(columns[static_cast<std::size_t>(i)])),
                    &QAction::triggered, this, [this, i] { m_layout->setVisible(i, true); });
    }
}

/// What is chosen later is worked out now: the rows may be others by then.
void DataTable::addCellActions(QMenu& menu, const QModelIndex& index) {
    const auto column = static_cast<std::size_t>(index.column());
    const auto& shown = m_bridge->table().columns()[column];
    if (shown.kind == core::view::ColumnKind::Spark)
        return;
    const auto value = m_bridge->table().value(static_cast<std::size_t>(index.row()), column);
    const auto add = [&](const QString& text, auto run) {
        connect(menu.addAction(text), &QAction::triggered, this, run);
    };
    const auto filter = [this](const QString& condition) {
        m_bar->show();
        m_bar->addCondition(condition);
    };
    add(tr("Only rows like this"),
        [filter, like = qtext(core::view::filterFor(shown, value))] { filter(like); });
    add(tr("Without rows like this"),
        [filter, unlike = qtext(core::view::filterFor(shown, value, true))] { filter(unlike); });
    menu.addSeparator();
    add(tr("Copy cell"), [text = qtext(core::view::exactText(value))] {
        QGuiApplication::clipboard()->setText(text);
    });
}

void DataTable::showCellMenu(const QPoint& position) {
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addCellActions(*menu, index);
    connect(menu->addAction(tr("Copy rows as TSV")), &QAction::triggered, this,
            [this] { copy(ExportFormat::Tsv, true); });
    connect(menu->addAction(tr("Copy rows as JSON")), &QAction::triggered, this,
            [this] { copy(ExportFormat::Json, true); });
    menu->addSeparator();
    addColumnActions(*menu, index.column());
    if (!m_rowActions.isEmpty())
        menu->addSeparator();
    menu->addActions(m_rowActions);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace vigia::ui::bridge
