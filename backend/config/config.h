#pragma once

#include "backend/config/roles.h"
#include "backend/config/secret_source.h"
#include "backend/config/settings.h"
#include "core/base/money.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::config {

enum class Profile { Local, Remote };
enum class Mode { Development, Production };

/// `address:port`; port 0 takes a free one.
struct ListenAddress {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    bool explicitlySet =
        false; ///< a busy port then stops the start instead of moving to a free one
};

struct ClusterConfig {
    std::string name;
    std::vector<std::string> servers;
    std::string tag = "dev";
    std::string colour;
    bool readOnly = false;
    bool collectAlways = false;
    std::map<std::string, std::string> properties; ///< librdkafka's names
    std::map<std::string, SecretSource> secrets;   ///< properties to be read before connecting
    std::map<std::string, std::string> brokerMap;  ///< advertised → reachable `host:port`
};

struct StackConfig {
    std::string name;
    int brokers = 3;
    std::uint16_t kafkaPort = 9092;
    std::uint16_t postgresPort = 5432;
    bool kafkaPortSet = false; ///< by the user: a busy port then stops the start
    bool postgresPortSet = false;
};

struct KafkaConfig {
    std::vector<std::string> servers;
    std::map<std::string, std::string> properties;
    std::string topicPrefix;
    std::map<std::string, std::string> topicNames; ///< logical → physical
};

struct HttpConfig {
    std::vector<std::string> corsOrigins;
    std::vector<std::string> trustedProxies;
    std::string tlsCert, tlsKey, tlsClientCa;
    bool actuatorPublic = true;
    int workerThreads = 16;
    std::chrono::seconds drainDelay{0};
};

struct StockConfig {
    std::int64_t lowThreshold = 10;
    bool allowPendingRestock = true;
    std::int64_t maxPerRequest = 0;
    std::chrono::seconds reservationTtl{900};
    core::Money priceLimit;
    std::chrono::seconds eventDeadline{0};
    int conflictStatus = 409;
};

struct ObserveConfig {
    std::optional<ListenAddress> metricsListen;
    std::string logFormat; ///< "json", "text" or "" (by the terminal)
    std::string logLevel;
    std::string logFile;
};

/// Everything the program is told, checked and typed. Plain data.
struct Config {
    Profile profile = Profile::Local;
    Mode mode = Mode::Development;
    std::string dataDir; ///< empty: the stack's default
    StackConfig stack;
    KafkaConfig kafka;
    std::string postgresUrl; ///< secret; empty in profile local until the stack says
    int poolSize = 8;
    HttpConfig http;
    StockConfig stock;
    ObserveConfig observe;
    std::optional<bool> demoEnabled;
    std::vector<ClusterConfig> clusters;
    std::map<std::string, std::vector<std::string>> upstreams; ///< role → URLs

    /// The listener of a role: as configured, else its port of platform.md 1 on loopback (all
    /// addresses in production).
    [[nodiscard]] ListenAddress listenerOf(const std::string& role) const;

    std::map<std::string, ListenAddress> listeners;
};

/// Under which name the platform's own cluster stands among `clusters.*`.
inline constexpr const char* kOwnCluster = "local";

/// InvalidInput for what can't be a cluster's name, with what can.
core::Result<void> checkClusterName(const std::string& name);

/// Turns settings into a Config; InvalidInput names the keys that don't fit together.
core::Result<Config> makeConfig(const Settings& settings);

} // namespace vigia::backend::config
