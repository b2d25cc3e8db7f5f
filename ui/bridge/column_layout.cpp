#include "ui/bridge/column_layout.h"

#include "ui/bridge/column_texts.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vigia::ui::bridge {
namespace {

constexpr int kSmallest = 48;

/// Columns that take spare room and give some when there is too little.
bool isElastic(const core::view::Column& column) {
    using Kind = core::view::ColumnKind;
    return column.kind == Kind::Text || column.kind == Kind::List || column.kind == Kind::Spark;
}

/// `widths` less `missing`, taken from each by its share of the slack.
std::vector<int> shrunk(std::vector<int> widths, const std::vector<int>& slack, int missing) {
    const int all = std::accumulate(slack.begin(), slack.end(), 0);
    const double share = all > 0 ? std::min(1.0, static_cast<double>(missing) / all) : 0;
    for (std::size_t i = 0; i < widths.size(); ++i)
        widths[i] -= static_cast<int>(std::ceil(slack[i] * share));
    return widths;
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

/// The least a column may have: its whole title; a figure or a state is never cut, a text may be.
int ColumnLayout::least(std::size_t column) const {
    const int content = isElastic(m_columns[column]) ? kSmallest : m_columns[column].width;
    return std::max(content, m_header.sectionSizeHint(static_cast<int>(column)));
}

/// Widths that fill `room`: spare room goes to the elastic columns; missing room comes from them,
/// too, by what each has above its least.
std::vector<int> ColumnLayout::fitted(int room) const {
    std::vector<int> widths;
    std::vector<int> slack;
    int sum = 0;
    int elastic = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const bool hidden = m_header.isSectionHidden(static_cast<int>(i));
        const int smallest = hidden ? 0 : least(i);
        widths.push_back(hidden ? 0 : std::max(m_columns[i].width, smallest));
        slack.push_back(widths.back() - smallest);
        sum += widths.back();
        elastic += isElastic(m_columns[i]) ? widths.back() : 0;
    }
    if (sum > room)
        return shrunk(std::move(widths), slack, sum - room);
    int last = -1;
    const int spare = room - sum;
    for (std::size_t i = 0; elastic > 0 && i < widths.size(); ++i) {
        if (!isElastic(m_columns[i]) || widths[i] == 0)
            continue;
        last = static_cast<int>(i);
        const int more = static_cast<int>(static_cast<double>(spare) * widths[i] / elastic);
        widths[i] += more;
        sum += more;
    }
    if (last >= 0)
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
