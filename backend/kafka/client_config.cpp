#include "backend/kafka/client_config.h"

#include "backend/kafka/client.h"
#include "backend/kafka/kerberos.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <netdb.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <system_error>

namespace vigia::backend::kafka {
namespace {

using core::Error;
using core::ErrorCode;
using core::failure;
using core::Result;

void forwardLog(const rd_kafka_t* client, int level, const char* facility, const char* text) {
    const auto* context = static_cast<const ClientContext*>(rd_kafka_opaque(client));
    if (context == nullptr || !context->log)
        return;
    context->log(level, fmt::format("{}: {}", facility, text));
}

/// getaddrinfo by way of the broker map; without a name it frees what it gave.
int resolveMapped(const char* node, const char* service, const addrinfo* hints, addrinfo** found,
                  void* opaque) {
    if (node == nullptr) {
        ::freeaddrinfo(*found);
        return 0;
    }
    const auto* context = static_cast<const ClientContext*>(opaque);
    const std::string port = service == nullptr ? "" : service;
    const auto mapped = context->brokerMap.find(fmt::format("{}:{}", node, port));
    if (mapped == context->brokerMap.end() && context->onlyAddress.empty())
        return ::getaddrinfo(node, service, hints, found);
    const std::string& target =
        context->onlyAddress.empty() ? mapped->second : context->onlyAddress;
    const auto colon = target.rfind(':');
    std::string host = target.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return ::getaddrinfo(host.c_str(), target.substr(colon + 1).c_str(), hints, found);
}

Result<void> checkBrokerMap(const std::map<std::string, std::string>& brokerMap) {
    for (const auto& [advertised, reachable] : brokerMap) {
        for (const std::string& each : {advertised, reachable}) {
            const auto colon = each.rfind(':');
            const bool port = colon != std::string::npos && colon > 0 && colon + 1 < each.size() &&
                              each.find_first_not_of("0123456789", colon + 1) == std::string::npos;
            if (!port)
                return failure(ErrorCode::InvalidInput,
                               fmt::format("brokerMap: '{}' is not host:port",
                                           core::escapedForDisplay(each, 200)));
        }
    }
    return {};
}

Result<void> setProperty(rd_kafka_conf_t* conf, const std::string& where, const std::string& name,
                         const std::string& value) {
    std::array<char, 512> reason{};
    const auto outcome =
        rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason.data(), reason.size());
    if (outcome == RD_KAFKA_CONF_OK)
        return {};
    if (outcome == RD_KAFKA_CONF_UNKNOWN)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("{}{}: the Kafka client has no such property", where, name));
    // The library's reason repeats the value, which may be a secret.
    return failure(ErrorCode::InvalidInput,
                   fmt::format("{}{}: the value is not allowed for this property", where, name));
}

Result<void> setAll(rd_kafka_conf_t* conf, const std::string& where, const Properties& properties) {
    for (const auto& [name, value] : properties) {
        if (auto set = setProperty(conf, where, name, value); !set)
            return set;
    }
    return {};
}

Result<void> refuseOverrides(const std::string& where, const Properties& wanted,
                             const Properties& fixed) {
    for (const auto& [name, value] : wanted) {
        const auto ours =
            std::find_if(fixed.begin(), fixed.end(),
                         [&name = name](const auto& entry) { return entry.first == name; });
        if (ours != fixed.end() && ours->second != value)
            return failure(ErrorCode::InvalidInput,
                           fmt::format("{}{}: this client needs \"{}\"; remove the key", where,
                                       name, ours->second));
    }
    return {};
}

/// The library names neither the file nor why it can't be read.
Result<void> checkFiles(const std::string& where, const Properties& properties) {
    constexpr std::array kFiles{"ssl.ca.location", "ssl.certificate.location", "ssl.key.location",
                                "ssl.keystore.location", "ssl.crl.location"};
    for (const auto& [name, value] : properties) {
        const bool file = std::find(kFiles.begin(), kFiles.end(), name) != kFiles.end();
        if (!file || value.empty() || value == "probe" || ::access(value.c_str(), R_OK) == 0)
            continue;
        return failure(ErrorCode::InvalidInput,
                       fmt::format("{}{}: this file can't be read: {}", where, name,
                                   std::generic_category().message(errno)));
    }
    return {};
}

