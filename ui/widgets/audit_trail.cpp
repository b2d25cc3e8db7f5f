#include "ui/widgets/audit_trail.h"

#include "ui/widgets/gui_answer.h"

namespace vigia::ui::widgets {

using core::ops::AuditEntry;
using core::ops::AuditResult;

AuditTrail::AuditTrail(WriteLock& lock, Background& background, QObject* parent)
    : QObject(parent), m_lock(lock), m_background(background) {}

void AuditTrail::begin(AuditEntry entry, std::function<void()> go,
                       std::function<void(const QString&)> refused) {
    if (m_lock.locked()) {
        const QString why =
            tr("%1 is read-only: unlock it in the top bar first.").arg(m_lock.cluster());
        entry.result = AuditResult::Refused;
        entry.detail = why.toStdString();
        note(std::move(entry));
        return refused(why);
    }
    if (!m_writer)
        return go();
    entry.cluster = m_lock.cluster().toStdString();
    if (entry.reason.empty())
        entry.reason = m_lock.reason().toStdString();
    const bool strict = m_lock.production();
    write(entry, [this, strict, go = std::move(go),
                  refused = std::move(refused)](const QString& problem) {
        if (!problem.isEmpty())
            Q_EMIT failed(problem);
        if (problem.isEmpty() || !strict)
            go();
        else
            refused(tr("Nothing was done, because it can't be written down: %1").arg(problem));
    });
}

void AuditTrail::end(AuditEntry entry, bool done, const std::string& sentence) {
    if (!m_writer)
        return;
    entry.cluster = m_lock.cluster().toStdString();
    if (entry.reason.empty())
        entry.reason = m_lock.reason().toStdString();
    entry.result = done ? AuditResult::Done : AuditResult::Failed;
    entry.detail = sentence;
    write(entry, [this](const QString& problem) {
        if (!problem.isEmpty())
            Q_EMIT failed(problem);
    });
}

void AuditTrail::note(AuditEntry entry) {
    if (!m_writer)
        return;
    if (entry.cluster.empty())
        entry.cluster = m_lock.cluster().toStdString();
    write(entry, [this](const QString& problem) {
        if (!problem.isEmpty())
            Q_EMIT failed(problem);
    });
}

std::function<void(const core::Result<std::string>&)>
AuditTrail::follow(core::ops::AuditEntry entry) {
    note(entry);
    return onGuiThread(this, [this, entry](const core::Result<std::string>& answer) {
        AuditEntry ended = entry;
        ended.result = answer ? AuditResult::Done : AuditResult::Failed;
        ended.detail = answer ? *answer : answer.error().message;
        note(std::move(ended));
    });
}

void AuditTrail::write(const AuditEntry& entry, std::function<void(const QString&)> then) {
    const auto answer = onGuiThread(this, std::move(then));
    const bool posted = m_background.run([entry, answer, writer = m_writer] {
        const auto written = writer(entry);
        answer(written ? QString() : QString::fromStdString(written.error().message));
    });
    if (!posted)
        answer(tr("too many files wait to be written"));
}

} // namespace vigia::ui::widgets
