#include "ui/widgets/console_context.h"

#include "core/ops/incident_note.h"
#include "ui/pages/page.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/gui_answer.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStringBuilder>

namespace vigia::ui::widgets {

ConsoleContext::ConsoleContext(theme::Theme& theme, core::ops::PlatformControl& control,
                               QSettings& settings, QObject* parent)
    : QObject(parent), m_theme(theme), m_control(control), m_settings(settings),
      m_audit(m_lock, m_background) {
    connect(&m_audit, &AuditTrail::failed, this,
            [this](const QString& sentence) { notify(core::ops::Health::Degraded, sentence); });
    connect(&m_lock, &WriteLock::changed, this, &ConsoleContext::passLockOn);
}

void ConsoleContext::passLockOn() {
    if (!m_lock.production() || m_lock.locked() == !m_unlocked)
        return;
    m_unlocked = !m_unlocked;
    core::ops::AuditEntry entry;
    entry.verb = m_unlocked ? "unlock" : "lock";
    entry.target = m_lock.cluster().toStdString();
    entry.reason = m_lock.reason().toStdString();
    entry.result = core::ops::AuditResult::Done;
    m_audit.note(entry);
    if (!m_unlocked)
        m_control.lock();
    else if (const auto opened =
                 m_control.unlock(m_lock.cluster().toStdString(), m_lock.reason().toStdString());
             !opened)
        notify(core::ops::Health::Degraded, QString::fromStdString(opened.error().message));
}

void ConsoleContext::stylePart(QWidget& part) const {
    if (m_theme.parts() != nullptr)
        m_theme.parts()->add(part);
}

void ConsoleContext::stylePage(QWidget& page, bool ahead) const {
    using When = theme::StyleParts::When;
    if (m_theme.parts() != nullptr)
        m_theme.parts()->addInside(page, ahead ? When::InTurns : When::Now);
}

void ConsoleContext::setNewest(core::ops::ConsoleSnapshotPtr snapshot) {
    m_newest = std::move(snapshot);
    if (m_newest)
        m_lock.setCluster(m_newest->cluster, m_newest->readOnly.value_or(m_newest->tag == "prod"));
}

void ConsoleContext::setClusters(core::ops::ClusterDesk* desk,
                                 std::optional<core::ops::ClusterInfo> shown) {
    m_desk = desk;
    m_cluster = std::move(shown);
    if (m_cluster)
        m_lock.setCluster(m_cluster->name, m_cluster->readOnly);
}

void ConsoleContext::setConnection(std::shared_ptr<const core::ops::ConnectionReport> report) {
    m_connection = std::move(report);
    Q_EMIT connectionChanged();
}

QString ConsoleContext::missingRight(std::string_view what) const {
    const auto* missing = m_connection ? m_connection->missingRight(what) : nullptr;
    if (missing != nullptr)
        return QString(localized(missing->found) % QStringLiteral(". ") % localized(missing->next));
    // Where no doctor looks, as at the platform's own cluster, the sampler saw it.
    const auto* unseen =
        m_newest ? core::ops::missingRightAbout(m_newest->missingRights, what) : nullptr;
    if (unseen == nullptr)
        return {};
    return QString(localized(unseen->found) % QStringLiteral(". ") % localized(unseen->next));
}

void ConsoleContext::setTimeLength(std::chrono::seconds length) {
    m_zooms.clear();
    m_timeRange = TimeRange{length, {}, {}};
    m_control.setHistoryRange(length);
    Q_EMIT timeRangeChanged();
}

void ConsoleContext::setTimeStyle(core::view::TimeStyle style) {
    if (style == m_timeStyle)
        return;
    m_timeStyle = style;
    Q_EMIT timeStyleChanged();
}

core::view::TextOptions ConsoleContext::clockText() const {
    using core::view::TimeStyle;
    return {m_timeStyle == TimeStyle::Local ? TimeStyle::Local : TimeStyle::Utc, {}};
}

void ConsoleContext::zoomTo(core::UtcTime from, core::UtcTime to) {
    constexpr auto kShortest = std::chrono::seconds{2};
    if (to - from < kShortest)
        return;
    if (m_zooms.size() == 32)
        m_zooms.erase(m_zooms.begin());
    m_zooms.push_back(m_timeRange);
    m_timeRange.from = from;
    m_timeRange.to = to;
    Q_EMIT timeRangeChanged();
}

bool ConsoleContext::zoomBack() {
    if (m_zooms.empty())
        return false;
    m_timeRange = m_zooms.back();
    m_zooms.pop_back();
    Q_EMIT timeRangeChanged();
    return true;
}

void ConsoleContext::measureMemory() {
    const auto answer = onGuiThread(this, [this](std::int64_t bytes) { m_residentBytes = bytes; });
    m_background.run([answer] { answer(vigia::ui::widgets::residentBytes()); });
}

void ConsoleContext::saveFile(const QString& path, const QByteArray& bytes) {
    const auto answer = onGuiThread(this, [this, path](const QString& failure) {
        if (failure.isEmpty())
            notify(core::ops::Health::Ok, tr("Saved %1").arg(path));
        else
            notify(core::ops::Health::Broken, failure);
    });
    if (!m_background.run([answer, path, bytes] { answer(writeFile(path, bytes)); }))
        notify(core::ops::Health::Broken,
               tr("%1 was not saved: too many files wait. Try again.").arg(path));
}

void ConsoleContext::setCrosshair(std::optional<core::UtcTime> time) {
    Q_EMIT crosshairChanged(time);
}

void ConsoleContext::notify(core::ops::Health health, const QString& text) {
    Q_EMIT notified(health, text);
}

void ConsoleContext::copyText(const QString& text, const QString& sentence) {
    QGuiApplication::clipboard()->setText(text);
    notify(core::ops::Health::Ok, sentence.isEmpty() ? tr("Copied: %1").arg(text) : sentence);
}

void ConsoleContext::copyIncidentNote() {
    const auto snapshot = shown();
    if (!snapshot)
        return notify(core::ops::Health::Unknown, tr("There is nothing to note yet."));
    copyText(QString::fromStdString(core::ops::incidentNote(*snapshot, now())),
             tr("The incident note is copied."));
}

core::ops::Link ConsoleContext::clusterLink() const {
    core::ops::Link link;
    link.cluster = m_newest ? m_newest->cluster : m_cluster ? m_cluster->name : std::string();
    return link;
}

void ConsoleContext::openLink(const core::ops::Link& link) {
    if (link.from && link.to) {
        reachBackTo(*link.from);
        zoomTo(*link.from, *link.to);
    }
    const auto inside = [](auto number) {
        return QString(pages::kInside % QString::number(number));
    };
    if (!link.topic.empty())
        openItem(QStringLiteral("topics"),
                 QString::fromStdString(link.topic) %
                     (link.partition ? inside(*link.partition) : QString()) %
                     (link.offset ? inside(*link.offset) : QString()));
    if (!link.group.empty())
        openGroup(QString::fromStdString(link.group));
}

/// A zoom shows what the snapshots hold.
void ConsoleContext::reachBackTo(core::UtcTime from) {
    const auto back = std::chrono::ceil<std::chrono::hours>(now() - from);
    constexpr std::chrono::hours kMost{7 * 24};
    if (now() - from > m_timeRange.length && back <= kMost)
        setTimeLength(back);
}

void ConsoleContext::openPage(const QString& page) {
    Q_EMIT itemRequested(page, {});
}

void ConsoleContext::openTopic(const QString& name) {
    Q_EMIT itemRequested(QStringLiteral("topics"), name);
}

void ConsoleContext::openGroup(const QString& name) {
    Q_EMIT itemRequested(QStringLiteral("consumers"), name);
}

void ConsoleContext::openItem(const QString& page, const QString& item) {
    Q_EMIT itemRequested(page, item);
}

} // namespace vigia::ui::widgets
