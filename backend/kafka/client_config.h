#pragma once

#include "core/base/result.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia::backend::kafka {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// Where librdkafka's own log lines go: syslog level (3 error … 7 debug) and text. Called on
/// internal threads of the library, so it must be quick, thread-safe and must not throw.
using LogSink = std::function<void(int level, std::string_view line)>;

/// How to reach one cluster. TLS and SASL are librdkafka's properties (`security.protocol`,
/// `sasl.mechanisms`, `sasl.username`, `ssl.ca.location` …) and pass through unchanged. Values are
/// secrets as far as we know: they are never logged and never part of an error.
struct ClientConfig {
    std::string servers = {}; ///< `host:port,host:port`
    std::string clientId = "vigia";
    Properties properties = {};
    /// `host:port` that a broker advertises → `host:port` to go to instead, for tunnels. TLS still
    /// expects the advertised name.
    std::map<std::string, std::string> brokerMap = {};
    /// `host:port` to go to for every broker, whatever it advertises; empty: where it says.
    std::string onlyAddress = {};
    LogSink log = {};                        ///< empty: the lines are dropped
    std::string where = "kafka.properties."; ///< what an error puts before a property's name
    /// The cluster is only looked at: whatever could write with this refuses (`checkWriting`).
    bool observeOnly = false;
};

/// Rejected when the cluster is only looked at; asked by everything that can write.
core::Result<void> checkWriting(const ClientConfig& config);

/// Checks servers and every property by trying them out, without a connection. InvalidInput names
/// the property.
core::Result<void> checkClientConfig(const ClientConfig& config);

/// Whom rights are granted to: `User:NAME` of SASL with a password or a keytab; else a place for
/// the name.
std::string principalOf(const Properties& properties);

/// What the linked librdkafka can do: `ssl,sasl,zstd,…`.
std::string builtinFeatures();

} // namespace vigia::backend::kafka
