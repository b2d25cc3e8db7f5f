#include "ui/bridge/column_layout.h"

#include "ui/bridge/column_texts.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace vigia::ui::bridge {
namespace {

using core::view::Column;
using Kind = core::view::ColumnKind;

constexpr int kSmallest = 48;
constexpr int kWidestName = 340;  ///< design pixels that a name may claim
constexpr int kLeastName = 140;   ///< while no row is there
constexpr int kReadableText = 96; ///< of a text that may be elided
constexpr int kMostMeasured = 40;

/// Columns that take spare room.
bool isElastic(const Column& column) {
    return column.kind == Kind::Text || column.kind == Kind::List || column.kind == Kind::Spark;
}

/// Figures are as wide as they must be; a state or a time lag looks better with some air.
bool isTight(const Column& column) {
    return !isElastic(column) && column.kind != Kind::Status && column.kind != Kind::Duration;
}

} // namespace

ColumnLayout::ColumnLayout(ColumnLayoutParts parts)
    : QObject(&parts.view), m_parts(std::move(parts)), m_header(*m_parts.view.horizontalHeader()),
      m_choices(m_parts.columns.size(), Choice::None), m_contents(m_parts.columns.size(), 0),
      m_dragged(m_parts.columns.size(), 0), m_zoom(m_parts.theme.zoom()) {
    m_header.setSectionsMovable(true);
    m_header.setSectionResizeMode(QHeaderView::Interactive);
    m_header.setMinimumSectionSize(kSmallest);
    m_header.setStretchLastSection(false);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_parts.view.isVisible()) // else when it is shown
            fit();
    });
    restore();
    connect(&m_header, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { keepDragged(column, width); });
    connect(&m_header, &QHeaderView::sectionMoved, this, &ColumnLayout::save);
    connect(m_parts.view.model(), &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_measured)
            fitSoon();
    });
    connect(&m_parts.theme, &theme::Theme::changed, this, [this] {
        if (std::exchange(m_zoom, m_parts.theme.zoom()) != m_parts.theme.zoom())
            remeasure();
    });
    m_parts.view.viewport()->installEventFilter(this);
    m_header.viewport()->installEventFilter(this);
}

void ColumnLayout::keepDragged(int column, int width) {
    if (m_fitting || width <= 0) // 0: it was hidden
        return;
    m_dragged[static_cast<std::size_t>(column)] = std::max(1, width * 100 / m_zoom);
    save();
    // Under the mouse the others stand still: they make room when it is let go.
    if (!QGuiApplication::mouseButtons().testFlag(Qt::LeftButton))
        fitSoon();
}

QString ColumnLayout::settingsKey(const char* what) const {
    // Another number of columns is another table: what was kept doesn't fit it.
    return m_parts.key % QStringLiteral("/columns%1").arg(m_parts.columns.size()) %
           QLatin1String(what);
}

void ColumnLayout::restore() {
    m_fitting = true;
    const QByteArray kept = m_parts.settings.value(settingsKey()).toByteArray();
    const bool restored = !kept.isEmpty() && m_header.restoreState(kept);
    restoreChoices(restored);
    const QStringList dragged =
        m_parts.settings.value(settingsKey("-dragged")).toString().split(u' ', Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < m_parts.columns.size(); ++i) {
        m_dragged[i] = std::max(0, dragged.value(static_cast<qsizetype>(i)).toInt());
        const int width = m_dragged[i] > 0 ? m_dragged[i] : m_parts.columns[i].width;
        m_header.resizeSection(static_cast<int>(i), m_parts.theme.px(width));
        m_header.setSectionHidden(static_cast<int>(i), !isWanted(i));
    }
    m_fitting = false;
}

void ColumnLayout::restoreChoices(bool fromHeader) {
    const QString chosen = m_parts.settings.value(settingsKey("-chosen")).toString();
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        const bool hidden = m_header.isSectionHidden(static_cast<int>(i));
        if (at < chosen.size())
            m_choices[i] = chosen[at] == u's'   ? Choice::Shown
                           : chosen[at] == u'h' ? Choice::Hidden
                                                : Choice::None;
        else if (fromHeader && hidden == m_parts.columns[i].shown)
            m_choices[i] = hidden ? Choice::Hidden : Choice::Shown;
    }
}

void ColumnLayout::save() {
    QString chosen;
    for (const Choice choice : m_choices)
        chosen += choice == Choice::Shown ? u's' : choice == Choice::Hidden ? u'h' : u'-';
    m_parts.settings.setValue(settingsKey(), m_header.saveState());
    QStringList dragged;
    for (const int width : m_dragged)
        dragged << QString::number(width);
    m_parts.settings.setValue(settingsKey("-dragged"), dragged.join(u' '));
    m_parts.settings.setValue(settingsKey("-chosen"), chosen);
}

