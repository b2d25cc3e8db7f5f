#pragma once

#include "core/base/result.h"
#include "core/ops/audit.h"
#include "ui/widgets/background.h"
#include "ui/widgets/write_lock.h"

#include <QObject>

#include <functional>
#include <string>

namespace vigia::ui::widgets {

/// Writes a line of the audit file; blocks, on the desktop's file thread.
using AuditWriter = std::function<core::Result<void>(const core::ops::AuditEntry&)>;

/// The one way to an action: holds the lock of production clusters and writes down every action
/// before it is done and after it was. GUI thread only.
class AuditTrail : public QObject {
    Q_OBJECT

public:
    AuditTrail(WriteLock& lock, Background& background, QObject* parent = nullptr);

    /// Without a writer actions are done and not written down (tests, pictures).
    void setWriter(AuditWriter writer) { m_writer = std::move(writer); }

    /// Calls `go` once `entry` is written down. Where it could not be, `failed` says so; on a
    /// production cluster the action is then refused, as it is, with a line that says so, while the
    /// cluster is locked: `refused` gets the sentence.
    void begin(core::ops::AuditEntry entry, std::function<void()> go,
               std::function<void(const QString&)> refused);
    /// Writes down what came of it.
    void end(core::ops::AuditEntry entry, bool done, const std::string& sentence);

    /// Writes down something that changes nothing on a cluster: an unlock, an edit of our own
    /// configuration. `entry` names its cluster where that is another one.
    void note(core::ops::AuditEntry entry);

    /// Notes `entry` as begun. Any thread calls what is returned, once, with what came of it.
    std::function<void(const core::Result<std::string>&)> follow(core::ops::AuditEntry entry);

Q_SIGNALS:
    /// The file can't be written, and what to do.
    void failed(const QString& sentence);

private:
    void write(const core::ops::AuditEntry& entry, std::function<void(const QString&)> then);

    WriteLock& m_lock;
    Background& m_background;
    AuditWriter m_writer;
};

} // namespace vigia::ui::widgets
