#include "ui/bridge/column_layout.h"

#include "ui/bridge/column_texts.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>

#include <algorithm>

namespace vigia::ui::bridge {
namespace {

constexpr int kSmallest = 48;

/// Columns that take spare room and give some when there is too little.
bool isElastic(const core::view::Column& column) {
    using Kind = core::view::ColumnKind;
    return column.kind == Kind::Text || column.kind == Kind::List || column.kind == Kind::Spark;
}

} // namespace

ColumnLayout::ColumnLayout(QTableView& view, std::span<const core::view::Column> columns,
                           QSettings& settings, QString key)
    : QObject(&view), m_view(view), m_header(*view.horizontalHeader()), m_columns(columns),
      m_settings(settings), m_key(std::move(key)) {
    m_header.setSectionsMovable(true);
    m_header.setSectionResizeMode(QHeaderView::Interactive);
    m_header.setMinimumSectionSize(kSmallest);
    m_header.setStretchLastSection(false);
    restore();
    connect(&m_header, &QHeaderView::sectionResized, this, [this] {
        if (m_fitting)
            return;
        m_byUser = true;
        save();
    });
    connect(&m_header, &QHeaderView::sectionMoved, this, &ColumnLayout::save);
    view.viewport()->installEventFilter(this);
}

QString ColumnLayout::settingsKey() const {
    // Another number of columns is another table: what was kept doesn't fit it.
    return m_key % QStringLiteral("/columns%1").arg(m_columns.size());
}

void ColumnLayout::restore() {
    m_fitting = true;
    const QByteArray kept = m_settings.value(settingsKey()).toByteArray();
    m_byUser =
        !kept.isEmpty() && m_settings.value(settingsKey() % QStringLiteral("-sized")).toBool();
    if (kept.isEmpty() || !m_header.restoreState(kept)) {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            m_header.resizeSection(static_cast<int>(i), m_columns[i].width);
            m_header.setSectionHidden(static_cast<int>(i), !m_columns[i].shown);
        }
    }
    m_fitting = false;
}

void ColumnLayout::save() {
    m_settings.setValue(settingsKey(), m_header.saveState());
    m_settings.setValue(settingsKey() % QStringLiteral("-sized"), m_byUser);
}

void ColumnLayout::reset() {
    m_fitting = true;
    for (int i = 0; i < m_header.count(); ++i) {
        m_header.moveSection(m_header.visualIndex(i), i);
        m_header.setSectionHidden(i, !m_columns[static_cast<std::size_t>(i)].shown);
    }
    m_fitting = false;
    m_byUser = false;
    m_settings.remove(settingsKey());
    m_settings.remove(settingsKey() % QStringLiteral("-sized"));
    fit();
}

void ColumnLayout::setVisible(int column, bool visible) {
    m_fitting = true;
    m_header.setSectionHidden(column, !visible);
    if (visible && m_header.sectionSize(column) < kSmallest)
        m_header.resizeSection(column, m_columns[static_cast<std::size_t>(column)].width);
    m_fitting = false;
    fit();
    save();
}

/// Widths that fill `room`: spare room goes to the elastic columns, missing room comes from them
/// down to 70 %.
std::vector<int> ColumnLayout::fitted(int room) const {
    std::vector<int> widths;
    int sum = 0;
    int elastic = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        const int title = m_header.isSectionHidden(column) ? 0 : m_header.sectionSizeHint(column);
        widths.push_back(m_header.isSectionHidden(column) ? 0
                                                          : std::max(m_columns[i].width, title));
        sum += widths.back();
        elastic += isElastic(m_columns[i]) ? widths.back() : 0;
    }
    const double share = elastic > 0 ? static_cast<double>(room - sum) / elastic : 0;
    int last = -1;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (!isElastic(m_columns[i]) || widths[i] == 0)
            continue;
        last = static_cast<int>(i);
        const int next = widths[i] + static_cast<int>(widths[i] * std::max(share, -0.3));
        sum += next - widths[i];
        widths[i] = next;
    }
    if (last >= 0 && sum < room)
        widths[static_cast<std::size_t>(last)] += room - sum;
    return widths;
}

void ColumnLayout::fit() {
    if (m_byUser || m_fitting)
        return;
    m_fitting = true;
    const auto widths = fitted(m_view.viewport()->width());
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > 0)
            m_header.resizeSection(static_cast<int>(i), widths[i]);
    }
    m_fitting = false;
}

bool ColumnLayout::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnLayout::fillChooser(QMenu& menu) {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        auto* action = menu.addAction(columnName(m_columns[i]));
        action->setCheckable(true);
        action->setChecked(!m_header.isSectionHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool on) { setVisible(column, on); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, &ColumnLayout::reset);
}

} // namespace vigia::ui::bridge
