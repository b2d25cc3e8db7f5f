#include "ui/widgets/event_look.h"

#include "core/base/text.h"
#include "ui/theme/health_look.h"
#include "ui/widgets/core_texts.h"

#include <QCoreApplication>

namespace vigia::ui::widgets {

QString shown(const std::string& text) {
    return QString::fromStdString(core::escapedForDisplay(text));
}

QString said(const std::string& sentence) {
    return localized(core::escapedForDisplay(sentence));
}

QString clockTime(core::UtcTime time, core::view::TextOptions times) {
    times.now = time; // no date
    return QString::fromStdString(core::view::timeText(time, times));
}

QString eventTime(const core::ops::Event& event, const core::view::TextOptions& times) {
    const QString time = clockTime(event.time, times);
    if (!event.notBefore)
        return time;
    const QString earliest = clockTime(*event.notBefore, times);
    return QCoreApplication::translate("EventLook", "between %1 and %2")
        .arg(earliest.left(8), time.left(8));
}

QString eventTooltip(const core::ops::Event& event, const core::view::TextOptions& times) {
    QStringList lines{said(event.title), eventTime(event, times)};
    if (!event.detail.empty())
        lines += said(event.detail);
    return lines.join(u'\n');
}

QString eventSecondLine(const core::ops::Event& event, const core::view::TextOptions& times) {
    return event.detail.empty() ? eventTime(event, times) : said(event.detail);
}

std::vector<plot::ChartMark> marksOf(const core::ops::ConsoleSnapshot& snapshot, core::UtcTime from,
                                     core::UtcTime to, const core::view::TextOptions& times) {
    std::vector<plot::ChartMark> marks;
    for (const core::ops::Event& event : snapshot.events)
        if (event.time >= from && event.time <= to)
            marks.push_back({event.time, said(event.title), eventTooltip(event, times),
                             theme::healthLook(event.health).color});
    return marks;
}

} // namespace vigia::ui::widgets
