#pragma once

#include "core/ops/cluster_desk.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace vigia::ui::widgets {
class ConsoleContext;
}

namespace vigia::ui::clusters {

/// Asks before a cluster is taken out of the configuration, and says what that touches. Deletes
/// itself.
class RemoveDialog : public QDialog {
    Q_OBJECT

public:
    RemoveDialog(widgets::ConsoleContext& context, core::ops::ClusterDesk& desk,
                 const QString& cluster, QWidget* parent);

Q_SIGNALS:
    void removed(const QString& cluster);

private:
    void addButtons();
    void remove();

    widgets::ConsoleContext& m_context;
    core::ops::ClusterDesk& m_desk;
    const QString m_cluster;
    QLabel* m_problem = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace vigia::ui::clusters
