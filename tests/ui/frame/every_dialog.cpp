#include "tests/ui/frame/every_dialog.h"

#include "ui/pages/common/detached_window.h"
#include "ui/pages/common/list_page.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/unlock_dialog.h"

#include <QDialog>

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
    ui::widgets::UnlockDialog unlock(rig.context.theme(), rig.context.writeLock(), &rig.window);
    lookAt(unlock, QStringLiteral("unlock"), look);
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
    overlays(rig, look);
}

} // namespace vigia::tests
