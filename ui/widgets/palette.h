#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace vigia::ui::widgets {

/// One thing the palette can do.
struct PaletteEntry {
    QString title;
    QString kind; ///< "Page", "Topic", "Group", "Action": shown at the right
    QString keys; ///< its shortcut, if any
    std::function<void()> run;
};

/// How well `text` matches what was typed: every word must occur, as a part or as letters in order;
/// higher is better, negative is no match.
int paletteScore(const QString& typed, const QString& text);

/// Ctrl+K: one list over every action, page, topic and group. It lies over the window; Esc closes
/// it.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(const theme::Theme& theme, QWidget* window);

    void open(std::vector<PaletteEntry> entries);
    /// Titles in the order shown. For tests.
    [[nodiscard]] QStringList shownTitles() const;
    [[nodiscard]] QLineEdit& field() const { return *m_field; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void match();
    void runCurrent();
    void place();

    const theme::Theme& m_theme;
    QLineEdit* m_field = nullptr;
    QListWidget* m_list = nullptr;
    std::vector<PaletteEntry> m_entries;
    std::vector<std::size_t> m_matches;
};

} // namespace vigia::ui::widgets
