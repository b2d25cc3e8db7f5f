#include "ui/widgets/palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia::ui::widgets {

using theme::TextRole;

namespace {

constexpr int kMostShown = 60;

int wordScore(const QString& word, const QString& text) {
    const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at >= 0)
        return 100 - int(qMin(at, qsizetype(50))) +
               (at == 0 || !text[at - 1].isLetterOrNumber() ? 40 : 0);
    qsizetype from = 0;
    for (const QChar letter : word) {
        from = text.indexOf(letter, from, Qt::CaseInsensitive);
        if (from++ < 0)
            return -1;
    }
    return 10;
}

/// Title at the left, kind and keys at the right.
class EntryDelegate : public QStyledItemDelegate {
public:
    EntryDelegate(const theme::Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const theme::Tokens& tokens = m_theme.tokens();
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.accentSoft);
            painter->drawRoundedRect(option.rect.adjusted(4, 0, -4, 0), 4, 4);
        }
        const QRect room = option.rect.adjusted(14, 0, -14, 0);
        const QString kind = index.data(Qt::UserRole).toString();
        painter->setFont(m_theme.font(TextRole::Small));
        painter->setPen(tokens.faint);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, kind);
        const int used = painter->fontMetrics().horizontalAdvance(kind) + 12;
        painter->setFont(m_theme.font(TextRole::Body));
        painter->setPen(tokens.text);
        painter->drawText(room.adjusted(0, 0, -used, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(),
                                                            Qt::ElideMiddle, room.width() - used));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {100, m_theme.px(30)};
    }

private:
    const theme::Theme& m_theme;
};

} // namespace

int paletteScore(const QString& typed, const QString& text) {
    int score = 0;
    for (const QString& word : typed.split(u' ', Qt::SkipEmptyParts)) {
        const int found = wordScore(word, text);
        if (found < 0)
            return -1;
        score += found;
    }
    return score;
}

CommandPalette::CommandPalette(const theme::Theme& theme, QWidget* window)
    : QFrame(window), m_theme(theme) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 8);
    column->setSpacing(6);
    m_field = new QLineEdit(this);
    m_field->setProperty("kind", QStringLiteral("palette"));
    m_field->setPlaceholderText(tr("Type a page, a topic, a group or a command"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_list = new QListWidget(this);
    m_list->setItemDelegate(new EntryDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Matches"));
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::match);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries) {
    m_entries = std::move(entries);
    m_field->clear();
    match();
    place();
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::place() {
    const QRect window = parentWidget()->rect();
    const int width = qMin(560, window.width() - 40);
    setGeometry((window.width() - width) / 2, 64, width, qMin(440, window.height() - 120));
}

void CommandPalette::match() {
    std::vector<std::pair<int, std::size_t>> scored;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (const int score = paletteScore(m_field->text(), m_entries[i].title); score >= 0)
            scored.emplace_back(-score, i);
    std::stable_sort(scored.begin(), scored.end());
    if (scored.size() > kMostShown)
        scored.resize(kMostShown);
    m_matches.clear();
    m_list->clear();
    for (const auto& [score, index] : scored) {
        const PaletteEntry& entry = m_entries[index];
        auto* item = new QListWidgetItem(entry.title, m_list);
        item->setData(Qt::UserRole, entry.keys.isEmpty()
                                        ? entry.kind
                                        : entry.kind % QStringLiteral("   ") % entry.keys);
        m_matches.push_back(index);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent() {
    const int row = m_list->currentRow();
    if (row < 0 || std::size_t(row) >= m_matches.size())
        return;
    const auto run = m_entries[m_matches[std::size_t(row)]].run;
    hide();
    run();
}

QStringList CommandPalette::shownTitles() const {
    QStringList titles;
    for (int i = 0; i < m_list->count(); ++i)
        titles += m_list->item(i)->text();
    return titles;
}

void CommandPalette::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().control, 1));
    painter.setBrush(m_theme.tokens().panel);
    painter.fillRect(rect(), m_theme.tokens().panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched == m_field && event->type() == QEvent::FocusOut)
        hide();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<const QKeyEvent&>(*event).key();
    const int last = m_list->count() - 1;
    if (key == Qt::Key_Escape)
        hide();
    else if (key == Qt::Key_Down)
        m_list->setCurrentRow(qMin(last, m_list->currentRow() + 1));
    else if (key == Qt::Key_Up)
        m_list->setCurrentRow(qMax(0, m_list->currentRow() - 1));
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        runCurrent();
    else
        return false;
    return true;
}

} // namespace vigia::ui::widgets
