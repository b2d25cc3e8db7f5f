#pragma once

#include "core/load/scenario_desk.h"
#include "ui/widgets/console_context.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QListWidget;
class QPushButton;

namespace vigia::ui::pages {

class ArrivalCurve;
class YamlEdit;

/// A scenario as text, with its mistakes beside their lines and its course as a curve. It is
/// checked off the GUI thread, a moment after the last change. Saves as the user's own: a scenario
/// that ships is opened as a copy with another name. Deletes itself. GUI thread only.
class ScenarioEditor : public QDialog {
    Q_OBJECT

public:
    /// `name`: what is opened; empty: a new one.
    ScenarioEditor(widgets::ConsoleContext& context, const QString& name, bool runnable,
                   QWidget* parent);

    [[nodiscard]] YamlEdit& editor() const { return *m_edit; }
    /// Which requests it sends, as far as there is room.
    [[nodiscard]] QString sends() const;
    /// What stands below the text.
    [[nodiscard]] QString said() const;
    /// The newest text was checked.
    [[nodiscard]] bool isChecked() const { return m_checked == m_version; }
    /// Asks before changes are lost: the first time it says so, the second it closes.
    void reject() override;

Q_SIGNALS:
    void saved(const QString& name);
    void runRequested(const QString& scenario, bool brief);

private:
    QWidget* makeSide();
    void makeButtons();
    void load(const QString& name);
    void take(const core::load::ScenarioText& text);
    void sayTooLong();
    void changed();
    void check();
    void showChecked(const core::load::CheckedScenario& checked);
    void save(std::function<void(const QString& name)> then);
    void say(const QString& sentence, const char* tone);
    void enable();

    widgets::ConsoleContext& m_context;
    const bool m_runnable;
    YamlEdit* m_edit = nullptr;
    ArrivalCurve* m_curve = nullptr;
    ArrivalCurve* m_short = nullptr;
    QLabel* m_sends = nullptr;
    QListWidget* m_faults = nullptr;
    QLabel* m_said = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_runShort = nullptr;
    QTimer m_pause;              ///< after the last key
    std::uint64_t m_version = 0; ///< of the text
    std::uint64_t m_asked = 0;   ///< version that is being checked; 0: none is
    std::uint64_t m_checked = 0; ///< version that was
    bool m_holds = false;        ///< it had no mistakes
    bool m_hasShort = false;
    bool m_changed = false; ///< since it was opened or saved
    bool m_warned = false;
};

} // namespace vigia::ui::pages
