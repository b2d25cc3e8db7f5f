#pragma once

#include "core/ops/event.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace vigia::ui::widgets {

/// A state as colour, shape and word. Where the word stands beside it anyway (a chip, a rail row),
/// only the shape is painted and the word is the tooltip and the accessible name.
class StatusMark : public QWidget {
    Q_OBJECT

public:
    explicit StatusMark(const theme::Theme& theme, QWidget* parent = nullptr);

    void setHealth(core::ops::Health health);
    [[nodiscard]] core::ops::Health health() const { return m_health; }
    /// Another word than the state's own; empty brings that back.
    void setWord(const QString& word);
    void setWordVisible(bool visible);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    [[nodiscard]] QString word() const;

    const theme::Theme& m_theme;
    core::ops::Health m_health = core::ops::Health::Unknown;
    QString m_word;
    bool m_wordVisible = false;
};

/// The verdict chip: the state's soft colour, its shape, and a word in capitals.
class Chip : public QWidget {
    Q_OBJECT

public:
    explicit Chip(const theme::Theme& theme, QWidget* parent = nullptr);

    void set(core::ops::Health health, const QString& word);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const theme::Theme& m_theme;
    core::ops::Health m_health = core::ops::Health::Unknown;
    QString m_word;
};

/// For delegates: paints a chip at the left of `rect`, centred in its height; elides when the room
/// is small.
void paintChip(QPainter& painter, const QRect& rect, const theme::Theme& theme,
               core::ops::Health health, const QString& word);
/// What `paintChip` needs.
QSize chipSize(const theme::Theme& theme, const QString& word);

} // namespace vigia::ui::widgets
