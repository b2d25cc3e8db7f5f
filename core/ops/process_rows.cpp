#include "core/ops/cluster_rows.h"
#include "core/ops/process_events.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

void countPartitions(BrokerRow& row, const ClusterSample& sample) {
    for (const TopicSample& topic : sample.topics) {
        for (const PartitionSample& partition : topic.partitions) {
            const auto holds = [&](const std::vector<std::int32_t>& ids) {
                return std::find(ids.begin(), ids.end(), row.id) != ids.end();
            };
            row.leaders += partition.leader == row.id ? 1 : 0;
            row.replicas += holds(partition.replicas) ? 1 : 0;
            row.underReplicated += holds(partition.replicas) && !holds(partition.inSync) ? 1 : 0;
        }
    }
}

/// `paused`, `stopping`, `down: out of memory`: one line; the last lines of a log, which a reason
/// may end with, are where the whole process is shown.
std::string notRunning(const ProcessStatus& process) {
    const bool failed = process.state == ProcessState::Failed;
    const std::string reason = process.reason.substr(0, process.reason.find('\n'));
    const bool isWord = !failed && !reason.empty() && reason.find(' ') == std::string::npos;
    if (isWord)
        return reason;
    return std::string(failed ? "down" : processStateWord(process.state)) +
           (reason.empty() ? "" : ": " + reason);
}

void addProcess(BrokerRow& row, const ProcessStatus& process) {
    row.owned = true;
    row.pid = process.pid;
    row.memoryBytes = process.memoryBytes;
    row.cpuSeconds = process.cpuSeconds;
    row.diskBytes = process.diskBytes;
    row.startedAt = process.startedAt;
    row.restarts = process.restarts;
    if (process.state == ProcessState::Running)
        return;
    row.health = process.state == ProcessState::Starting ? Health::Working : Health::Broken;
    row.reason = notRunning(process);
}

/// What the process and the scrape say together; the worse counts.
void judgeService(ServiceRow& row, const ProcessStatus* process, const ServiceFigures* figures,
                  UtcTime now) {
    if (process != nullptr && process->state != ProcessState::Running) {
        row.health = process->state == ProcessState::Starting ? Health::Working : Health::Broken;
        row.reason = notRunning(*process);
        return;
    }
    const bool young = row.startedAt && now - *row.startedAt < std::chrono::seconds(10);
    row.asked = figures != nullptr;
    if (figures == nullptr) {
        row.health = Health::Working;
        row.reason = "not asked yet";
    } else if (!figures->answered && young) {
        row.health = Health::Working;
        row.reason = "starting";
    } else if (!figures->answered) {
        row.health = Health::Degraded;
        row.reason = "not answering: " + figures->error;
    } else {
        row.health = figures->health;
        row.reason = figures->healthReason;
    }
}

void addFigures(ServiceRow& row, const ServiceFigures& figures) {
    row.requestsPerSecond = figures.requestsPerSecond;
    row.recordsPerSecond = figures.recordsPerSecond;
    row.errorPercent = figures.errorPercent;
    row.p95Millis = figures.p95Millis;
    if (figures.memoryBytes)
        row.memoryBytes = figures.memoryBytes;
    if (figures.cpuPercent)
        row.cpuPercent = figures.cpuPercent;
}

} // namespace

std::string InstanceRecord::urlOf(const std::string& role) const {
    const auto found = urls.find(role);
    return found == urls.end() ? std::string() : found->second;
}

std::string InstanceRecord::url() const {
    if (const auto gateway = urlOf("gateway"); !gateway.empty())
        return gateway;
    for (const auto& role : roles) {
        if (auto own = urlOf(role); !own.empty())
            return own;
    }
    return urls.empty() ? std::string() : urls.begin()->second;
}

std::vector<BrokerRow> brokerRows(const ClusterSample& sample,
                                  const std::vector<ProcessStatus>& processes) {
    std::map<std::int32_t, BrokerRow> rows;
    for (const BrokerSample& broker : sample.brokers) {
        BrokerRow& row = rows[broker.id];
        row.id = broker.id;
        row.address = fmt::format("{}:{}", broker.host, broker.port);
        row.controller = broker.id == sample.controller;
        row.health = broker.reachable ? Health::Ok : Health::Broken;
        row.reason = broker.reachable ? "" : "down";
    }
    for (const ProcessStatus& process : processes) {
        const auto id = brokerIdOf(process.name);
        if (!id)
            continue;
        BrokerRow& row = rows[*id];
        row.id = *id;
        addProcess(row, process);
    }
    std::vector<BrokerRow> list;
    for (auto& [id, row] : rows) {
        countPartitions(row, sample);
        if (row.health == Health::Unknown) {
            row.health = Health::Working;
            row.reason = "not in the cluster's metadata yet";
        }
        list.push_back(std::move(row));
    }
    return list;
}

std::vector<ServiceRow> serviceRows(const PlatformState& platform,
                                    const std::vector<ProcessStatus>& processes,
                                    const std::map<std::string, ServiceFigures>& figures,
                                    UtcTime now) {
    std::map<std::string, const ProcessStatus*> workers;
    for (const ProcessStatus& process : processes) {
        if (process.kind == "worker")
            workers[process.name] = &process;
    }
    std::map<std::string, ServiceRow> rows;
    for (const InstanceRecord& instance : platform.instances) {
        const bool gone = platform.databaseTime - instance.heartbeatAt > kInstanceGoneAfter;
        if (gone && !workers.contains(instance.instance))
            continue;
        ServiceRow& row = rows[instance.instance];
        row.roles = fmt::format("{}", fmt::join(instance.roles, ","));
        row.host = instance.host;
        row.version = instance.version;
        row.url = instance.url();
        row.pid = instance.pid;
        row.startedAt = instance.startedAt;
    }
    for (const auto& [name, process] : workers) {
        ServiceRow& row = rows[name];
        row.owned = true;
        row.pid = process->pid.value_or(0);
        row.startedAt = process->startedAt ? process->startedAt : row.startedAt;
        row.restarts = process->restarts;
        row.memoryBytes = process->memoryBytes;
        if (row.roles.empty())
            row.roles = name.substr(0, name.rfind('-'));
    }
    std::vector<ServiceRow> list;
    for (auto& [name, row] : rows) {
        row.instance = name;
        const auto told = figures.find(name);
        const auto worker = workers.find(name);
        if (told != figures.end() && told->second.answered)
            addFigures(row, told->second);
        judgeService(row, worker == workers.end() ? nullptr : worker->second,
                     told == figures.end() ? nullptr : &told->second, now);
        list.push_back(std::move(row));
    }
    return list;
}

std::optional<double> CpuMeter::percent(const std::string& name, std::optional<double> cpuSeconds,
                                        UtcTime at) {
    if (!cpuSeconds) {
        m_looks.erase(name);
        return std::nullopt;
    }
    const auto [found, isNew] = m_looks.try_emplace(name, Look{*cpuSeconds, at, {}});
    Look& look = found->second;
    const double seconds = std::chrono::duration<double>(at - look.at).count();
    if (isNew || seconds <= 0)
        return look.percent;
    const bool restarted = *cpuSeconds < look.cpuSeconds;
    look = {*cpuSeconds, at,
            restarted ? std::nullopt
                      : std::optional(100 * (*cpuSeconds - look.cpuSeconds) / seconds)};
    return look.percent;
}

} // namespace vigia::core::ops
