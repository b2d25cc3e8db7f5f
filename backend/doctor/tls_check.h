#pragma once

#include "backend/doctor/probe_socket.h"
#include "backend/doctor/tls_settings.h"
#include "core/ops/connection_report.h"

#include <optional>
#include <string_view>

namespace vigia::backend::doctor {

struct TlsFinding {
    core::ops::CheckState state = core::ops::CheckState::Failed;
    std::string found;
    std::string next = {};
    std::optional<std::int64_t> daysLeft = {}; ///< of the certificate that the broker shows
};

/// A handshake as a client with these settings makes it, and one request over it, since a broker
/// that wants a certificate of ours says so only then. `name`: whom the certificate must be for;
/// empty: the server's host.
TlsFinding checkTls(const HostPort& server, const TlsSettings& settings, Deadline deadline,
                    const std::string& name = {});

/// What a port is that takes connections and says nothing, and what to do: the kernel accepts for
/// a process that hangs, a proxy for a broker that is away.
extern const std::string_view kSilentFound;
extern const std::string_view kSilentNext;

/// The kind of server that listens, told from what it answers to Kafka's first request in plain
/// text, else to a TLS handshake.
enum class Speech { Kafka, Tls, Silent, Other };
Speech speechOf(const HostPort& server, Deadline deadline);

} // namespace vigia::backend::doctor
