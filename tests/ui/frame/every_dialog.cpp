#include "tests/ui/frame/every_dialog.h"

#include "ui/clusters/cluster_dialog.h"
#include "ui/clusters/connection_dialog.h"
#include "ui/clusters/connection_view.h"
#include "ui/clusters/console_shell.h"
#include "ui/clusters/remove_dialog.h"
#include "ui/pages/common/detached_window.h"
#include "ui/pages/common/list_page.h"
#include "ui/pages/common/report_dialog.h"
#include "ui/testing/fake_desk.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/unlock_dialog.h"

#include <QDialog>
#include <QStringBuilder>

namespace vigia::tests {

namespace {

using Look = std::function<void(const QString&, QWidget&)>;

void lookAt(QWidget& widget, const QString& name, const Look& look) {
    widget.show();
    WindowRig::settle();
    look(name, widget);
}

void detachedWindow(ui::pages::Page& page, const Look& look) {
    auto* list = qobject_cast<ui::pages::ListPage*>(&page);
    if (list == nullptr)
        return;
    list->detach();
    for (auto* window : page.findChildren<ui::pages::DetachedWindow*>()) {
        lookAt(*window, page.id() % QStringLiteral(" detached"), look);
        delete window;
    }
}

void overlays(WindowRig& rig, const Look& look) {
    rig.window.openPalette();
    lookAt(rig.window.palette(), QStringLiteral("palette"), look);
    rig.window.openKeys();
    WindowRig::settle();
    look(QStringLiteral("keys"), rig.window);
    rig.window.closeOverlays();
    rig.context.writeLock().setCluster("local", "prod");
    ui::pages::ReportDialog report(rig.context, {}, QStringLiteral("local"), &rig.window);
    lookAt(report, QStringLiteral("report"), look);
    ui::widgets::UnlockDialog unlock(rig.context.theme(), rig.context.writeLock(), &rig.window);
    lookAt(unlock, QStringLiteral("unlock"), look);
}

void clusterDialogs(WindowRig& rig, const Look& look) {
    ui::testing::FakeDesk desk;
    ui::clusters::ClusterDialog edit(rig.context, desk, QStringLiteral("orders"), &rig.window);
    edit.steps().set(ui::testing::rightlessReport());
    lookAt(edit, QStringLiteral("edit a cluster"), look);
    ui::clusters::ConnectionDialog test(rig.context, desk, QStringLiteral("orders"), &rig.window);
    lookAt(test, QStringLiteral("connection"), look);
    ui::clusters::RemoveDialog remove(rig.context, desk, QStringLiteral("orders"), &rig.window);
    lookAt(remove, QStringLiteral("remove a cluster"), look);
}

/// The window before a cluster is chosen, one that can't connect, and the fleet.
void clusterWindows(WindowRig& rig, const Look& look) {
    ui::testing::FakeDesk desk;
    desk.published.publish(ui::testing::sampleFleet(rig.now));
    ui::clusters::ConsoleShell shell(
        {rig.context.theme(), rig.settings, desk, [&rig] { return rig.now; }, {}});
    shell.resize(1280, 800);
    shell.show(QString());
    lookAt(shell, QStringLiteral("choose a cluster"), look);
    shell.show(QStringLiteral("orders"));
    desk.feed("orders")->examined.publish(ui::testing::refusedReport());
    shell.console().tick();
    lookAt(shell, QStringLiteral("connecting"), look);
    desk.feed("orders")->published.publish(ui::testing::watchedSnapshot(rig.now, "orders", "prod"));
    desk.feed("orders")->examined.publish(ui::testing::rightlessReport());
    shell.console().tick();
    lookAt(shell, QStringLiteral("watched"), look);
    shell.console().openPage(QStringLiteral("fleet"));
    lookAt(shell, QStringLiteral("fleet"), look);
}

} // namespace

void forEachDialog(WindowRig& rig, const Look& look) {
    for (const QString& id : rig.window.rail().visiblePages()) {
        rig.window.openPage(id);
        WindowRig::settle();
        for (QDialog* dialog : rig.window.stack().current()->makeDialogs()) {
            lookAt(*dialog, id % u' ' % dialog->windowTitle(), look);
            delete dialog;
        }
        detachedWindow(*rig.window.stack().current(), look);
    }
    clusterDialogs(rig, look);
    clusterWindows(rig, look);
    overlays(rig, look);
}

} // namespace vigia::tests
