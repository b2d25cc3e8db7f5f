#include "backend/doctor/connection_doctor.h"

#include "backend/doctor/kerberos_check.h"
#include "backend/doctor/rights_check.h"
#include "backend/doctor/tls_check.h"
#include "backend/kafka/sign_in.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace vigia::backend::doctor {
namespace {

using core::ops::BrokerSample;
using core::ops::CheckState;
using core::ops::ConnectionCheck;
using core::ops::ConnectionReport;

constexpr std::size_t kBrokersAtOnce = 16;
constexpr std::size_t kMostBrokers = 64;
/// librdkafka's words for ILLEGAL_SASL_STATE, which a listener without SASL answers.
constexpr std::string_view kNoSaslHere = "not valid in current SASL state";

struct Security {
    bool tls = false;
    bool sasl = false;
    std::string mechanism;
    std::optional<kafka::KerberosSettings> kerberos;
    TlsSettings tlsSettings;
};

Security securityOf(const kafka::Properties& properties) {
    const std::map<std::string, std::string> named(properties.begin(), properties.end());
    const auto value = [&](const char* name) {
        const auto found = named.find(name);
        return found == named.end() ? std::string() : found->second;
    };
    const std::string protocol = core::lowered(value("security.protocol"));
    Security security;
    security.tls = protocol == "ssl" || protocol == "sasl_ssl";
    security.sasl = protocol.starts_with("sasl_");
    security.mechanism =
        value("sasl.mechanisms").empty() ? value("sasl.mechanism") : value("sasl.mechanisms");
    if (security.sasl)
        security.kerberos = kafka::kerberosSettings(properties);
    security.tlsSettings = tlsSettings(named);
    return security;
}

class Examination {
public:
    Examination(const kafka::ClientConfig& client, const DoctorOptions& options)
        : m_client(client), m_options(options), m_security(securityOf(client.properties)) {
        m_report.cluster = options.cluster;
        m_report.servers = client.servers;
    }

    ConnectionReport run() {
        m_report.finished = false;
        if (reachServers() && goesOn() && hasTicket() && goesOn() && enter()) {
            if (goesOn())
                lookAtBrokers();
            if (goesOn())
                askRights();
        }
        m_report.finished = true;
        return std::move(m_report);
    }

private:
    [[nodiscard]] Deadline deadline() const {
        return std::chrono::steady_clock::now() + m_options.patience;
    }
    void add(ConnectionCheck check) {
        m_report.checks.push_back(std::move(check));
        tell();
    }
    void tell() const {
        if (m_options.onStep)
            m_options.onStep(m_report);
    }
    [[nodiscard]] bool goesOn() const { return !m_options.stop.stop_requested(); }

    /// True when at least one of the servers can be spoken to.
    bool reachServers() {
        const auto servers = parseServers(m_client.servers);
        if (!servers) {
            add({"dns", "servers", CheckState::Failed, servers.error().message,
                 "Correct the list of servers."});
            return false;
        }
        for (const auto& server : *servers)
            if (goesOn() && reach(server) && m_reached.empty())
                m_reached = server.text();
        return !m_reached.empty();
    }

    bool reach(const HostPort& server) {
        const auto addresses = addressesOf(server);
        if (!addresses) {
            add({"dns", server.host, CheckState::Failed, addresses.error().message,
                 "Check the spelling, and whether this machine uses the right name server or "
                 "VPN."});
            return false;
        }
        add({"dns",
             server.host,
             CheckState::Passed,
             fmt::format("{}", fmt::join(*addresses, ", ")),
             {}});
        if (const auto socket = ProbeSocket::connect(server, deadline()); !socket) {
            add({"tcp", server.text(), CheckState::Failed, socket.error().message,
                 "Check that the broker runs and that no firewall stands between."});
            return false;
        }
        add({"tcp", server.text(), CheckState::Passed, "connected", {}});
        return m_security.tls ? shakeHands(server) : speaksPlain(server);
    }

    bool shakeHands(const HostPort& server) {
        auto finding = checkTls(server, m_security.tlsSettings, deadline());
        if (finding.daysLeft)
            m_report.certificateDays =
                std::min(m_report.certificateDays.value_or(*finding.daysLeft), *finding.daysLeft);
        add({"tls", server.text(), finding.state, std::move(finding.found),
             std::move(finding.next)});
        return finding.state == CheckState::Passed;
    }

    bool speaksPlain(const HostPort& server) {
        const Speech speech = speechOf(server, deadline());
        if (speech == Speech::Kafka) {
            add({"tls",
                 server.text(),
                 CheckState::Skipped,
                 "not used: passwords and records travel in the clear",
                 {}});
            return true;
        }
        if (speech == Speech::Tls)
            add({"tls", server.text(), CheckState::Failed,
                 "the broker wants TLS on this port, and the configuration says none",
                 "Set security.protocol to SSL or SASL_SSL."});
        else if (speech == Speech::Silent)
            add({"tls", server.text(), CheckState::Failed, std::string(kSilentFound),
                 std::string(kSilentNext)});
        else
            add({"tls", server.text(), CheckState::Failed,
                 "what listens there does not speak Kafka",
                 "Check host and port: this may be a proxy or another program."});
        return false;
    }

    /// True as well where none is needed.
    bool hasTicket() {
        if (!m_security.kerberos)
            return true;
        if (auto sound = kafka::checkKerberos({}, m_client.properties); !sound) {
            add({"kerberos", "properties", CheckState::Failed, sound.error().message,
                 "Correct this property."});
            return false;
        }
        add(checkTicket(*m_security.kerberos, m_options.patience));
        return m_report.checks.back().state != CheckState::Failed;
    }

