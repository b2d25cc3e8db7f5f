#include "backend/doctor/certificate.h"

#include "backend/doctor/tls_check.h"
#include "core/base/text.h"

#include <map>

namespace vigia::backend::doctor {

std::optional<std::int64_t> certificateDaysLeft(const kafka::ClientConfig& client,
                                                std::chrono::milliseconds patience) {
    const std::map<std::string, std::string> named(client.properties.begin(),
                                                   client.properties.end());
    const auto protocol = named.find("security.protocol");
    if (protocol == named.end() || !core::lowered(protocol->second).ends_with("ssl"))
        return std::nullopt;
    const auto servers = parseServers(client.servers);
    if (!servers)
        return std::nullopt;
    TlsSettings settings = tlsSettings(named);
    settings.verify = settings.verifyHost = false; // an expired one has days too
    const Deadline deadline = std::chrono::steady_clock::now() + patience;
    for (const auto& server : *servers) {
        if (const auto finding = checkTls(server, settings, deadline); finding.daysLeft)
            return finding.daysLeft;
    }
    return std::nullopt;
}

} // namespace vigia::backend::doctor
