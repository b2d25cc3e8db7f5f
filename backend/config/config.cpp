#include "backend/config/config.h"

#include "core/base/text.h"

#include <charconv>

#include <fmt/format.h>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::Result;

core::Error invalid(std::string message) {
    return core::failure(ErrorCode::InvalidInput, std::move(message));
}

std::uint16_t port(const Settings& settings, std::string_view path) {
    return static_cast<std::uint16_t>(settings.integer(path));
}

/// The text was checked by the schema.
ListenAddress listenAddress(const std::string& text) {
    const auto colon = text.rfind(':');
    std::uint16_t number = 0;
    std::from_chars(text.data() + colon + 1, text.data() + text.size(), number);
    return {text.substr(0, colon), number, true};
}

/// Percent-encodes what a URL's user or password may not hold.
std::string encoded(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string postgresUrl(const Settings& s) {
    if (const auto url = s.value("postgres.primary"); !url.empty())
        return url;
    const bool anySet =
        s.isSet("postgres.host") || s.isSet("postgres.database") || s.isSet("postgres.password");
    if (!anySet)
        return {};
    const auto password = s.value("postgres.password");
    return fmt::format("postgresql://{}{}@{}:{}/{}", encoded(s.value("postgres.user")),
                       password.empty() ? "" : ":" + encoded(password), s.value("postgres.host"),
                       s.integer("postgres.port"), encoded(s.value("postgres.database")));
}

HttpConfig httpConfig(const Settings& s) {
    HttpConfig http;
    http.corsOrigins = s.list("http.corsOrigins");
    http.trustedProxies = s.list("http.trustedProxies");
    http.tlsCert = s.value("http.tls.cert");
    http.tlsKey = s.value("http.tls.key");
    http.tlsClientCa = s.value("http.tls.clientCa");
    http.actuatorPublic = s.flag("http.actuatorPublic", true);
    http.workerThreads = static_cast<int>(s.integer("http.workerThreads"));
    http.drainDelay = std::chrono::seconds(s.integer("http.drainDelaySeconds"));
    return http;
}

StockConfig stockConfig(const Settings& s) {
    StockConfig stock;
    stock.lowThreshold = s.integer("stock.lowThreshold");
    stock.allowPendingRestock = s.flag("stock.reservation.allowPendingRestock", true);
    stock.maxPerRequest = s.integer("stock.reservation.maxPerRequest");
    stock.reservationTtl = std::chrono::seconds(s.integer("stock.reservation.ttlSeconds"));
    stock.priceLimit =
        core::Money::parse(s.value("stock.routing.priceLimit")).value_or(core::Money{});
    stock.eventDeadline = std::chrono::seconds(s.integer("stock.events.deadlineSeconds"));
    stock.conflictStatus = static_cast<int>(s.integer("stock.http.conflictStatus"));
    return stock;
}

ObserveConfig observeConfig(const Settings& s) {
    ObserveConfig observe;
    if (const auto listen = s.value("observe.metrics.listen"); !listen.empty())
        observe.metricsListen = listenAddress(listen);
    observe.logFormat = s.value("observe.log.format");
    observe.logLevel = s.value("observe.log.level");
    observe.logFile = s.value("observe.log.file");
    return observe;
}

Result<std::vector<ClusterConfig>> clusterConfigs(const Settings& s) {
    std::vector<ClusterConfig> clusters;
    for (const auto& name : s.names("clusters")) {
        if (auto good = checkClusterName(name); !good)
            return good.error();
        const std::string at = "clusters." + name + ".";
        ClusterConfig cluster;
        cluster.name = name;
        cluster.servers = s.list(at + "servers");
        if (name == kOwnCluster && !cluster.servers.empty())
            return invalid(at + "servers: this is the platform's own cluster; its servers are "
                                "kafka.servers");
        if (name != kOwnCluster && cluster.servers.empty())
            return invalid(at + "servers is not set; name the bootstrap servers, such as "
                                "broker1:9092,broker2:9092");
        const bool own = name == kOwnCluster && !s.isSet(at + "tag");
        cluster.tag = own && s.value("mode") == "production" ? "prod" : s.value(at + "tag");
        cluster.colour = s.value(at + "colour");
        cluster.readOnly = s.flag(at + "readOnly", cluster.tag == "prod");
        cluster.collectAlways = s.value(at + "collect") == "always";
        cluster.brokerMap = s.under(at + "brokerMap");
        for (auto& [property, value] : s.under(at + "properties")) {
            if (auto reference = secretReference(property))
                cluster.secrets[reference->property] = {reference->kind, value};
            else
                cluster.properties[property] = value;
        }
        clusters.push_back(std::move(cluster));
    }
    return clusters;
}

bool onLoopback(const std::string& server) {
    return server.starts_with("127.") || server.starts_with("localhost") ||
           server.starts_with("[::1]") || server.starts_with("/");
}

bool kafkaIsEncrypted(const KafkaConfig& kafka) {
    const auto protocol = kafka.properties.find("security.protocol");
    if (protocol == kafka.properties.end())
        return false;
    return protocol->second.find("SSL") != std::string::npos ||
           protocol->second.find("ssl") != std::string::npos;
}

/// What production refuses without `allowInsecure` (platform.md 2); empty when it may start.
std::string insecureKey(const Config& config, const Settings& s) {
    if (s.value("stock.http.auth") == "off")
        return "stock.http.auth is off";
    for (const auto& server : config.kafka.servers) {
        if (!onLoopback(server) && !kafkaIsEncrypted(config.kafka))
            return "kafka.properties.security.protocol has no TLS for " + server;
    }
    const auto host = config.postgresUrl.substr(config.postgresUrl.rfind('@') + 1);
    const bool encryptedDatabase =
        config.postgresUrl.find("sslmode=require") != std::string::npos ||
        config.postgresUrl.find("sslmode=verify") != std::string::npos;
    if (!config.postgresUrl.empty() && !onLoopback(host) && !encryptedDatabase)
        return "postgres.primary has no sslmode=require or stronger";
    return {};
}

std::string nearRole(const std::string& role) {
    const auto near = core::nearestWord(role, knownRoles());
    return near ? "; did you mean " + *near + "?"
                : fmt::format("; there are {}", fmt::join(knownRoles(), ", "));
}

Result<void> check(const Config& config, const Settings& s) {
    if (config.profile == Profile::Remote && config.kafka.servers.empty())
        return invalid("profile remote needs kafka.servers (or KAFKA_BOOTSTRAP_SERVERS), such as "
                       "broker1:9092,broker2:9092");
    if (config.http.tlsCert.empty() != config.http.tlsKey.empty())
        return invalid("http.tls.cert and http.tls.key go together; set both or none");
    if (!config.http.tlsClientCa.empty() && config.http.tlsCert.empty())
        return invalid("http.tls.clientCa needs http.tls.cert and http.tls.key");
    for (const auto& [role, where] : config.listeners) {
        if (defaultPort(role) == 0)
            return invalid(
                fmt::format("roles.{}.listen: there is no role {}{}", role, role, nearRole(role)));
    }
    if (config.stock.priceLimit < core::Money{})
        return invalid("stock.routing.priceLimit must be 0 or more");
    if (config.mode == Mode::Production && !s.flag("allowInsecure", false)) {
        if (const auto key = insecureKey(config, s); !key.empty())
            return invalid("production refuses to start: " + key +
                           "; correct it, or set allowInsecure: true where you accept that");
    }
    return {};
}

} // namespace

