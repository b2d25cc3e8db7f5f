#include "tests/ui/pages/page_host.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QStringBuilder>
#include <QTabBar>

namespace vigia::tests {

PageHost::PageHost()
    : settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat),
      context(theme(), control, settings) {}

ui::pages::Page* PageHost::open(const QString& id) {
    for (const auto& info : ui::pages::allPages()) {
        if (info.id == id)
            page.reset(info.make(context, nullptr));
    }
    page->setObjectName(QStringLiteral("pageHost"));
    page->resize(1104, 640);
    page->show();
    return page.get();
}

void PageHost::show(core::ops::ConsoleSnapshot snapshot) {
    auto shared = std::make_shared<const core::ops::ConsoleSnapshot>(std::move(snapshot));
    context.setNewest(shared);
    page->setSnapshot(shared);
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
}

void PageHost::picture(const QString& name) const {
    const QString target = qEnvironmentVariable("VIGIA_PICTURES");
    if (target.isEmpty())
        return;
    QPixmap picture(page->size());
    picture.fill(theme().tokens().window);
    page->render(&picture, {}, {}, QWidget::DrawChildren);
    picture.save(QDir(target).filePath(name % QStringLiteral(".png")));
}

QStringList clippedTexts(const QWidget& page) {
    QStringList clipped;
    for (const auto* button : page.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty() &&
            button->width() < button->sizeHint().width())
            clipped << QStringLiteral("button ") % button->text();
    }
    for (const auto* label : page.findChildren<QLabel*>()) {
        const bool wraps = label->wordWrap();
        if (label->isVisible() && !wraps && !label->text().isEmpty() &&
            label->width() < label->sizeHint().width())
            clipped << QStringLiteral("label ") % label->text();
    }
    return clipped;
}

QStringList unnamedWidgets(const QWidget& page) {
    QStringList unnamed;
    for (const auto* widget : page.findChildren<QWidget*>()) {
        const bool own = qobject_cast<const QAbstractButton*>(widget) ||
                         qobject_cast<const QLineEdit*>(widget) ||
                         qobject_cast<const QAbstractItemView*>(widget);
        if (!own || !widget->isVisible() || widget->focusProxy() ||
            !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty()))
            unnamed << QString::fromLatin1(widget->metaObject()->className());
    }
    return unnamed;
}

} // namespace vigia::tests
