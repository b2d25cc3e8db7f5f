#pragma once

#include "core/ops/cluster_desk.h"
#include "core/ops/platform_control.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace vigia::ui::clusters {
class ConnectionView;
}

namespace vigia::ui::widgets {
class Card;
class MiniTable;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// What is seen until a cluster answers: the choice between the local platform and a cluster of
/// mine, each step of the platform's start with its time and the log of one that failed, or each
/// step of the connection to a watched cluster.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Nothing is started; the clusters of the configuration can be chosen.
    void choose(const std::vector<core::ops::ClusterInfo>& clusters);
    /// The connection to a watched cluster is being made.
    void connectTo(const core::ops::ClusterInfo& cluster);
    void set(const core::ops::StartProgress& progress);
    void set(const core::ops::ConnectionReport& report);

Q_SIGNALS:
    void clusterChosen(const QString& name);
    void addRequested();
    void importRequested();
    void editRequested(const QString& name);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    widgets::Card* makeCard(const QString& title, const QString& what, QVBoxLayout*& inside);
    QWidget* makePlatformCard();
    QWidget* makeWatchCard();
    QWidget* makeClustersCard();
    QWidget* makeStepsCard();
    QWidget* makeConnectionCard();
    void addFailure(QVBoxLayout& column);
    void showFailure(const core::ops::StartProgress& progress);

    const theme::Theme& m_theme;
    QString m_cluster; ///< that is connected to
    QLabel* m_heading = nullptr;
    QBoxLayout* m_choices = nullptr;
    widgets::Card* m_platformCard = nullptr;
    widgets::Card* m_watchCard = nullptr;
    widgets::Card* m_clustersCard = nullptr;
    widgets::MiniTable* m_clusters = nullptr;
    widgets::Card* m_stepsCard = nullptr;
    widgets::MiniTable* m_steps = nullptr;
    widgets::Card* m_connectionCard = nullptr;
    clusters::ConnectionView* m_connection = nullptr;
    QLabel* m_connectionState = nullptr;
    QPushButton* m_startLocal = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_seconds = nullptr;
    QLabel* m_failure = nullptr;
    QPlainTextEdit* m_log = nullptr;
};

} // namespace vigia::ui::pages
