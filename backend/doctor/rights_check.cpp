#include "backend/doctor/rights_check.h"

#include "backend/kafka/admin.h"
#include "core/ops/missing_right.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::doctor {
namespace {

using core::ops::CheckState;
using core::ops::ConnectionCheck;

class RightsCheck {
public:
    RightsCheck(kafka::Admin& admin, std::string principal)
        : m_admin(admin), m_principal(std::move(principal)) {
        m_seen.principal = m_principal;
    }

    std::vector<ConnectionCheck> run() {
        cluster();
        topics();
        groups();
        judge();
        configurations();
        return std::move(m_checks);
    }

private:
    void passed(const char* about, std::string found) {
        m_checks.push_back({"rights", about, CheckState::Passed, std::move(found), {}});
    }
    void failed(const char* about, std::string found, const char* operation, const char* resource) {
        m_checks.push_back({"rights", about, CheckState::Failed, std::move(found),
                            core::ops::grantSentence(m_principal, operation, resource)});
    }

    void cluster() {
        const auto found = m_admin.describeCluster();
        if (!found)
            return failed("cluster", found.error().message, "Describe", "--cluster");
        m_seen.operations = found->operations;
        m_clusterId = found->clusterId;
        if (!found->brokers.empty())
            m_broker = found->brokers.front().id;
    }

    void topics() {
        const auto found = m_admin.listTopics();
        if (!found)
            return failed("topics", found.error().message, "Describe", "--topic '*'");
        m_seen.topics = found->size();
        if (!found->empty())
            m_topic = found->front().name;
    }

    void groups() {
        const auto found = m_admin.listGroups();
        if (!found)
            return failed("groups", found.error().message, "Describe", "--group '*'");
        m_seen.groups = found->size();
    }

    /// What was answered, and whether that can be all there is.
    void judge() {
        const auto missing = core::ops::missingRights(m_seen);
        const auto say = [&](const char* about, const std::string& whenWhole) {
            const bool unanswered =
                std::any_of(m_checks.begin(), m_checks.end(),
                            [about](const auto& check) { return check.about == about; });
            const auto* right = core::ops::missingRightAbout(missing, about);
            if (right != nullptr && !unanswered)
                m_checks.push_back(
                    {"rights", about, CheckState::Failed, right->found, right->next});
            else if (!unanswered)
                passed(about, whenWhole);
        };
        say("cluster", fmt::format("cluster {}", m_clusterId));
        say("topics", countOf(m_seen.topics));
        say("groups", countOf(m_seen.groups));
    }
    static std::string countOf(std::size_t count) {
        return count == 0 ? "there are none yet" : fmt::format("{} visible", count);
    }

    void configurations() {
        if (const auto found = m_admin.brokerConfig(m_broker); !found)
            failed("broker configuration", found.error().message, "DescribeConfigs", "--cluster");
        else
            passed("broker configuration", "readable");
        if (m_topic.empty())
            return;
        if (const auto found = m_admin.topicConfig(m_topic); !found)
            failed("topic configuration", found.error().message, "DescribeConfigs", "--topic '*'");
        else
            passed("topic configuration", "readable");
    }

    kafka::Admin& m_admin;
    const std::string m_principal;
    core::ops::SeenOfCluster m_seen;
    std::string m_clusterId;
    std::int32_t m_broker = 0;
    std::string m_topic;
    std::vector<ConnectionCheck> m_checks;
};

} // namespace

std::vector<ConnectionCheck> checkRights(const kafka::ClientConfig& client,
                                         std::chrono::milliseconds patience) {
    auto admin = kafka::Admin::create(client, patience);
    if (!admin)
        return {{"rights", "cluster", CheckState::Failed, admin.error().message,
                 "Correct this property."}};
    return RightsCheck(**admin, kafka::principalOf(client.properties)).run();
}

} // namespace vigia::backend::doctor
