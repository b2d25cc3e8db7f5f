#include "ui/clusters/cluster_menu.h"

#include "ui/widgets/console_context.h"
#include "ui/widgets/event_look.h"

#include <QCoreApplication>
#include <QPainter>

namespace vigia::ui::clusters {

using core::ops::ClusterInfo;
using widgets::ConsoleContext;
using widgets::shown;

namespace {

QString say(const char* english) {
    return QCoreApplication::translate("ClusterMenu", english);
}

QIcon stripe(const QColor& colour) {
    QPixmap pixmap(QSize(16, 32));
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(2, 0, 4, 16), 2, 2);
    return QIcon(pixmap);
}

QString title(const ClusterInfo& cluster) {
    const QString name = shown(cluster.name);
    return cluster.tag == "dev"
               ? name
               : QString(name % QStringLiteral("  ·  ") % shown(cluster.tag).toUpper());
}

QAction* addCluster(QMenu& menu, ConsoleContext& context, const ClusterInfo& cluster,
                    bool newWindow) {
    const QColor colour = stripeColour(context, QString::fromStdString(cluster.tag),
                                       QString::fromStdString(cluster.colour));
    // A name is text, not a mnemonic.
    QAction* action =
        menu.addAction(stripe(colour), title(cluster).replace(u'&', QStringLiteral("&&")));
    action->setToolTip(cluster.own
                           ? say(QT_TRANSLATE_NOOP("ClusterMenu", "The platform's own cluster"))
                           : shown(cluster.servers));
    QObject::connect(action, &QAction::triggered, &context,
                     [&context, name = QString::fromStdString(cluster.name), newWindow] {
                         Q_EMIT context.clusterRequested(name, newWindow);
                     });
    return action;
}

void addVerbs(QMenu& menu, ConsoleContext& context) {
    const auto& now = context.cluster();
    const QString name = now ? QString::fromStdString(now->name) : QString();
    const bool editable = now && !now->own;
    const QString of =
        editable ? shown(now->name) : say(QT_TRANSLATE_NOOP("ClusterMenu", "the cluster"));
    menu.addAction(say(QT_TRANSLATE_NOOP("ClusterMenu", "Add a cluster…")), &context,
                   [&context] { Q_EMIT context.clusterEditRequested({}); });
    menu.addAction(say(QT_TRANSLATE_NOOP("ClusterMenu", "Add from a file…")), &context,
                   [&context] { Q_EMIT context.clusterImportRequested(); });
    menu.addSeparator();
    menu.addAction(say(QT_TRANSLATE_NOOP("ClusterMenu", "Copy link")), &context,
                   [&context] { Q_EMIT context.linkRequested(); });
    menu.addAction(say(QT_TRANSLATE_NOOP("ClusterMenu", "Copy incident note")), &context,
                   [&context] { context.copyIncidentNote(); });
    menu.addAction(say(QT_TRANSLATE_NOOP("ClusterMenu", "Report…")), &context,
                   [&context] { Q_EMIT context.reportRequested(); })
        ->setEnabled(context.reportDesk() != nullptr);
    menu.addSeparator();
    const auto add = [&](const QString& text, void (ConsoleContext::*wanted)(const QString&)) {
        menu.addAction(text, &context,
                       [&context, wanted, name] {
                           Q_EMIT(context.*wanted)
                           (name);
                       })
            ->setEnabled(editable);
    };
    add(say(QT_TRANSLATE_NOOP("ClusterMenu", "Test %1")).arg(of),
        &ConsoleContext::clusterTestRequested);
    add(say(QT_TRANSLATE_NOOP("ClusterMenu", "Edit %1…")).arg(of),
        &ConsoleContext::clusterEditRequested);
    add(say(QT_TRANSLATE_NOOP("ClusterMenu", "Remove %1…")).arg(of),
        &ConsoleContext::clusterRemoveRequested);
}

} // namespace

QColor stripeColour(const ConsoleContext& context, const QString& tag, const QString& colour) {
    const auto& tokens = context.theme().tokens();
    if (const QColor own(colour); !colour.isEmpty() && own.isValid())
        return own;
    return tag == QStringLiteral("prod")   ? tokens.bad
           : tag == QStringLiteral("test") ? tokens.warn
                                           : tokens.ok;
}

void fillClusterMenu(QMenu& menu, ConsoleContext& context) {
    menu.clear();
    menu.setToolTipsVisible(true);
    if (context.desk() == nullptr) {
        QAction* only = menu.addAction(context.newest() ? shown(context.newest()->cluster)
                                                        : QStringLiteral("local"));
        only->setCheckable(true);
        only->setChecked(true);
        return;
    }
    const auto clusters = context.desk()->clusters();
    for (const auto& cluster : clusters) {
        QAction* action = addCluster(menu, context, cluster, false);
        const bool here = context.cluster() && context.cluster()->name == cluster.name;
        QFont font = action->font();
        font.setBold(here);
        action->setFont(font);
        action->setEnabled(!here);
    }
    menu.addSeparator();
    QMenu* windows = menu.addMenu(say(QT_TRANSLATE_NOOP("ClusterMenu", "Open in a new window")));
    windows->setToolTipsVisible(true);
    for (const auto& cluster : clusters)
        addCluster(*windows, context, cluster, true);
    menu.addSeparator();
    addVerbs(menu, context);
}

} // namespace vigia::ui::clusters
