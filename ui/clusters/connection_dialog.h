#pragma once

#include "core/ops/cluster_desk.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace vigia::ui::widgets {
class ConsoleContext;
}

namespace vigia::ui::clusters {

class ConnectionView;

/// The doctor's look at a cluster of the configuration, step by step. Deletes itself.
class ConnectionDialog : public QDialog {
    Q_OBJECT

public:
    ConnectionDialog(widgets::ConsoleContext& context, core::ops::ClusterDesk& desk,
                     const QString& cluster, QWidget* parent);

private:
    void addButtons();
    void test();
    void showReport(const core::ops::ConnectionReport& report);

    widgets::ConsoleContext& m_context;
    core::ops::ClusterDesk& m_desk;
    const QString m_cluster;
    QLabel* m_summary = nullptr;
    ConnectionView* m_steps = nullptr;
    QPushButton* m_again = nullptr;
    core::ops::ConnectionReport m_report;
};

} // namespace vigia::ui::clusters
