#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <utility>
#include <vector>

namespace vigia::ui::widgets {

/// `?`: the keys of this page and of the window, over everything; any key or click closes it.
class KeysOverlay : public QWidget {
    Q_OBJECT

public:
    explicit KeysOverlay(const theme::Theme& theme, QWidget* window);

    struct Section {
        QString title;
        std::vector<std::pair<QString, QString>> keys; ///< keys, what they do
    };
    void open(std::vector<Section> sections);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void paintSection(QPainter& painter, const Section& section, QRect column) const;

    const theme::Theme& m_theme;
    std::vector<Section> m_sections;
};

} // namespace vigia::ui::widgets
