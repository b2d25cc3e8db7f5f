#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace vigia::ui::widgets {

/// One line of plain text (or up to `maxLines`) that ends in "…" where there is no room, and then
/// shows the whole in its tooltip. Its size hint is small: it takes the room there is.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(const theme::Theme& theme, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    void setRole(theme::TextRole role);
    void setTone(QColor theme::Tokens::*tone);
    void setMaxLines(int lines);
    void setAlignment(Qt::Alignment alignment);
    /// Where to cut a single line; names with a common beginning are better cut in the middle.
    void setElideMode(Qt::TextElideMode mode);
    /// Whether the last painting cut the text.
    [[nodiscard]] bool isElided() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QStringList lines(int width) const;

    const theme::Theme& m_theme;
    QString m_text;
    theme::TextRole m_role = theme::TextRole::Body;
    QColor theme::Tokens::*m_tone = &theme::Tokens::text;
    int m_maxLines = 1;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

} // namespace vigia::ui::widgets
