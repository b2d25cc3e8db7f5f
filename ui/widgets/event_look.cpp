#include "ui/widgets/event_look.h"

#include "core/base/text.h"
#include "core/base/time_text.h"
#include "ui/theme/health_look.h"

#include <QCoreApplication>

namespace vigia::ui::widgets {

QString shown(const std::string& text) {
    return QString::fromStdString(core::escapedForDisplay(text));
}

QString eventTime(const core::ops::Event& event) {
    const QString time = QString::fromStdString(core::formatClockMillis(event.time));
    if (!event.notBefore)
        return time;
    const QString earliest = QString::fromStdString(core::formatClockMillis(*event.notBefore));
    return QCoreApplication::translate("EventLook", "between %1 and %2")
        .arg(earliest.left(8), time.left(8));
}

QString eventTooltip(const core::ops::Event& event) {
    QStringList lines{shown(event.title), eventTime(event)};
    if (!event.detail.empty())
        lines += shown(event.detail);
    return lines.join(u'\n');
}

QString eventSecondLine(const core::ops::Event& event) {
    return event.detail.empty() ? eventTime(event) : shown(event.detail);
}

std::vector<plot::ChartMark> marksOf(const core::ops::ConsoleSnapshot& snapshot, core::UtcTime from,
                                     core::UtcTime to) {
    std::vector<plot::ChartMark> marks;
    for (const core::ops::Event& event : snapshot.events)
        if (event.time >= from && event.time <= to)
            marks.push_back({event.time, shown(event.title), eventTooltip(event),
                             theme::healthLook(event.health).color});
    return marks;
}

} // namespace vigia::ui::widgets