Result<void> checkClusterName(const std::string& name) {
    if (core::isPlainName(name, 64))
        return {};
    return invalid(fmt::format("'{}' can't be a cluster's name: take 1 to 64 of a-z, A-Z, 0-9, - "
                               "and _",
                               core::escapedForDisplay(name, 80)));
}

ListenAddress Config::listenerOf(const std::string& role) const {
    if (const auto found = listeners.find(role); found != listeners.end())
        return found->second;
    return {mode == Mode::Production ? "0.0.0.0" : "127.0.0.1", defaultPort(role), false};
}

Result<Config> makeConfig(const Settings& s) {
    Config config;
    config.profile = s.value("profile") == "remote" ? Profile::Remote : Profile::Local;
    config.mode = s.value("mode") == "production" ? Mode::Production : Mode::Development;
    config.dataDir = s.value("data.dir");
    config.stack = {s.value("stack.name"),      static_cast<int>(s.integer("stack.brokers")),
                    port(s, "stack.kafkaPort"), port(s, "stack.postgresPort"),
                    s.isSet("stack.kafkaPort"), s.isSet("stack.postgresPort")};
    config.kafka = {s.list("kafka.servers"), s.under("kafka.properties"),
                    s.value("kafka.topics.prefix"), s.under("kafka.topics.names")};
    config.postgresUrl = postgresUrl(s);
    config.poolSize = static_cast<int>(s.integer("postgres.pool.size"));
    config.http = httpConfig(s);
    config.stock = stockConfig(s);
    config.observe = observeConfig(s);
    if (const auto demo = s.value("demo.enabled"); !demo.empty())
        config.demoEnabled = demo == "true";
    auto clusters = clusterConfigs(s);
    if (!clusters)
        return clusters.error();
    config.clusters = std::move(*clusters);
    for (const auto& role : s.names("roles"))
        config.listeners[role] = listenAddress(s.value("roles." + role + ".listen"));
    for (const auto& role : s.names("gateway.upstreams"))
        config.upstreams[role] = s.list("gateway.upstreams." + role);
    if (auto checked = check(config, s); !checked)
        return checked.error();
    return config;
}

} // namespace vigia::backend::config
