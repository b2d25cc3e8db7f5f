#pragma once

#include "core/ops/cluster_desk.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace vigia::ui::widgets {
class Card;
class ConsoleContext;
} // namespace vigia::ui::widgets

namespace vigia::ui::clusters {

class ClusterForm;
class ConnectionView;

/// Adds a cluster, or changes one: its fields at the left, what the doctor finds at the right.
/// Nothing is written before Save. Deletes itself.
class ClusterDialog : public QDialog {
    Q_OBJECT

public:
    /// An empty name: a new cluster.
    ClusterDialog(widgets::ConsoleContext& context, core::ops::ClusterDesk& desk,
                  const QString& cluster, QWidget* parent);

    void importFrom(const QString& file);
    [[nodiscard]] ClusterForm& form() const { return *m_form; }
    [[nodiscard]] ConnectionView& steps() const { return *m_steps; }

Q_SIGNALS:
    void saved(const QString& cluster);

private:
    QWidget* makeForm();
    QWidget* makeSteps();
    QHBoxLayout* makeButtons();
    QPushButton* addButton(QHBoxLayout& row, const QString& text, void (ClusterDialog::*run)());
    void chooseFile();
    void test();
    void save();
    void check();
    void showReport(const core::ops::ConnectionReport& report);
    void take(const core::Result<core::ops::ClusterDraft>& draft);
    void say(const QString& sentence, const char* tone);

    widgets::ConsoleContext& m_context;
    core::ops::ClusterDesk& m_desk;
    const bool m_isNew;
    ClusterForm* m_form = nullptr;
    widgets::Card* m_stepsCard = nullptr;
    ConnectionView* m_steps = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_save = nullptr;
    int m_tests = 0; ///< answers to an older test are not shown
    bool m_busy = false;
};

} // namespace vigia::ui::clusters
