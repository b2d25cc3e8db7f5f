#pragma once

#include "core/base/clock.h"
#include "core/ops/write_gate.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace vigia::ui::widgets {

/// A read-only cluster, which production is unless the configuration says otherwise, stays so until
/// somebody unlocks it with its name and a reason; after 15 minutes it locks again. Other clusters
/// are never locked. GUI thread only.
class WriteLock : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::minutes kLasts{15};

    /// `now` is for tests; empty: the machine's steady clock.
    explicit WriteLock(std::function<core::SteadyTime()> now = {}, QObject* parent = nullptr);

    /// Another cluster, or one that becomes read-only, locks anew.
    void setCluster(const std::string& name, bool readOnly);
    [[nodiscard]] const QString& cluster() const { return m_cluster; }
    [[nodiscard]] bool production() const { return m_production; }
    [[nodiscard]] bool locked() const { return m_production && left().count() == 0; }
    /// How long changes are still allowed; zero while locked.
    [[nodiscard]] std::chrono::seconds left() const;
    /// Why it was unlocked; part of every line of the audit file.
    [[nodiscard]] const QString& reason() const { return m_reason; }
    /// What opens the cluster for whoever carries a change out; empty unless it was unlocked.
    [[nodiscard]] core::ops::WritePass pass() const;

    /// False when the name is another one or no reason is given.
    bool unlock(const QString& name, const QString& reason);
    void lock();

Q_SIGNALS:
    /// Locked, unlocked, or another second has gone by.
    void changed();

private:
    void tick();

    std::function<core::SteadyTime()> m_now;
    QTimer m_timer;
    QString m_cluster;
    QString m_reason;
    core::SteadyTime m_until{};
    bool m_production = false;
};

} // namespace vigia::ui::widgets
