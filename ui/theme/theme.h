#pragma once

#include "ui/theme/style_parts.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>

class QApplication;

namespace vigia::ui::theme {

enum class Mode { Light, Dark };

/// What a text is for; size and weight follow from it.
enum class TextRole {
    Body,     ///< 13 px
    Medium,   ///< 13 px, medium
    Strong,   ///< 13 px, semi-bold
    Small,    ///< 12 px
    Caption,  ///< 11 px
    ChipWord, ///< 11 px, semi-bold
    Title,    ///< 15 px, semi-bold
    Value,    ///< 22 px, semi-bold: the number of a tile, a heading
    Mono      ///< 12 px, fixed pitch
};

/// The look of the whole program: which token table, which sizes. One a process, made by
/// `runDesktop` before the first widget, destroyed after the last; GUI thread only. Painted widgets
/// ask it while they paint; `parts` carries the style sheet to the others.
class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject* parent = nullptr);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool dense() const { return m_dense; }
    [[nodiscard]] int zoom() const { return m_zoom; }
    [[nodiscard]] const Tokens& tokens() const;

    void setMode(Mode mode);
    void setDense(bool dense);
    /// Percent, 80 to 160.
    void setZoom(int percent);
    /// Installs fonts, style and palette, and carries the style sheet to every window; from now on
    /// changes take effect within a few turns of the event loop.
    void install(QApplication& application);
    /// Which widgets are styled for themselves; null before `install`.
    [[nodiscard]] StyleParts* parts() const { return m_parts; }

    [[nodiscard]] QFont font(TextRole role) const;
    /// Design pixels to pixels at the current font zoom.
    [[nodiscard]] int px(int designPixels) const;
    /// Of a table: 28, 22 in the dense setting, times the zoom.
    [[nodiscard]] int rowHeight() const;
    /// An icon of `resources/icons` in the colour that `token` has at the moment of painting; crisp
    /// at every scale.
    [[nodiscard]] QIcon icon(const QString& name, QColor Tokens::*token = &Tokens::muted) const;

Q_SIGNALS:
    /// Mode, density or zoom changed; fonts and palette are there, style sheets follow part by part.
    void changed();

private:
    void refresh();

    QApplication* m_application = nullptr;
    StyleParts* m_parts = nullptr;
    Mode m_mode = Mode::Dark;
    bool m_dense = false;
    int m_zoom = 100;
};

} // namespace vigia::ui::theme