    /// SASL and metadata, with the library that does it in operation.
    bool enter() {
        // By the server that was reached: what brokers advertise is the next step's question.
        auto client = m_client;
        client.servers = client.onlyAddress = m_reached;
        if (m_security.tls)
            client.properties.emplace_back("ssl.endpoint.identification.algorithm", "none");
        const auto entered = kafka::signIn(client, m_options.patience);
        if (!entered) {
            add({"sasl", "properties", CheckState::Failed, entered.error().message,
                 "Correct this property."});
            return false;
        }
        const std::string how =
            m_security.sasl ? fmt::format("{} as configured", m_security.mechanism) : "none";
        if (entered->problem) {
            refused(how, *entered->problem);
            return false;
        }
        add({"sasl",
             how,
             m_security.sasl ? CheckState::Passed : CheckState::Skipped,
             m_security.sasl ? "the broker let us in" : "not used",
             {}});
        m_brokers = entered->brokers;
        add({"metadata",
             "cluster",
             CheckState::Passed,
             fmt::format("{} broker{}", m_brokers.size(), m_brokers.size() == 1 ? "" : "s"),
             {}});
        return true;
    }

    void refused(const std::string& how, const kafka::SignInProblem& problem) {
        if (m_security.sasl && problem.text.find(kNoSaslHere) != std::string::npos)
            return add({"sasl", how, CheckState::Failed,
                        "the broker takes no sign-in on this port, and the configuration says one",
                        m_security.tls ? "Set security.protocol to SSL, or name the port that "
                                         "takes SASL."
                                       : "Set security.protocol to PLAINTEXT, or name the port "
                                         "that takes SASL."});
        if (m_security.sasl && problem.authentication)
            add({"sasl", how, CheckState::Failed, problem.text,
                 m_security.kerberos
                     ? afterRefusedTicket(problem.text)
                     : "Check mechanism, user name and password, and that the user exists on this "
                       "cluster."});
        else
            add({"metadata", "cluster", CheckState::Failed, problem.text,
                 m_security.sasl || m_security.tls
                     ? "Check the properties of the connection."
                     : "The broker may want SASL: set security.protocol and sasl.mechanisms."});
    }

    /// Every broker at the address that it advertises: clients go there, not to the servers named.
    void lookAtBrokers() {
        const std::size_t count = std::min(m_brokers.size(), kMostBrokers);
        std::vector<ConnectionCheck> found(count);
        for (std::size_t from = 0; from < count; from += kBrokersAtOnce) {
            std::vector<std::jthread> threads;
            for (std::size_t i = from; i < std::min(count, from + kBrokersAtOnce); ++i)
                threads.emplace_back([this, i, &found] { found[i] = lookAt(m_brokers[i]); });
        }
        for (auto& check : found)
            add(std::move(check));
        if (count < m_brokers.size())
            add({"broker",
                 "others",
                 CheckState::Skipped,
                 fmt::format("{} more were not looked at", m_brokers.size() - count),
                 {}});
    }

    void askRights() {
        const bool reachable =
            std::any_of(m_report.checks.begin(), m_report.checks.end(), [](const auto& check) {
                return check.step == "broker" && check.state == CheckState::Passed;
            });
        if (!reachable)
            return add({"rights",
                        "all",
                        CheckState::Skipped,
                        "not asked: no broker can be reached where it says",
                        {}});
        for (auto& check : checkRights(m_client, m_options.patience))
            add(std::move(check));
    }

    /// Where the broker map sends us instead.
    [[nodiscard]] HostPort reachableAs(const HostPort& advertised) const {
        const auto mapped = m_client.brokerMap.find(advertised.text());
        if (mapped == m_client.brokerMap.end())
            return advertised;
        const auto servers = parseServers(mapped->second);
        return servers ? servers->front() : advertised;
    }

    [[nodiscard]] ConnectionCheck lookAt(const BrokerSample& broker) const {
        const HostPort advertised{broker.host, broker.port};
        const HostPort server = reachableAs(advertised);
        const auto about = fmt::format("broker {} at {}", broker.id,
                                       core::escapedForDisplay(advertised.text(), 300));
        const std::string next =
            "The broker tells clients to come here (advertised.listeners). Make this address "
            "reachable from this machine, or map it with brokerMap.";
        if (const auto socket = ProbeSocket::connect(server, deadline()); !socket)
            return {
                "broker", about, CheckState::Failed,
                fmt::format("its advertised address can't be reached: {}", socket.error().message),
                next};
        if (!m_security.tls && speechOf(server, deadline()) == Speech::Silent)
            return {"broker", about, CheckState::Failed, std::string(kSilentFound),
                    std::string(kSilentNext)};
        if (!m_security.tls)
            return {"broker", about, CheckState::Passed, "reachable", {}};
        auto finding = checkTls(server, m_security.tlsSettings, deadline(), broker.host);
        return {"broker", about, finding.state, std::move(finding.found), std::move(finding.next)};
    }

    const kafka::ClientConfig& m_client;
    const DoctorOptions& m_options;
    const Security m_security;
    ConnectionReport m_report;
    std::string m_reached; ///< the first server that can be spoken to
    std::vector<BrokerSample> m_brokers;
};

} // namespace

ConnectionReport examineConnection(const kafka::ClientConfig& client,
                                   const DoctorOptions& options) {
    return Examination(client, options).run();
}

} // namespace vigia::backend::doctor
