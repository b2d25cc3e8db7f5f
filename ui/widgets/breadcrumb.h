#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace vigia::ui::widgets {

/// Where the user is, from the page inwards: "Topics › stock-updates › Partition 3". A click on a
/// part goes back out to it. Where the room is small "…" takes the place of the parts in the
/// middle, then only the innermost stays, elided in its middle; the tooltip has it all.
class Breadcrumb : public QWidget {
    Q_OBJECT

public:
    explicit Breadcrumb(const theme::Theme& theme, QWidget* parent = nullptr);

    void setParts(const QStringList& parts);
    [[nodiscard]] const QStringList& parts() const { return m_parts; }
    /// The part at `x`; −1: none, or the innermost, where the user is.
    [[nodiscard]] int partAt(int x) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// 0 is the page.
    void partChosen(int part);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Piece {
        int part;
        QString text;
        int left;
        int right;
    };
    [[nodiscard]] QStringList without(qsizetype gone) const;
    [[nodiscard]] std::vector<Piece> pieces() const;

    const theme::Theme& m_theme;
    QStringList m_parts;
    int m_hovered = -1;
};

} // namespace vigia::ui::widgets
