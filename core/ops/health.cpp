#include "core/ops/health.h"

#include "core/ops/process_events.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

/// Collects what is not well; `down` parts bring the whole down, the others degrade it.
class Findings {
public:
    void add(Health health, std::string sentence, bool down = false) {
        m_parts.push_back({down ? 0 : 1, health, std::move(sentence)});
        m_down = m_down || down;
    }

    /// Worst first: what is down before what degrades, then by health.
    void moveTo(ConsoleSnapshot& snapshot) {
        std::stable_sort(m_parts.begin(), m_parts.end(), [](const Part& a, const Part& b) {
            if (a.order != b.order)
                return a.order < b.order;
            return a.health != b.health && worse(a.health, b.health) == a.health;
        });
        for (Part& part : m_parts)
            snapshot.notWell.emplace_back(part.health, std::move(part.sentence));
        snapshot.health = m_down                     ? Health::Broken
                          : snapshot.notWell.empty() ? Health::Ok
                                                     : Health::Degraded;
    }

private:
    struct Part {
        int order = 0;
        Health health = Health::Unknown;
        std::string sentence;
    };
    std::vector<Part> m_parts;
    bool m_down = false;
};

/// A broker that starts, also one that starts again, serves nobody yet.
bool answers(const BrokerRow& row) {
    return row.health == Health::Ok || row.health == Health::Degraded ||
           row.health == Health::Inconsistent;
}

std::string count(std::int64_t n, const char* one, const char* many) {
    return n == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", n, many);
}

void findBrokers(const ConsoleSnapshot& snapshot, Findings& findings) {
    const auto up = std::count_if(snapshot.brokers.begin(), snapshot.brokers.end(), answers);
    for (const BrokerRow& row : snapshot.brokers) {
        const bool starts = row.health == Health::Working;
        if (row.health == Health::Broken || row.health == Health::Degraded || starts)
            findings.add(starts ? Health::Degraded : row.health,
                         fmt::format("broker {} is {}", row.id, row.reason), up == 0);
    }
    if (snapshot.offline > 0)
        findings.add(Health::Broken,
                     count(snapshot.offline, "partition is offline", "partitions are offline"),
                     true);
    if (snapshot.underReplicated > 0)
        findings.add(Health::Degraded,
                     count(snapshot.underReplicated, "partition is under-replicated",
                           "partitions are under-replicated"));
}

/// Roles with an instance that serves, and those with one that may serve soon.
struct Roles {
    std::set<std::string> serving, coming;
};

Roles rolesOf(const std::vector<ServiceRow>& services) {
    Roles roles;
    for (const ServiceRow& row : services) {
        if (row.health == Health::Ok || !row.asked)
            roles.serving.insert(row.roles);
        if (row.health != Health::Broken && row.health != Health::Unknown)
            roles.coming.insert(row.roles);
    }
    return roles;
}

/// A role is down when none of its instances works. One that starts is worth a word only while
/// nobody else does its work.
void findServices(const ConsoleSnapshot& snapshot, Findings& findings) {
    const Roles roles = rolesOf(snapshot.services);
    for (const ServiceRow& row : snapshot.services) {
        const bool starts = row.health == Health::Working;
        if (row.health == Health::Ok || !row.asked || (starts && roles.serving.contains(row.roles)))
            continue;
        findings.add(row.health, fmt::format("{} is {}", row.instance, row.reason),
                     row.health == Health::Broken && !roles.coming.contains(row.roles));
    }
    if (snapshot.hasPlatform && snapshot.databaseUp == true && snapshot.services.empty())
        findings.add(Health::Degraded,
                     "no service runs; the desktop, `vigia --daemon` and workers start them");
}

/// What we may not see may be ill.
void findMissingRights(const ConsoleSnapshot& snapshot, Findings& findings) {
    for (const MissingRight& right : snapshot.missingRights)
        findings.add(Health::Degraded,
                     fmt::format("not authorised to see {}: {}. {}",
                                 right.about == "cluster" ? "all groups" : right.about, right.found,
                                 right.next));
}

void findGroups(const ConsoleSnapshot& snapshot, Findings& findings) {
    for (const GroupRow& row : snapshot.groups) {
        const Health health = lagVerdictHealth(row.verdict);
        const bool trouble = health == Health::Broken || health == Health::Degraded ||
                             health == Health::Inconsistent;
        if (trouble)
            findings.add(health, fmt::format("group {} is {}: {}", row.name,
                                             lagVerdictWord(row.verdict), row.reason));
    }
}

void findPlatform(const ConsoleSnapshot& snapshot, Findings& findings) {
    if (snapshot.databaseUp == false)
        findings.add(Health::Broken, "PostgreSQL does not answer", true);
    for (const OutboxState& outbox : snapshot.outbox) {
        if (outbox.parked > 0)
            findings.add(Health::Degraded,
                         fmt::format("outbox {} holds {}: see `vigia outbox list`", outbox.schema,
                                     count(outbox.parked, "parked row", "parked rows")));
        else if (outboxStalled(outbox))
            findings.add(Health::Degraded, fmt::format("outbox {} stands still for {:.0f} s",
                                                       outbox.schema, outbox.oldestSeconds));
    }
}

