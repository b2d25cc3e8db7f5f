#pragma once

#include "ui/theme/theme.h"

#include <QLineEdit>

class QLabel;

namespace vigia::ui::widgets {

/// The look of a filter or search field: a leading sign, a caption at its right end, green or red
/// while typing. What the text means is its user's affair.
class FilterField : public QLineEdit {
    Q_OBJECT

public:
    enum class Verdict { Neutral, Good, Bad };

    FilterField(const theme::Theme& theme, const QString& icon, QWidget* parent = nullptr);

    /// `why` is the tooltip of a bad text.
    void setVerdict(Verdict verdict, const QString& why = {});
    /// Muted text at the right end, such as "14 groups, worst first".
    void setCaption(const QString& caption);
    [[nodiscard]] QString caption() const;

Q_SIGNALS:
    /// Esc in an empty field: the user wants to leave it. In a filled one, Esc clears first.
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void placeCaption();

    const theme::Theme& m_theme;
    QString m_icon;
    QLabel* m_caption = nullptr;
};

} // namespace vigia::ui::widgets
