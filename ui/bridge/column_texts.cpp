#include "ui/bridge/column_texts.h"

#include "ui/bridge/plain_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace vigia::ui::bridge {
namespace {

/// The texts of core/view's columns, for the translators.
constexpr const char* kTexts[] = {
    QT_TRANSLATE_NOOP("Columns", "15 min"),
    QT_TRANSLATE_NOOP("Columns", "About"),
    QT_TRANSLATE_NOOP("Columns", "Address"),
    QT_TRANSLATE_NOOP("Columns", "Broker"),
    QT_TRANSLATE_NOOP("Columns", "By"),
    QT_TRANSLATE_NOOP("Columns", "CPU"),
    QT_TRANSLATE_NOOP("Columns", "Capacity"),
    QT_TRANSLATE_NOOP("Columns", "Client"),
    QT_TRANSLATE_NOOP("Columns", "Closed"),
    QT_TRANSLATE_NOOP("Columns", "Closed by"),
    QT_TRANSLATE_NOOP("Columns", "Committed"),
    QT_TRANSLATE_NOOP("Columns", "Created"),
    QT_TRANSLATE_NOOP("Columns", "Default"),
    QT_TRANSLATE_NOOP("Columns", "Detail"),
    QT_TRANSLATE_NOOP("Columns", "Disk"),
    QT_TRANSLATE_NOOP("Columns", "Dropped"),
    QT_TRANSLATE_NOOP("Columns", "End"),
    QT_TRANSLATE_NOOP("Columns", "Errors"),
    QT_TRANSLATE_NOOP("Columns", "Event"),
    QT_TRANSLATE_NOOP("Columns", "Expires"),
    QT_TRANSLATE_NOOP("Columns", "Group"),
    QT_TRANSLATE_NOOP("Columns", "Groups"),
    QT_TRANSLATE_NOOP("Columns", "Host"),
    QT_TRANSLATE_NOOP("Columns", "Id"),
    QT_TRANSLATE_NOOP("Columns", "In sync"),
    QT_TRANSLATE_NOOP("Columns", "Instance"),
    QT_TRANSLATE_NOOP("Columns", "Internal"),
    QT_TRANSLATE_NOOP("Columns", "Kafka state"),
    QT_TRANSLATE_NOOP("Columns", "Kind"),
    QT_TRANSLATE_NOOP("Columns", "Known"),
    QT_TRANSLATE_NOOP("Columns", "Lag"),
    QT_TRANSLATE_NOOP("Columns", "Largest lag"),
    QT_TRANSLATE_NOOP("Columns", "Leader"),
    QT_TRANSLATE_NOOP("Columns", "Leaders"),
    QT_TRANSLATE_NOOP("Columns", "Low"),
    QT_TRANSLATE_NOOP("Columns", "Member"),
    QT_TRANSLATE_NOOP("Columns", "Members"),
    QT_TRANSLATE_NOOP("Columns", "Memory"),
    QT_TRANSLATE_NOOP("Columns", "Name"),
    QT_TRANSLATE_NOOP("Columns", "Number"),
    QT_TRANSLATE_NOOP("Columns", "Offline"),
    QT_TRANSLATE_NOOP("Columns", "Others in sync"),
    QT_TRANSLATE_NOOP("Columns", "Owner"),
    QT_TRANSLATE_NOOP("Columns", "Partition"),
    QT_TRANSLATE_NOOP("Columns", "Partitions"),
    QT_TRANSLATE_NOOP("Columns", "Price"),
    QT_TRANSLATE_NOOP("Columns", "Process"),
    QT_TRANSLATE_NOOP("Columns", "Product"),
    QT_TRANSLATE_NOOP("Columns", "Quantity"),
    QT_TRANSLATE_NOOP("Columns", "Queue"),
    QT_TRANSLATE_NOOP("Columns", "Rate"),
    QT_TRANSLATE_NOOP("Columns", "Reason"),
    QT_TRANSLATE_NOOP("Columns", "Records"),
    QT_TRANSLATE_NOOP("Columns", "Replicas"),
    QT_TRANSLATE_NOOP("Columns", "Requests"),
    QT_TRANSLATE_NOOP("Columns", "Reserved"),
    QT_TRANSLATE_NOOP("Columns", "Reserved by"),
    QT_TRANSLATE_NOOP("Columns", "Restarts"),
    QT_TRANSLATE_NOOP("Columns", "Role"),
    QT_TRANSLATE_NOOP("Columns", "Roles"),
    QT_TRANSLATE_NOOP("Columns", "Sensitive"),
    QT_TRANSLATE_NOOP("Columns", "Service"),
    QT_TRANSLATE_NOOP("Columns", "Size"),
    QT_TRANSLATE_NOOP("Columns", "Skew"),
    QT_TRANSLATE_NOOP("Columns", "Source"),
    QT_TRANSLATE_NOOP("Columns", "Start"),
    QT_TRANSLATE_NOOP("Columns", "Started"),
    QT_TRANSLATE_NOOP("Columns", "State"),
    QT_TRANSLATE_NOOP("Columns", "Symbol"),
    QT_TRANSLATE_NOOP("Columns", "Through in"),
    QT_TRANSLATE_NOOP("Columns", "Time"),
    QT_TRANSLATE_NOOP("Columns", "Time lag"),
    QT_TRANSLATE_NOOP("Columns", "Topic"),
    QT_TRANSLATE_NOOP("Columns", "Topics"),
    QT_TRANSLATE_NOOP("Columns", "Under-replicated"),
    QT_TRANSLATE_NOOP("Columns", "Under-repl."),
    QT_TRANSLATE_NOOP("Columns", "Units"),
    QT_TRANSLATE_NOOP("Columns", "Updated"),
    QT_TRANSLATE_NOOP("Columns", "Use"),
    QT_TRANSLATE_NOOP("Columns", "Value"),
    QT_TRANSLATE_NOOP("Columns", "Version"),
    QT_TRANSLATE_NOOP("Columns", "Waiting"),
    QT_TRANSLATE_NOOP("Columns", "Why closed"),
    QT_TRANSLATE_NOOP("Columns", "Begun"),
    QT_TRANSLATE_NOOP("Columns", "Baseline"),
    QT_TRANSLATE_NOOP("Columns", "Notes"),
    QT_TRANSLATE_NOOP("Columns", "Scenario"),
    QT_TRANSLATE_NOOP("Columns", "Tags"),
    QT_TRANSLATE_NOOP("Columns", "p50"),
    QT_TRANSLATE_NOOP("Columns", "p99"),
    QT_TRANSLATE_NOOP("Columns", "Answers a second in the stages that count"),
    QT_TRANSLATE_NOOP("Columns", "Due but never sent"),
    QT_TRANSLATE_NOOP("Columns", "From the intended time"),
    QT_TRANSLATE_NOOP("Columns", "Later runs of the scenario are compared with it"),
    QT_TRANSLATE_NOOP("Columns", "Of all answers"),
    QT_TRANSLATE_NOOP("Columns", "p95"),
    QT_TRANSLATE_NOOP("Columns", "95 of 100 requests were faster"),
    QT_TRANSLATE_NOOP("Columns", "Age of the oldest record that waits"),
    QT_TRANSLATE_NOOP("Columns", "Answers 5xx of all"),
    QT_TRANSLATE_NOOP("Columns",
                      "Bytes on disk; a dash: the client library can't ask the brokers for them"),
    QT_TRANSLATE_NOOP("Columns", "Consumed from Kafka"),
    QT_TRANSLATE_NOOP("Columns", "End minus start; an upper bound on compacted topics"),
    QT_TRANSLATE_NOOP("Columns", "Its replicas that are not in sync"),
    QT_TRANSLATE_NOOP("Columns", "Largest partition over the mean"),
    QT_TRANSLATE_NOOP("Columns", "Of one core"),
    QT_TRANSLATE_NOOP("Columns", "Of one partition"),
    QT_TRANSLATE_NOOP("Columns", "Partitions whose lag is known"),
    QT_TRANSLATE_NOOP("Columns", "Records a second: growth of the commits"),
    QT_TRANSLATE_NOOP("Columns", "Records a second: growth of the end offsets"),
    QT_TRANSLATE_NOOP("Columns", "Records waiting, over all groups"),
    QT_TRANSLATE_NOOP("Columns", "Records waiting, over the partitions that are known"),
    QT_TRANSLATE_NOOP("Columns", "Replicas in sync on other brokers"),
    QT_TRANSLATE_NOOP("Columns", "Resident memory of its process"),
    QT_TRANSLATE_NOOP("Columns", "Units available"),
    QT_TRANSLATE_NOOP("Columns", "Brokers up"),
    QT_TRANSLATE_NOOP("Columns", "Brokers"),
    QT_TRANSLATE_NOOP("Columns", "Certificate"),
    QT_TRANSLATE_NOOP("Columns", "Cert."),
    QT_TRANSLATE_NOOP("Columns", "Cluster"),
    QT_TRANSLATE_NOOP("Columns", "Data age"),
    QT_TRANSLATE_NOOP("Columns", "Of group"),
    QT_TRANSLATE_NOOP("Columns", "Tag"),
    QT_TRANSLATE_NOOP("Columns", "With lag"),
    QT_TRANSLATE_NOOP("Columns", "Days that the broker's certificate is still valid"),
    QT_TRANSLATE_NOOP("Columns", "Groups for which records wait"),
    QT_TRANSLATE_NOOP("Columns", "Of one group"),
    QT_TRANSLATE_NOOP("Columns", "Partitions with fewer replicas in sync than they have"),
    QT_TRANSLATE_NOOP("Columns", "Partitions without a leader"),
    QT_TRANSLATE_NOOP("Columns", "Records waiting, of all groups"),
    QT_TRANSLATE_NOOP("Columns", "Since the last look that succeeded"),
    QT_TRANSLATE_NOOP("Columns", "When the lag will be gone at today's pace"),
};

QString translated(std::string_view text) {
    if (text.empty())
        return {};
    return QCoreApplication::translate("Columns", std::string(text).c_str());
}

} // namespace

QString columnName(const core::view::Column& column) {
    return translated(column.title);
}

QString columnTitle(const core::view::Column& column) {
    const QString name = columnName(column);
    // A latency has its unit in the cell: milliseconds or seconds.
    const bool bare = column.unit.empty() || column.kind == core::view::ColumnKind::Latency;
    return bare ? name : name % QStringLiteral(", ") % qtext(column.unit);
}

QString columnTip(const core::view::Column& column) {
    return translated(column.tip);
}

bool isKnownColumnText(std::string_view text) {
    return text.empty() || std::any_of(std::begin(kTexts), std::end(kTexts),
                                       [&](const char* known) { return text == known; });
}

} // namespace vigia::ui::bridge
