#pragma once

#include "core/load/load_desk.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

class QPushButton;
class QToolButton;

namespace vigia::ui::pages {

/// A card for each scenario, with the button that runs it. GUI thread only.
class ScenarioCards : public QScrollArea {
    Q_OBJECT

public:
    ScenarioCards(const theme::Theme& theme, const std::vector<core::load::ScenarioCard>& cards,
                  QWidget* parent);

    /// Instead of those that are there.
    void setCards(const std::vector<core::load::ScenarioCard>& cards);
    /// One run at a time; `why` is the tooltip of buttons that are off.
    void setEnabledToRun(bool enabled, const QString& why);

Q_SIGNALS:
    void runRequested(const QString& scenario, bool brief);
    void editRequested(const QString& scenario); ///< empty: a new one
    void removeRequested(const QString& scenario);

private:
    QWidget* makeNew();
    QToolButton* makeMore(const core::load::ScenarioCard& card, QWidget* parent);
    QWidget* makeCard(const core::load::ScenarioCard& card);

    const theme::Theme& m_theme;
    std::vector<QPushButton*> m_buttons;
    bool m_runnable = true;
    QString m_why; ///< it isn't
};

/// "12 min", "45 s".
QString lastsText(double seconds);

} // namespace vigia::ui::pages