std::string groupsText(const ConsoleSnapshot& snapshot) {
    const auto inTrouble =
        std::count_if(snapshot.groups.begin(), snapshot.groups.end(), [](const GroupRow& row) {
            const Health health = lagVerdictHealth(row.verdict);
            return health == Health::Broken || health == Health::Degraded ||
                   health == Health::Inconsistent;
        });
    const auto unknown =
        std::count_if(snapshot.groups.begin(), snapshot.groups.end(),
                      [](const GroupRow& row) { return row.verdict == LagVerdict::Unknown; });
    if (snapshot.groups.empty())
        return "no groups";
    const std::string groups = count(std::ssize(snapshot.groups), "group", "groups");
    if (inTrouble > 0)
        return fmt::format("{}, {} in trouble", groups, inTrouble);
    return groups +
           (unknown > 0 ? fmt::format(", {} not judged yet", unknown) : ", none in trouble");
}

std::string outboxText(const ConsoleSnapshot& snapshot) {
    std::int64_t waiting = 0;
    for (const OutboxState& outbox : snapshot.outbox)
        waiting += outbox.pending + outbox.parked;
    return waiting == 0 ? "outbox empty" : fmt::format("outbox {} waiting", waiting);
}

std::string summaryOf(const ConsoleSnapshot& snapshot) {
    const auto brokersUp = std::count_if(snapshot.brokers.begin(), snapshot.brokers.end(), answers);
    std::string text = fmt::format("{} of {} brokers", brokersUp, snapshot.brokers.size());
    if (snapshot.hasPlatform) {
        const auto well = std::count_if(
            snapshot.services.begin(), snapshot.services.end(), [](const ServiceRow& row) {
                return row.health == Health::Ok || row.health == Health::Working;
            });
        text += fmt::format(" · {} of {} services", well, snapshot.services.size());
    }
    text += " · " + groupsText(snapshot);
    text += snapshot.underReplicated == 0
                ? std::string(" · nothing under-replicated")
                : fmt::format(" · {} under-replicated", snapshot.underReplicated);
    if (snapshot.hasPlatform && !snapshot.outbox.empty())
        text += " · " + outboxText(snapshot);
    return text;
}

std::string headlineOf(const ConsoleSnapshot& snapshot) {
    if (snapshot.health == Health::Ok)
        return "Healthy";
    const std::string word = snapshot.health == Health::Broken ? "Down: " : "Degraded: ";
    const std::string more =
        snapshot.notWell.size() > 1 ? fmt::format(" and {} more", snapshot.notWell.size() - 1) : "";
    return word + snapshot.notWell.front().second + more;
}

void judgeNothing(ConsoleSnapshot& snapshot, const char* why) {
    snapshot.health = Health::Unknown;
    snapshot.headline = "No data yet";
    snapshot.summary = why;
}

} // namespace

void judgeHealth(ConsoleSnapshot& snapshot, UtcTime now, const std::string& clusterError,
                 const HealthRules& rules) {
    snapshot.notWell.clear();
    if (snapshot.sampledAt == UtcTime{} && clusterError.empty()) {
        judgeNothing(snapshot, "waiting for the first look at the cluster");
        return;
    }
    Findings findings;
    const bool never = snapshot.sampledAt == UtcTime{};
    const auto age = now - snapshot.sampledAt;
    if (never || age > rules.staleAfter) {
        const std::string since =
            never ? std::string()
                  : fmt::format(" for {:.0f} s", std::chrono::duration<double>(age).count());
        findings.add(Health::Broken,
                     "Kafka has not answered" + since +
                         (clusterError.empty() ? "" : ": " + clusterError),
                     true);
    } else if (!clusterError.empty()) {
        findings.add(Health::Degraded, "the last look at Kafka failed: " + clusterError);
    }
    findBrokers(snapshot, findings);
    findServices(snapshot, findings);
    findGroups(snapshot, findings);
    findMissingRights(snapshot, findings);
    findPlatform(snapshot, findings);
    findings.moveTo(snapshot);
    if (snapshot.health == Health::Ok && snapshot.hasPlatform && !snapshot.databaseUp) {
        judgeNothing(snapshot, "waiting for the first look at the services");
        return;
    }
    snapshot.headline = headlineOf(snapshot);
    snapshot.summary = summaryOf(snapshot);
}

int statusExitCode(const ConsoleSnapshot& snapshot) {
    switch (snapshot.health) {
    case Health::Ok:
    case Health::Working:
        return 0;
    case Health::Degraded:
    case Health::Inconsistent:
        return 10;
    case Health::Broken:
        return 11;
    case Health::Unknown:
        return 3;
    }
    return 3;
}

} // namespace vigia::core::ops
