#pragma once

#include "core/load/scenario_desk.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>

namespace vigia::ui::pages {

/// Plain text with the numbers of its lines; what is wrong stands beside its line, and the place is
/// underlined. Shows any text as it is, never as rich text. GUI thread only.
class YamlEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit YamlEdit(const theme::Theme& theme, QWidget* parent = nullptr);

    /// A text that Qt could lay out for minutes is left out; false then.
    bool setText(const QString& text);
    void setFaults(std::vector<core::load::ScenarioFault> faults);
    [[nodiscard]] const std::vector<core::load::ScenarioFault>& faults() const { return m_faults; }
    /// Puts the cursor there; both from 1.
    void goTo(int line, int column);

Q_SIGNALS:
    /// What was to be put in is too long; nothing changed.
    void refused();

protected:
    void insertFromMimeData(const QMimeData* source) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Gutter;
    void paintGutter(QPainter& painter) const;
    void restyle();
    void fit();
    [[nodiscard]] const core::load::ScenarioFault* faultAt(int line) const;

    const theme::Theme& m_theme;
    QWidget* m_gutter = nullptr;
    std::vector<core::load::ScenarioFault> m_faults;
};

} // namespace vigia::ui::pages
