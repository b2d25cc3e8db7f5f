#include "ui/widgets/background.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <pthread.h>
#include <unistd.h>

namespace vigia::ui::widgets {

namespace {
constexpr std::size_t kMostJobs = 64;
}

Background::Background()
    : m_thread([this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "ui-files");
          work(stop);
      }) {}

Background::~Background() {
    m_thread.request_stop();
    m_thread.join();
}

bool Background::run(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() == kMostJobs) {
            ++m_refused;
            return false;
        }
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

std::uint64_t Background::refused() const {
    const std::lock_guard lock(m_mutex);
    return m_refused;
}

void Background::work(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); });
        if (m_jobs.empty())
            return; // asked to stop, and nothing waits
        const auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

QString writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return QCoreApplication::translate("Background",
                                       "%1 could not be written: %2. Choose another folder.")
        .arg(path, file.errorString());
}

std::int64_t residentBytes() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

} // namespace vigia::ui::widgets
