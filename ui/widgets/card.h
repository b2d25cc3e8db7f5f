#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace vigia::ui::widgets {

/// A surface with an 8-pixel radius and a 1-pixel line, painted crisp at every scale. Whatever lies
/// inside (a table's square corners too) is clipped to the radius by a transparent cover that
/// paints the corners again.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(const theme::Theme& theme, QWidget* parent = nullptr);

    /// A head row of 36 px: title, muted remark, and room at the right for widgets (`headRight`).
    void setTitle(const QString& title, const QString& remark = {});
    [[nodiscard]] QHBoxLayout* headRight();
    /// Where the content goes; without margins.
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// The colour of the edge: `line` unless a state or the selection needs another.
    void setEdge(QColor theme::Tokens::*edge);
    /// Inside another card: neither edge nor corners of its own.
    void setFlat();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void childEvent(QChildEvent* event) override;

private:
    void makeHead();

    const theme::Theme& m_theme;
    QVBoxLayout* m_body = nullptr;
    QHBoxLayout* m_head = nullptr;
    QHBoxLayout* m_headRight = nullptr;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_remark = nullptr;
    QWidget* m_cover = nullptr;
    QColor theme::Tokens::*m_edge = &theme::Tokens::line;
};

} // namespace vigia::ui::widgets
