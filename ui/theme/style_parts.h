#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

class QWidget;

namespace vigia::ui::theme {

/// Carries the style sheet to the widgets. A sheet of the application would polish every widget of
/// every page in one turn of the event loop, most of them several times (Qt 6.4: a quarter of a
/// second); here each part of the window has the sheet for itself: a new one reaches the visible
/// parts one a turn while the window keeps its old picture, then the hidden ones, or at the moment
/// they are shown. Windows that are not made of parts (dialogs, popups, tooltips) are dressed
/// before their first showing; a menu inside of a part has the part's sheet. Owned by the theme;
/// GUI thread only.
class StyleParts : public QObject {
    Q_OBJECT

public:
    explicit StyleParts(QObject* parent);

    /// The look of everything from now on. Before the first call nothing is dressed.
    void setSheet(const QString& sheet);
    /// `part` and all its descendants have the sheet from now on. Parts don't contain each other;
    /// their window itself has only its palette.
    void add(QWidget& part);
    enum class When {
        Now,
        InTurns ///< one part a turn of the event loop, or when it is shown
    };
    /// Like `add` for what is inside `container`, which itself needs no sheet: large containers
    /// that only arrange others are taken apart, so that no part costs a long turn.
    void addInside(QWidget& container, When when = When::Now);
    /// Dresses what still waits: for pictures.
    void finish();
    [[nodiscard]] bool finished() const { return !m_turn.isActive(); }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void addWindow(QWidget& window);
    void dress(QWidget& widget);
    void next();
    void holdPainting(bool hold);
    [[nodiscard]] QWidget* nextPart(bool visible) const;
    [[nodiscard]] bool isDressed(const QWidget& widget) const;
    [[nodiscard]] bool ownsPart(const QWidget& window) const;

    QString m_sheet;
    std::vector<QPointer<QWidget>> m_parts; ///< parts and windows that were dressed
    std::vector<QPointer<QWidget>> m_held;  ///< windows that keep their old picture
    QTimer m_turn;
};

} // namespace vigia::ui::theme
