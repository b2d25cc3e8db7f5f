#include "ui/widgets/write_lock.h"

namespace vigia::ui::widgets {

WriteLock::WriteLock(std::function<core::SteadyTime()> now, QObject* parent)
    : QObject(parent), m_now(std::move(now)) {
    if (!m_now)
        m_now = [] { return core::SteadyTime(std::chrono::steady_clock::now()); };
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &WriteLock::tick);
}

void WriteLock::setCluster(const std::string& name, bool readOnly) {
    const QString cluster = QString::fromStdString(name);
    if (cluster == m_cluster && readOnly == m_production)
        return;
    m_cluster = cluster;
    m_production = readOnly;
    lock();
}

std::chrono::seconds WriteLock::left() const {
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_until - m_now());
    return m_until == core::SteadyTime{} ? std::chrono::seconds(0)
                                         : std::max(left, std::chrono::seconds(0));
}

core::ops::WritePass WriteLock::pass() const {
    if (!m_production || locked())
        return {};
    return {m_cluster.toStdString(), m_reason.toStdString()};
}

bool WriteLock::unlock(const QString& name, const QString& reason) {
    if (!m_production || name != m_cluster || reason.trimmed().isEmpty())
        return false;
    m_reason = reason.trimmed();
    m_until = m_now() + kLasts;
    m_timer.start();
    Q_EMIT changed();
    return true;
}

void WriteLock::lock() {
    m_until = {};
    m_reason.clear();
    m_timer.stop();
    Q_EMIT changed();
}

void WriteLock::tick() {
    if (left().count() == 0)
        lock();
    else
        Q_EMIT changed();
}

} // namespace vigia::ui::widgets
