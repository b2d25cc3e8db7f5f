#include "backend/doctor/rights_check.h"

#include "backend/kafka/admin.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace vigia::backend::doctor {
namespace {

using core::ops::CheckState;
using core::ops::ConnectionCheck;

class RightsCheck {
public:
    RightsCheck(kafka::Admin& admin, std::string principal)
        : m_admin(admin), m_principal(std::move(principal)) {}

    std::vector<ConnectionCheck> run() {
        cluster();
        topics();
        groups();
        configurations();
        return std::move(m_checks);
    }

private:
    void passed(const char* about, std::string found) {
        m_checks.push_back({"rights", about, CheckState::Passed, std::move(found), {}});
    }
    void failed(const char* about, std::string found, const char* operation, const char* resource) {
        m_checks.push_back(
            {"rights", about, CheckState::Failed, std::move(found),
             fmt::format("Have it granted: kafka-acls.sh --add --allow-principal {} --operation {} "
                         "{}",
                         m_principal, operation, resource)});
    }

    [[nodiscard]] bool mayOnCluster(const char* operation) const {
        return !m_operations || std::find(m_operations->begin(), m_operations->end(), operation) !=
                                    m_operations->end();
    }

    void cluster() {
        const auto found = m_admin.describeCluster();
        if (!found)
            return failed("cluster", found.error().message, "Describe", "--cluster");
        m_operations = found->operations;
        if (!found->brokers.empty())
            m_broker = found->brokers.front().id;
        if (mayOnCluster("DESCRIBE"))
            return passed("cluster", fmt::format("cluster {}", found->clusterId));
        failed("cluster", "we may not describe the cluster, so not all groups are listed",
               "Describe", "--cluster");
    }

    void topics() {
        const auto found = m_admin.listTopics();
        if (!found)
            return failed("topics", found.error().message, "Describe", "--topic '*'");
        if (!found->empty()) {
            m_topic = found->front().name;
            return passed("topics", fmt::format("{} visible", found->size()));
        }
        if (m_operations && mayOnCluster("ALTER"))
            return passed("topics", "there are none yet");
        failed("topics", "none is visible: there are none, or we may not describe them", "Describe",
               "--topic '*'");
    }

    void groups() {
        const auto found = m_admin.listGroups();
        if (!found)
            return failed("groups", found.error().message, "Describe", "--group '*'");
        if (!found->empty())
            return passed("groups", fmt::format("{} visible", found->size()));
        if (mayOnCluster("DESCRIBE"))
            return passed("groups", "there are none yet");
        failed("groups", "none is visible: there are none, or we may not describe them", "Describe",
               "--group '*'");
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
    std::optional<std::vector<std::string>> m_operations;
    std::int32_t m_broker = 0;
    std::string m_topic;
    std::vector<ConnectionCheck> m_checks;
};

/// `User:NAME` of SASL with a password; else a place for the name.
std::string principalOf(const kafka::Properties& properties) {
    for (const auto& [name, value] : properties) {
        if (name == "sasl.username")
            return "User:" + core::escapedForDisplay(value, 100);
    }
    return "User:NAME";
}

} // namespace

std::vector<ConnectionCheck> checkRights(const kafka::ClientConfig& client,
                                         std::chrono::milliseconds patience) {
    auto admin = kafka::Admin::create(client, patience);
    if (!admin)
        return {{"rights", "cluster", CheckState::Failed, admin.error().message,
                 "Correct this property."}};
    return RightsCheck(**admin, principalOf(client.properties)).run();
}

} // namespace vigia::backend::doctor
