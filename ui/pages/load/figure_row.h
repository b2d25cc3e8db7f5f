#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

namespace vigia::ui::pages {

struct Figure {
    QString label;
    QString value; ///< "—": unknown
    QString unit;
    QString tooltip; ///< what is counted, and how; plain text

    bool operator==(const Figure&) const = default;
};

/// Figures side by side with a hairline between them, as the head of a run. Paints only.
class FigureRow : public QWidget {
    Q_OBJECT

public:
    explicit FigureRow(const theme::Theme& theme, QWidget* parent = nullptr);

    void set(std::vector<Figure> figures);
    [[nodiscard]] const std::vector<Figure>& figures() const { return m_figures; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect rectOf(std::size_t figure) const;

    const theme::Theme& m_theme;
    std::vector<Figure> m_figures;
};

} // namespace vigia::ui::pages
