#include "ui/bridge/data_table.h"

#include "ui/bridge/cell_delegate.h"
#include "ui/bridge/column_layout.h"
#include "ui/bridge/filter_bar.h"
#include "ui/bridge/filter_completer.h"
#include "ui/bridge/plain_text.h"
#include "ui/bridge/row_view.h"
#include "ui/bridge/scroll_anchor.h"
#include "ui/bridge/table_header.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace vigia::ui::bridge {

using core::view::OwnedKey;

DataTable::DataTable(const theme::Theme& theme, QSettings& settings,
                     std::vector<core::view::Column> columns, DataTableOptions options,
                     QWidget* parent)
    : QWidget(parent), m_theme(theme), m_settings(settings), m_options(std::move(options)),
      m_bridge(new TableBridge(std::move(columns), this)) {
    buildView();
    buildBar();
    buildLayout();
    connectView();
    restoreOrder();
    updateCaption();
}

void DataTable::buildView() {
    m_view = new RowView(this);
    m_view->setAccessibleName(m_options.name);
    auto* header = new TableHeader(m_theme, m_view);
    m_view->setHorizontalHeader(header);
    m_view->setModel(m_bridge);
    m_delegate = new CellDelegate(m_theme, m_view);
    m_view->setItemDelegate(m_delegate);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_theme.rowHeight());
    m_view->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_layout = new ColumnLayout(
        {*m_view, m_theme, m_bridge->table().columns(), m_settings, m_options.key,
         [this](const QModelIndex& index) { return m_delegate->neededWidth(index); },
         [header](int column) { return header->titleWidth(column); }});
    connect(m_delegate, &CellDelegate::cut, m_layout, &ColumnLayout::cellWasCut);
    connect(&m_theme, &theme::Theme::changed, m_view,
            [this] { m_view->verticalHeader()->setDefaultSectionSize(m_theme.rowHeight()); });
}

void DataTable::buildBar() {
    m_bar = new FilterBar(m_theme, m_settings, m_options.key, m_bridge->table().columns(), this);
    if (!m_options.example.isEmpty())
        m_bar->field()->setPlaceholderText(m_options.example);
    m_bar->completer()->setValues(
        [this](std::size_t column) { return m_bridge->table().distinctValues(column); });
    const auto addMenu = [this](const QString& text, auto fill) {
        auto* button = new QToolButton(m_bar);
        button->setText(text);
        button->setAccessibleName(text);
        button->setPopupMode(QToolButton::InstantPopup);
        auto* menu = new QMenu(button);
        connect(menu, &QMenu::aboutToShow, this, [menu, fill] {
            menu->clear();
            fill(*menu);
        });
        button->setMenu(menu);
        m_bar->buttons()->addWidget(button);
        return button;
    };
    m_columnsButton = addMenu(tr("Columns"), [this](QMenu& menu) { fillColumnMenu(menu); });
    addMenu(tr("Export"), [this](QMenu& menu) { fillExportMenu(menu); });
}

void DataTable::buildLayout() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_options.compact ? 0 : 12);
    m_empty = new widgets::EmptyState(m_theme, m_options.icon, this);
    m_empty->hide();
    if (m_options.compact) {
        m_bar->setContentsMargins(12, 6, 12, 6);
        m_bar->hide();
        m_body = new QWidget(this);
        auto* inner = new QVBoxLayout(m_body);
        inner->setContentsMargins(0, 0, 0, 0);
        inner->addWidget(m_view);
        inner->addWidget(m_empty);
    } else {
        auto* card = new widgets::Card(m_theme, this);
        card->body()->addWidget(m_view);
        card->body()->addWidget(m_empty);
        m_body = card;
    }
    column->addWidget(m_bar);
    column->addWidget(m_body, 1);
}

