#include "core/ops/fleet.h"

#include "core/ops/cluster_rows.h"

#include <algorithm>

namespace vigia::core::ops {

namespace {

std::optional<double> ageOf(const FleetRow& row, UtcTime now) {
    if (row.sampledAt == UtcTime{})
        return std::nullopt;
    return std::max(0.0, std::chrono::duration<double>(now - row.sampledAt).count());
}

} // namespace

Fleet asOf(Fleet fleet, UtcTime now) {
    fleet.at = now;
    for (FleetRow& row : fleet.rows)
        row.ageSeconds = ageOf(row, now);
    return fleet;
}

FleetTracker::FleetTracker(FleetMember member, HealthRules rules)
    : m_member(std::move(member)), m_rules(rules) {
    m_seen.cluster = m_member.cluster;
    m_seen.tag = m_member.tag;
    m_seen.readOnly = m_member.readOnly;
}

void FleetTracker::take(const FleetLook& look) {
    m_asked = true;
    m_explanation = look.explanation;
    if (look.certificateDays)
        m_certificateDays = look.certificateDays;
    m_error = look.sample ? look.sample->error : look.sample.error().message;
    if (look.sample)
        takeSample(*look.sample);
    else
        forgetBrokers();
}

void FleetTracker::takeSample(const ClusterSample& sample) {
    m_seen.brokers = brokerRows(sample, {});
    if (!sample.error.empty())
        return;
    m_seen.sampledAt = sample.finishedAt;
    m_seen.missingRights = sample.missingRights;
    m_seen.groups = m_book.observe(sample, {});
    m_seen.underReplicated = m_seen.offline = 0;
    m_topics = std::ssize(sample.topics);
    for (const TopicRow& topic : topicRows(sample, nullptr, {})) {
        m_seen.underReplicated += topic.underReplicated;
        m_seen.offline += topic.offline;
    }
    for (GroupRow& group : m_seen.groups) { // a fleet shows none of them
        group.partitions = {};
        group.memberRows = {};
    }
}

void FleetTracker::forgetBrokers() {
    for (BrokerRow& broker : m_seen.brokers) {
        broker.health = Health::Unknown;
        broker.reason = "not known: the last look failed";
    }
}

void FleetTracker::addFigures(FleetRow& row) const {
    if (m_seen.sampledAt == UtcTime{})
        return;
    row.topics = m_topics;
    row.groups = std::ssize(m_seen.groups);
    row.groupsWithLag = 0;
    row.underReplicated = m_seen.underReplicated;
    row.offline = m_seen.offline;
    for (const GroupRow& group : m_seen.groups) {
        if (!group.lag)
            continue;
        row.totalLag = row.totalLag.value_or(0) + *group.lag;
        row.groupsWithLag = *row.groupsWithLag + (*group.lag > 0 ? 1 : 0);
        if (*group.lag > row.largestLag.value_or(-1)) {
            row.largestLag = group.lag;
            row.largestLagGroup = *group.lag > 0 ? group.name : "";
        }
    }
}

FleetRow FleetTracker::row(UtcTime now, bool collected) const {
    FleetRow row;
    row.cluster = m_member.cluster;
    row.tag = m_member.tag;
    row.colour = m_member.colour;
    row.readOnly = m_member.readOnly;
    row.collected = collected;
    row.certificateDays = m_certificateDays;
    row.failure = m_explanation.empty() ? m_error : m_explanation;
    auto judged = m_seen;
    judgeHealth(judged, now, m_asked ? row.failure : "", m_rules);
    row.health = judged.health;
    row.reason = m_asked ? judged.headline : "not asked yet";
    if (!judged.brokers.empty()) {
        row.brokers = std::ssize(judged.brokers);
        row.brokersUp =
            std::count_if(judged.brokers.begin(), judged.brokers.end(),
                          [](const BrokerRow& broker) { return broker.health == Health::Ok; });
    }
    addFigures(row);
    row.sampledAt = m_seen.sampledAt;
    row.ageSeconds = ageOf(row, now);
    return row;
}

int fleetExitCode(const Fleet& fleet) {
    int worst = 0;
    bool any = false;
    for (const FleetRow& row : fleet.rows) {
        if (row.health == Health::Unknown)
            continue;
        any = true;
        if (row.health == Health::Broken)
            worst = 11;
        else if (row.health == Health::Degraded || row.health == Health::Inconsistent)
            worst = std::max(worst, 10);
    }
    return any ? worst : 3;
}

} // namespace vigia::core::ops
