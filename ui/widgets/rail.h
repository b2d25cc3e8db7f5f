#pragma once

#include "ui/pages/page.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace vigia::ui::widgets {

/// One page in the rail: icon, title, and the worst state inside or a count.
class RailRow : public QAbstractButton {
    Q_OBJECT

public:
    RailRow(const theme::Theme& theme, const QString& icon, const QString& title,
            QWidget* parent = nullptr);

    void setState(const pages::RailState& state);
    /// Old marks are shown as unknown.
    void setStale(bool stale);
    [[nodiscard]] const pages::RailState& state() const { return m_state; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    int paintState(QPainter& painter) const; ///< its width

    const theme::Theme& m_theme;
    QString m_icon;
    pages::RailState m_state;
    bool m_stale = false;
};

/// The left column: the program's name and the pages.
class Rail : public QFrame {
    Q_OBJECT

public:
    Rail(const theme::Theme& theme, const std::vector<pages::PageInfo>& pages,
         QWidget* parent = nullptr);

    /// Shows the pages that have a meaning here, with their counts and marks. Null: only the first
    /// one.
    void setSnapshot(const core::ops::ConsoleSnapshot* snapshot);
    void setCurrent(const QString& page);
    void setStale(bool stale);
    /// Ids of the pages that are shown, from top to bottom.
    [[nodiscard]] QStringList visiblePages() const;
    [[nodiscard]] RailRow* row(const QString& page) const;

Q_SIGNALS:
    void pageChosen(const QString& page);
    void themeToggled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBrand();

    const theme::Theme& m_theme;
    const std::vector<pages::PageInfo>& m_pages;
    std::vector<RailRow*> m_rows;       ///< one a page
    std::vector<QWidget*> m_separators; ///< one a page, null where there is none
};

} // namespace vigia::ui::widgets