ErrorCode meaning(rd_kafka_resp_err_t code) {
    switch (code) {
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
        return ErrorCode::Timeout;
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND:
        return ErrorCode::NotFound;
    case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS:
    case RD_KAFKA_RESP_ERR_NON_EMPTY_GROUP:
        return ErrorCode::Conflict;
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
    case RD_KAFKA_RESP_ERR_INVALID_PARTITIONS:
    case RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR:
    case RD_KAFKA_RESP_ERR_INVALID_CONFIG:
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        return ErrorCode::InvalidInput;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
    case RD_KAFKA_RESP_ERR__FATAL:
    case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
        return ErrorCode::Rejected;
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
    case RD_KAFKA_RESP_ERR__DESTROY:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::Unreachable;
    }
}

} // namespace

Result<ConfHandle> makeConf(const ClientConfig& config, const ClientSettings& settings,
                            ClientContext& context) {
    if (core::trimmed(config.servers).empty())
        return failure(ErrorCode::InvalidInput,
                       "kafka.servers is empty: set it to host:port of a broker");
    ConfHandle conf(rd_kafka_conf_new());
    context.log = config.log;
    context.brokerMap = config.brokerMap;
    context.onlyAddress = config.onlyAddress;
    rd_kafka_conf_set_opaque(conf.get(), &context);
    rd_kafka_conf_set_log_cb(conf.get(), &forwardLog);
    if (auto checked = checkBrokerMap(config.brokerMap); !checked)
        return checked.error();
    if (auto checked = checkKerberos(config.where, config.properties); !checked)
        return checked.error();
    if (auto checked = checkFiles(config.where, config.properties); !checked)
        return checked.error();
    if (!config.brokerMap.empty() || !config.onlyAddress.empty())
        rd_kafka_conf_set_resolve_cb(conf.get(), &resolveMapped);
    const Properties base = {{"bootstrap.servers", config.servers},
                             {"client.id", config.clientId},
                             {"socket.nagle.disable", "true"},
                             {"log.connection.close", "false"}};
    if (auto ours = refuseOverrides(config.where, config.properties, settings.fixed); !ours)
        return ours.error();
    const Properties kerberos = kerberosDefaults(config.properties);
    for (const Properties* step :
         {&base, &settings.defaults, &kerberos, &config.properties, &settings.fixed}) {
        if (auto set = setAll(conf.get(), config.where, *step); !set)
            return set.error();
    }
    return conf;
}

Result<ClientHandle> makeClient(rd_kafka_type_t type, ConfHandle conf) {
    std::array<char, 512> reason{};
    rd_kafka_t* client = rd_kafka_new(type, conf.get(), reason.data(), reason.size());
    if (client == nullptr)
        return failure(
            ErrorCode::InvalidInput,
            fmt::format("The Kafka client refuses its configuration: {}. Check its properties",
                        reason.data()));
    conf.release(); // the client owns it now
    return ClientHandle(client);
}

Error kafkaError(rd_kafka_resp_err_t code, const std::string& what, const char* reason) {
    const char* text = reason != nullptr && *reason != '\0' ? reason : rd_kafka_err2str(code);
    return Error{meaning(code), fmt::format("{}: {} ({})", what, core::escapedForDisplay(text, 400),
                                            rd_kafka_err2name(code))};
}

Error kafkaError(const rd_kafka_error_t* error, const std::string& what) {
    return kafkaError(rd_kafka_error_code(error), what, rd_kafka_error_string(error));
}

int millisLeft(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 1, INT_MAX));
}

Result<void> checkWriting(const ClientConfig& config) {
    if (!config.observeOnly)
        return {};
    return failure(ErrorCode::Rejected,
                   fmt::format("{} is only watched: nothing is ever written to it",
                               core::escapedForDisplay(config.servers, 200)));
}

Result<void> checkClientConfig(const ClientConfig& config) {
    ClientContext context;
    auto conf = makeConf(config, {}, context);
    if (!conf)
        return conf.error();
    if (auto client = makeClient(RD_KAFKA_PRODUCER, std::move(*conf)); !client)
        return client.error();
    return {};
}

std::string principalOf(const Properties& properties) {
    for (const auto& [name, value] : properties) {
        if (name == "sasl.username")
            return "User:" + core::escapedForDisplay(value, 100);
    }
    // Brokers drop host and realm, unless sasl.kerberos.principal.to.local.rules says otherwise.
    if (const auto kerberos = kerberosSettings(properties); kerberos && !kerberos->keytab.empty())
        return "User:" +
               core::escapedForDisplay(
                   kerberos->principal.substr(0, kerberos->principal.find_first_of("/@")), 100);
    return "User:NAME";
}

std::string builtinFeatures() {
    const ConfHandle conf(rd_kafka_conf_new());
    std::array<char, 512> features{};
    std::size_t size = features.size();
    if (rd_kafka_conf_get(conf.get(), "builtin.features", features.data(), &size) !=
        RD_KAFKA_CONF_OK)
        return {};
    return features.data();
}

} // namespace vigia::backend::kafka
