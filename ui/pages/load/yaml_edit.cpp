#include "ui/pages/load/yaml_edit.h"

#include "ui/widgets/event_look.h"

#include <QMimeData>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace vigia::ui::pages {

using core::load::ScenarioFault;
using theme::TextRole;

/// The strip of numbers; the editor paints it.
class YamlEdit::Gutter : public QWidget {
public:
    explicit Gutter(YamlEdit& edit) : QWidget(&edit), m_edit(edit) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        m_edit.paintGutter(painter);
    }

private:
    YamlEdit& m_edit;
};

YamlEdit::YamlEdit(const theme::Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent), m_theme(theme), m_gutter(new Gutter(*this)) {
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &YamlEdit::fit);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this] { m_gutter->update(); });
    connect(&m_theme, &theme::Theme::changed, this, &YamlEdit::restyle);
    restyle();
}

void YamlEdit::restyle() {
    setFont(m_theme.font(TextRole::Mono));
    fit();
    setFaults(std::move(m_faults));
}

void YamlEdit::fit() {
    const int digits = std::max(3, int(QString::number(blockCount()).size()));
    const int width = fontMetrics().horizontalAdvance(u'0') * digits + 20;
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void YamlEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fit();
}

namespace {

/// Lines are laid out whole: one of a megabyte would stop the window.
bool canBeShown(const QString& text) {
    constexpr qsizetype kMostText = 1 << 18, kMostLine = 4'000;
    if (text.size() > kMostText)
        return false;
    qsizetype begin = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && text[at] != u'\n')
            continue;
        if (at - begin > kMostLine)
            return false;
        begin = at + 1;
    }
    return true;
}

} // namespace

bool YamlEdit::setText(const QString& text) {
    if (!canBeShown(text))
        return false;
    setPlainText(text);
    return true;
}

void YamlEdit::insertFromMimeData(const QMimeData* source) {
    if (!canBeShown(source->text()) || document()->characterCount() > (1 << 19))
        return refused();
    QPlainTextEdit::insertFromMimeData(source);
}

const ScenarioFault* YamlEdit::faultAt(int line) const {
    const auto found = std::find_if(m_faults.begin(), m_faults.end(),
                                    [line](const auto& fault) { return fault.line == line; });
    return found == m_faults.end() ? nullptr : &*found;
}

void YamlEdit::setFaults(std::vector<ScenarioFault> faults) {
    m_faults = std::move(faults);
    QList<QTextEdit::ExtraSelection> places;
    for (const ScenarioFault& fault : m_faults) {
        const QTextBlock block = document()->findBlockByNumber(fault.line - 1);
        if (fault.line < 1 || !block.isValid())
            continue;
        QTextEdit::ExtraSelection place;
        place.cursor = QTextCursor(block);
        place.cursor.setPosition(block.position() +
                                 std::clamp(fault.column - 1, 0, std::max(0, block.length() - 1)));
        place.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        place.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        place.format.setUnderlineColor(m_theme.tokens().bad);
        places.push_back(place);
    }
    setExtraSelections(places);
    viewport()->update();
    m_gutter->update();
}

void YamlEdit::goTo(int line, int column) {
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() +
                       std::clamp(column - 1, 0, std::max(0, block.length() - 1)));
    setTextCursor(cursor);
    setFocus();
}

void YamlEdit::paintEvent(QPaintEvent* event) {
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(m_theme.tokens().bad);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > viewport()->height())
            break;
        const ScenarioFault* fault = faultAt(block.blockNumber() + 1);
        if (fault == nullptr)
            continue;
        const int end = fontMetrics().horizontalAdvance(block.text().left(500)) +
                        int(contentOffset().x()) + m_theme.px(28);
        const QRect room(std::min(end, viewport()->width() / 2), int(area.top()),
                         viewport()->width(), int(area.height()));
        const QRect seen = room.intersected(viewport()->rect());
        painter.fillRect(seen, m_theme.tokens().panel);
        painter.drawText(seen, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(widgets::shown(fault->text),
                                                          Qt::ElideRight, seen.width() - 8));
    }
}

void YamlEdit::paintGutter(QPainter& painter) const {
    const theme::Tokens& tokens = m_theme.tokens();
    painter.fillRect(m_gutter->rect(), tokens.raised);
    painter.setFont(m_theme.font(TextRole::Small));
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > viewport()->height())
            break;
        const bool wrong = faultAt(block.blockNumber() + 1) != nullptr;
        painter.setPen(wrong ? tokens.bad : tokens.muted);
        painter.drawText(QRectF(0, area.top(), m_gutter->width() - 8, area.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         (wrong ? QStringLiteral("× ") : QString()) %
                             QString::number(block.blockNumber() + 1));
    }
}

} // namespace vigia::ui::pages
