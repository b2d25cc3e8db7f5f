// A process with one relay of schema stock: relay_child <database url> <log file>. Its broker is
// the log file, to which several such processes append. It runs until its standard input ends.
#include "backend/host/fault_point.h"
#include "backend/postgres/relay.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <deque>
#include <thread>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

std::string eventId(const core::stream::Record& record) {
    const auto* header = core::stream::findHeader(record.headers, "event-id");
    return header == nullptr ? "none" : *header;
}

/// Delivers what it was given a few at a time, so that a kill finds some of a window in the log and
/// some not.
class FilePublisher : public core::stream::BatchPublisher {
public:
    explicit FilePublisher(const char* path)
        : m_fd(::open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)) {}
    ~FilePublisher() override { ::close(m_fd); }

    core::stream::Enqueued enqueue(const std::vector<core::stream::Record>& records,
                                   std::uint64_t firstTag) override {
        for (const auto& record : records)
            m_queue.emplace_back(firstTag++, eventId(record) + " " + record.key.value_or("-") +
                                                 " " + record.value.value_or("-") + "\n");
        return {records.size(), std::nullopt};
    }

    std::vector<core::stream::PublishReport> awaitReports(std::chrono::milliseconds) override {
        std::vector<core::stream::PublishReport> reports;
        reports.swap(m_purged);
        for (int i = 0; i < 3 && !m_queue.empty(); ++i) {
            const auto& [tag, line] = m_queue.front();
            if (::write(m_fd, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
                std::abort();
            VIGIA_FAULT_POINT("child.appended");
            reports.push_back({tag, 0, 0, std::nullopt});
            m_queue.pop_front();
        }
        return reports;
    }

    void purge() override {
        for (const auto& [tag, line] : m_queue)
            m_purged.push_back(
                {tag, -1, -1,
                 core::stream::PublishError{core::stream::PublishErrorClass::Retriable, "purged"}});
        m_queue.clear();
    }

    [[nodiscard]] bool broken() const override { return false; }
    core::Result<void> remake() override { return {}; }

private:
    int m_fd;
    std::deque<std::pair<std::uint64_t, std::string>> m_queue;
    std::vector<core::stream::PublishReport> m_purged;
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    backend::postgres::RelayOptions options;
    options.connection.urls = {argv[1]};
    options.connection.applicationName = "vigia:relay-child";
    options.pollEvery = 5ms;
    options.balanceEvery = 50ms;
    options.window = 20;
    backend::postgres::Relay relay(options, std::make_unique<FilePublisher>(argv[2]));
    relay.start();
    for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) > 0;) {
    }
    relay.stop();
    return 0;
}