void ColumnLayout::reset() {
    m_fitting = true;
    for (int i = 0; i < m_header.count(); ++i)
        m_header.moveSection(m_header.visualIndex(i), i);
    m_fitting = false;
    std::fill(m_dragged.begin(), m_dragged.end(), 0);
    std::fill(m_choices.begin(), m_choices.end(), Choice::None);
    for (const char* what : {"", "-dragged", "-chosen"})
        m_parts.settings.remove(settingsKey(what));
    remeasure();
}

bool ColumnLayout::isWanted(std::size_t column) const {
    return m_choices[column] == Choice::None ? m_parts.columns[column].shown
                                             : m_choices[column] == Choice::Shown;
}

void ColumnLayout::setVisible(int column, bool visible) {
    const auto at = static_cast<std::size_t>(column);
    m_choices[at] = visible ? Choice::Shown : Choice::Hidden;
    measure();
    fit();
    save();
}

QStringList ColumnLayout::leftOut() const {
    QStringList names;
    for (std::size_t i = 0; i < m_parts.columns.size(); ++i)
        if (isWanted(i) && m_header.isSectionHidden(static_cast<int>(i)))
            names << columnName(m_parts.columns[i]);
    return names;
}

/// The widths of the rows in sight.
void ColumnLayout::measure() {
    const QTableView& view = m_parts.view;
    const int first = std::max(0, view.rowAt(0));
    const int last = std::min(view.model()->rowCount(), first + kMostMeasured);
    m_measured = last > first;
    for (std::size_t i = 0; i < m_parts.columns.size(); ++i) {
        for (int row = first; row < last && isWanted(i); ++row) {
            const auto index = view.model()->index(row, static_cast<int>(i));
            m_contents[i] = std::max(m_contents[i], m_parts.cellWidth(index));
        }
    }
}

void ColumnLayout::remeasure() {
    std::fill(m_contents.begin(), m_contents.end(), 0);
    m_measured = false;
    fitSoon();
}

void ColumnLayout::cellWasCut(int column, int width) {
    const auto at = static_cast<std::size_t>(column);
    if (m_dragged[at] > 0 || m_contents[at] >= width)
        return;
    const int before = least(at);
    m_contents[at] = width;
    if (least(at) > before)
        fitSoon();
}

/// A figure, a state, a name up to a bound and every title are never cut; other texts may be.
int ColumnLayout::least(std::size_t column) const {
    const Column& shown = m_parts.columns[column];
    const theme::Theme& theme = m_parts.theme;
    const int title = m_parts.titleWidth(static_cast<int>(column));
    const int contents = m_contents[column];
    if (shown.names)
        return std::max(title, contents > 0 ? std::min(contents, theme.px(kWidestName))
                                            : theme.px(kLeastName));
    if (isElastic(shown))
        return std::max(title, std::min(contents, theme.px(kReadableText)));
    return std::max(title, contents > 0 ? contents : theme.px(shown.width));
}

ColumnNeed ColumnLayout::need(std::size_t column) const {
    const Column& shown = m_parts.columns[column];
    if (const int dragged = m_parts.theme.px(m_dragged[column]); dragged > 0)
        return {dragged, dragged, false, isWanted(column), 0};
    const int smallest = std::max(kSmallest, least(column));
    const int air = isTight(shown) && m_measured ? 0 : m_parts.theme.px(shown.width);
    return {smallest, std::max(smallest, air), isElastic(shown), isWanted(column),
            m_choices[column] == Choice::Shown ? 0 : shown.yields};
}

void ColumnLayout::fit() {
    if (m_fitting)
        return;
    if (!m_measured)
        measure();
    std::vector<ColumnNeed> needs;
    for (std::size_t i = 0; i < m_parts.columns.size(); ++i)
        needs.push_back(need(i));
    apply(fitColumns(std::move(needs), m_parts.view.viewport()->width()));
}

void ColumnLayout::apply(const std::vector<int>& widths) {
    const QStringList before = leftOut();
    m_fitting = true;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int column = static_cast<int>(i);
        if (m_header.isSectionHidden(column) != (widths[i] == 0))
            m_header.setSectionHidden(column, widths[i] == 0);
        if (widths[i] > 0 && m_header.sectionSize(column) != widths[i])
            m_header.resizeSection(column, widths[i]);
    }
    m_fitting = false;
    if (leftOut() != before)
        Q_EMIT leftOutChanged();
}

bool ColumnLayout::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_header.viewport()) {
        if (event->type() == QEvent::MouseButtonRelease)
            fitSoon();
    } else if (event->type() == QEvent::Resize || (event->type() == QEvent::Show && !m_measured))
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnLayout::fillChooser(QMenu& menu) {
    const QStringList noRoom = leftOut();
    for (std::size_t i = 0; i < m_parts.columns.size(); ++i) {
        const int column = static_cast<int>(i);
        const QString name = columnName(m_parts.columns[i]);
        auto* action = menu.addAction(noRoom.contains(name) ? tr("%1 (no room)").arg(name) : name);
        action->setCheckable(true);
        action->setChecked(!m_header.isSectionHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool on) { setVisible(column, on); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, &ColumnLayout::reset);
}

} // namespace vigia::ui::bridge