void DataTable::connectView() {
    connect(m_bar, &FilterBar::filterChanged, this,
            [this](const auto& filter) { change([&] { m_bridge->setFilter(filter); }); });
    connect(m_bar, &FilterBar::faultsOnlyChanged, this,
            [this](bool on) { change([&] { m_bridge->setFaultsOnly(on); }); });
    connect(m_bar, &FilterBar::left, this, [this] {
        if (m_options.compact && m_bar->field()->text().isEmpty())
            m_bar->hide();
        if (m_view->isVisible())
            m_view->setFocus();
        else // an empty table
            window()->setFocus();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (m_following || !index.isValid())
                    return;
                m_current = m_bridge->table().key(static_cast<std::size_t>(index.row()));
                Q_EMIT currentChanged();
            });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DataTable::selectionChanged);
    connect(m_view, &QTableView::activated, this, &DataTable::activated);
    connect(m_view, &QTableView::doubleClicked, this, &DataTable::detachRequested);
    connect(m_view, &QTableView::customContextMenuRequested, this, &DataTable::showCellMenu);
    auto* header = m_view->horizontalHeader();
    connect(header, &QHeaderView::sortIndicatorChanged, this, &DataTable::keepOrder);
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint& at) {
                auto* menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                fillColumnMenu(*menu);
                menu->popup(header->mapToGlobal(at));
            });
    connect(m_layout, &ColumnLayout::leftOutChanged, this, &DataTable::showLeftOut);
    m_view->viewport()->installEventFilter(this);
    m_view->installEventFilter(this);
}

/// The button of the columns tells that some have no room.
void DataTable::showLeftOut() {
    const QStringList names = m_layout->leftOut();
    m_columnsButton->setToolTip(
        names.isEmpty()
            ? QString()
            : plainTooltip(tr("No room for: %1").arg(names.join(QStringLiteral(", ")))));
}

void DataTable::restoreOrder() {
    const QStringList kept = m_settings.value(m_options.key % QStringLiteral("/order"))
                                 .toString()
                                 .split(u' ', Qt::SkipEmptyParts);
    auto order = m_options.order;
    if (!kept.isEmpty())
        order.clear();
    for (const QString& each : kept) {
        const int column = qAbs(each.toInt()) - 1;
        if (column >= 0 && column < m_bridge->columnCount())
            order.push_back({static_cast<std::size_t>(column), each.startsWith(u'-')});
    }
    m_bridge->setOrder(order);
    auto* header = m_view->horizontalHeader();
    header->setSortIndicatorShown(true);
    header->setSectionsClickable(true);
    if (!order.empty())
        header->setSortIndicator(static_cast<int>(order.front().column), order.front().descending
                                                                             ? Qt::DescendingOrder
                                                                             : Qt::AscendingOrder);
}

void DataTable::keepOrder() {
    auto* header = m_view->horizontalHeader();
    m_bridge->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    QStringList kept;
    for (const auto& key : m_bridge->table().order())
        kept << (key.descending ? QStringLiteral("-%1") : QStringLiteral("%1")).arg(key.column + 1);
    m_settings.setValue(m_options.key % QStringLiteral("/order"), kept.join(u' '));
    updateCaption();
}

void DataTable::setSource(core::view::RowSourcePtr source, core::UtcTime now) {
    change([&] {
        m_bridge->setTextOptions({m_bridge->textOptions().time, now});
        m_bridge->update(std::move(source));
    });
}

/// Rows come and go: Qt would make a neighbour of a removed row the current one, the user didn't.
void DataTable::change(const std::function<void()>& apply) {
    const ScrollAnchor anchor(*m_view, m_bridge->table(), m_current);
    m_following = true;
    apply();
    m_following = false;
    followSelection();
    anchor.restore();
    updateCaption();
}

void DataTable::setStale(bool stale) {
    m_delegate->setStale(stale);
    m_view->viewport()->update();
}

void DataTable::setTimeStyle(core::view::TimeStyle style) {
    m_bridge->setTextOptions({style, m_bridge->textOptions().now});
    m_layout->remeasure();
}

