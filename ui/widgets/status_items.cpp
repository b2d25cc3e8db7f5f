#include "ui/widgets/status_items.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/event_look.h"

#include <QCoreApplication>

#include <numeric>

namespace vigia::ui::widgets {

using bridge::qtext;
using core::ops::ConsoleSnapshot;
using theme::Tokens;
using namespace core::view;

namespace {

QString say(const char* english) {
    return QCoreApplication::translate("StatusItems", english);
}

template <class Text> QString known(const std::optional<double>& value, Text write) {
    return qtext(value ? write(*value) : std::string(kUnknownText));
}

StatusItem age(const ConsoleSnapshot& snapshot, core::UtcTime now, bool stale) {
    const double seconds =
        std::max(0.0, std::chrono::duration<double>(now - snapshot.sampledAt).count());
    const QString shown = seconds < 60 ? QStringLiteral("%1 s").arg(seconds, 0, 'f', 1)
                                       : qtext(durationText(seconds));
    return {say(QT_TRANSLATE_NOOP("StatusItems", "Data age")),
            shown,
            {},
            say(QT_TRANSLATE_NOOP("StatusItems", "Since the newest sample was complete")),
            stale ? &Tokens::warn : &Tokens::text,
            false,
            1};
}

void addFigures(const ConsoleSnapshot& s, std::vector<StatusItem>& items) {
    const QString unit = say(QT_TRANSLATE_NOOP("StatusItems", "msg/s"));
    items.push_back(
        {say(QT_TRANSLATE_NOOP("StatusItems", "In")), known(s.recordsIn.value, shortRate), unit,
         say(QT_TRANSLATE_NOOP("StatusItems",
                               "Growth of the end offsets, transaction markers included")),
         &Tokens::text, false, 0});
    items.push_back(
        {say(QT_TRANSLATE_NOOP("StatusItems", "Out")), known(s.recordsOut.value, shortRate), unit,
         say(QT_TRANSLATE_NOOP("StatusItems", "Growth of the committed offsets of all groups")),
         &Tokens::text, false, 0});
    items.push_back({say(QT_TRANSLATE_NOOP("StatusItems", "Lag")),
                     known(s.totalLag.value, shortNumber),
                     {},
                     say(QT_TRANSLATE_NOOP("StatusItems", "Records that wait, of all groups")),
                     &Tokens::text,
                     false,
                     1});
}

void addTrouble(const ConsoleSnapshot& s, std::vector<StatusItem>& items) {
    const auto dropped =
        std::accumulate(s.queues.begin(), s.queues.end(), std::uint64_t(0),
                        [](std::uint64_t sum, const auto& queue) { return sum + queue.dropped; });
    items.push_back(
        {say(QT_TRANSLATE_NOOP("StatusItems", "Alerts")),
         QString::number(s.notWell.size()),
         {},
         say(QT_TRANSLATE_NOOP("StatusItems", "Parts that are not well; the Overview names them")),
         s.notWell.empty() ? &Tokens::text : &Tokens::bad,
         false,
         2});
    items.push_back(
        {say(QT_TRANSLATE_NOOP("StatusItems", "Drops")),
         qtext(groupedText(std::int64_t(dropped))),
         {},
         say(QT_TRANSLATE_NOOP("StatusItems",
                               "What full queues of the console refused; Diagnostics shows which")),
         dropped == 0 ? &Tokens::text : &Tokens::warn,
         false,
         4});
}

void addSelf(ConsoleContext& context, core::UtcTime now, std::vector<StatusItem>& items) {
    const auto turns = context.watchdog().turns();
    items.push_back(
        {say(QT_TRANSLATE_NOOP("StatusItems", "GUI turn max")),
         QStringLiteral("%1 ms").arg(turns.maxMillis.wall, 0, 'f', 0),
         {},
         say(QT_TRANSLATE_NOOP("StatusItems", "Longest turn of the window's event loop; p99 %1 ms"))
             .arg(turns.p99Millis.wall, 0, 'f', 1),
         turns.maxMillis.wall > 50 ? &Tokens::warn : &Tokens::text,
         true,
         6});
    items.push_back(
        {QStringLiteral("RSS"),
         context.residentBytes() > 0 ? qtext(shortBytes(double(context.residentBytes())))
                                     : qtext(kUnknownText),
         {},
         say(QT_TRANSLATE_NOOP("StatusItems", "Resident memory of this window's process")),
         &Tokens::text,
         true,
         5});
    const bool local = context.timeStyle() == TimeStyle::Local;
    items.push_back({local ? say(QT_TRANSLATE_NOOP("StatusItems", "Local")) : QStringLiteral("UTC"),
                     clockTime(now, context.clockText()),
                     {},
                     say(QT_TRANSLATE_NOOP("StatusItems", "U changes how times are written")),
                     &Tokens::muted,
                     true,
                     3});
}

} // namespace

std::vector<StatusItem> statusItems(ConsoleContext& context, core::UtcTime now, bool stale) {
    std::vector<StatusItem> items;
    if (const auto snapshot = context.newest()) {
        addFigures(*snapshot, items);
        items.push_back(age(*snapshot, now, stale));
        addTrouble(*snapshot, items);
    } else {
        items.push_back({say(QT_TRANSLATE_NOOP("StatusItems", "Not connected")),
                         {},
                         {},
                         {},
                         &Tokens::text,
                         false,
                         0});
    }
    addSelf(context, now, items);
    return items;
}

} // namespace vigia::ui::widgets