void DataTable::setEmptyText(const QString& title, const QString& advice) {
    m_emptyTitle = title;
    m_emptyAdvice = advice;
    updateCaption();
}

void DataTable::select(const OwnedKey& key) {
    m_current = key;
    followSelection();
}

void DataTable::deselect() {
    m_current.reset();
    m_following = true;
    m_view->selectionModel()->clear();
    m_following = false;
}

/// The user's row is selected again when it comes back into sight; while it is hidden no other
/// takes its place.
void DataTable::followSelection() {
    if (!m_current)
        return;
    const auto row = m_bridge->table().rowOf(*m_current);
    auto* selection = m_view->selectionModel();
    const bool stands = row && selection->currentIndex().row() == static_cast<int>(*row) &&
                        selection->hasSelection();
    if (stands)
        return;
    m_following = true;
    // Not QTableView::selectRow: it asks the header for a column and selects nothing while the
    // table was never laid out, e.g. in a tab that isn't open yet.
    if (row)
        selection->setCurrentIndex(
            m_bridge->index(static_cast<int>(*row), qMax(0, selection->currentIndex().column())),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    else
        selection->clear();
    m_following = false;
}

std::vector<OwnedKey> DataTable::selected() const {
    std::vector<OwnedKey> keys;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        keys.push_back(m_bridge->table().key(static_cast<std::size_t>(index.row())));
    return keys;
}

void DataTable::updateCaption() {
    const auto& table = m_bridge->table();
    const auto shown = static_cast<qsizetype>(table.rowCount());
    const auto all = static_cast<qsizetype>(table.totalCount());
    const QString& words = all == 1 ? m_options.caption.one : m_options.caption.many;
    QString caption =
        words.arg(shown == all ? QString::number(all) : tr("%1 of %2").arg(shown).arg(all));
    if (!m_options.order.empty() && table.order() == m_options.order &&
        m_options.order.front().descending &&
        table.columns()[m_options.order.front().column].kind == core::view::ColumnKind::Status)
        caption += tr(", worst first");
    m_bar->setCaption(caption);
    if (all > 0 && shown == 0)
        m_empty->setText(
            tr("No row fits"),
            tr("Esc in the filter field clears it; “Faults only” hides what is well."));
    else
        m_empty->setText(m_emptyTitle, m_emptyAdvice);
    m_empty->setVisible(shown == 0 && (all > 0 || !m_emptyTitle.isEmpty()));
    m_view->setVisible(!m_empty->isVisibleTo(m_body));
}

QTableView* DataTable::view() const {
    return m_view;
}

QWidget* DataTable::filterField() const {
    return m_bar->field();
}

void DataTable::enterFilter() {
    m_bar->show();
    m_bar->field()->setFocus(Qt::ShortcutFocusReason);
    m_bar->field()->selectAll();
}

/// Paints the two rows that change, not the whole table with each movement of the mouse.
void DataTable::hover(int row) {
    const int before = m_delegate->hoveredRow();
    if (row == before)
        return;
    m_delegate->setHoveredRow(row);
    for (const int each : {before, row})
        if (each >= 0)
            m_view->viewport()->update(0, m_view->rowViewportPosition(each),
                                       m_view->viewport()->width(), m_view->rowHeight(each));
}

bool DataTable::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view->viewport() &&
        (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave)) {
        const bool left = event->type() == QEvent::Leave;
        hover(left ? -1 : m_view->rowAt(static_cast<QMouseEvent*>(event)->pos().y()));
    }
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            copy(core::view::ExportFormat::Tsv, true);
            return true;
        }
        if (key->text() == QStringLiteral("/")) {
            enterFilter();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    if (event->text() == QStringLiteral("/") || event->matches(QKeySequence::Find))
        enterFilter();
    else
        QWidget::keyPressEvent(event);
}

} // namespace vigia::ui::bridge
