#include "backend/config/schema.h"

namespace vigia::backend::config {
namespace {

constexpr std::int64_t kMaxPort = 65535;
constexpr std::int64_t kMaxKafkaPort = 65000; ///< the other brokers' and controllers' follow

KeySpec text(std::string_view path, std::string_view value, std::string_view description) {
    return {.path = path, .defaultValue = value, .description = description};
}
KeySpec secret(std::string_view path, std::string_view description, KeyType type = KeyType::Text) {
    return {.path = path, .type = type, .description = description, .secret = true};
}
/// Whatever is described by its type alone.
KeySpec typed(KeyType type, std::string_view path, std::string_view value,
              std::string_view description) {
    return {.path = path, .type = type, .defaultValue = value, .description = description};
}
KeySpec integer(std::string_view path, std::string_view value, std::int64_t min, std::int64_t max,
                std::string_view description) {
    return {.path = path,
            .type = KeyType::Integer,
            .defaultValue = value,
            .description = description,
            .min = min,
            .max = max};
}
KeySpec decimal(std::string_view path, std::string_view value, std::string_view description) {
    return typed(KeyType::Decimal, path, value, description);
}
KeySpec flag(std::string_view path, std::string_view value, std::string_view description) {
    return typed(KeyType::Boolean, path, value, description);
}
KeySpec choice(std::string_view path, std::string_view value, std::string_view choices,
               std::string_view description) {
    auto spec = typed(KeyType::Choice, path, value, description);
    spec.choices = choices;
    return spec;
}
KeySpec list(std::string_view path, std::string_view description) {
    return typed(KeyType::List, path, "", description);
}
KeySpec servers(std::string_view path, std::string_view description) {
    return typed(KeyType::Servers, path, "", description);
}
KeySpec listen(std::string_view path, std::string_view value, std::string_view description) {
    return typed(KeyType::Listen, path, value, description);
}

void addPlatform(std::vector<KeySpec>& keys) {
    keys.push_back(choice("profile", "local", "local,remote",
                          "local: Kafka and PostgreSQL started here; remote: given servers"));
    keys.push_back(choice("mode", "", "development,production",
                          "default: development with local, production with remote"));
    keys.push_back(
        flag("allowInsecure", "false", "let production start without TLS and authentication"));
    keys.push_back(text("data.dir", "", "data folder; default $XDG_DATA_HOME/vigia/<stack.name>"));
    keys.push_back(text("stack.name", "local", "name of the local platform"));
    keys.push_back(choice("stack.brokers", "3", "1,3", "brokers of the local platform"));
    keys.push_back(integer("stack.kafkaPort", "9092", 1024, kMaxKafkaPort,
                           "first broker's port; without the key a free one when 9092 is taken"));
    keys.push_back(integer("stack.postgresPort", "5432", 1024, kMaxPort,
                           "PostgreSQL's port; without the key a free one when 5432 is taken"));
    keys.push_back(flag("demo.enabled", "",
                        "demo traffic; default: on at the first start of a local platform"));
    keys.push_back(choice("reports.every", "", "day,week",
                          "the daemon writes an operations report of each; default: none"));
    keys.push_back(
        text("reports.folder", "", "where they go; default: reports in the data folder"));
    keys.push_back(integer("reports.keep", "30", 1, 1000, "how many are kept"));
}

void addClusters(std::vector<KeySpec>& keys) {
    keys.push_back(servers("kafka.servers", "bootstrap servers of the platform's own cluster"));
    keys.push_back(text("kafka.properties.**", "", "any librdkafka property"));
    keys.push_back(text("kafka.topics.prefix", "", "put before every logical topic name"));
    keys.push_back(text("kafka.topics.names.*", "", "physical name of one logical topic"));
    keys.push_back(servers("clusters.*.servers", "bootstrap servers of a cluster to watch"));
    keys.push_back(choice("clusters.*.tag", "dev", "dev,test,prod", "prod is read-only"));
    keys.push_back(typed(KeyType::Colour, "clusters.*.colour", "", "#RRGGBB of its stripe"));
    keys.push_back(flag("clusters.*.readOnly", "", "default: true for prod"));
    keys.push_back(text("clusters.*.properties.**", "",
                        "any librdkafka property; of a secret also its File or Command"));
    keys.push_back(text("clusters.*.brokerMap.**", "",
                        "host:port to go to instead of an advertised one, for tunnels"));
    keys.push_back(
        choice("clusters.*.collect", "open", "open,always", "collect only while open, or always"));
}

void addDatabase(std::vector<KeySpec>& keys) {
    keys.push_back(secret("postgres.primary",
                          "URL of the primary: postgresql://user:password@host:port/database",
                          KeyType::DatabaseUrl));
    keys.push_back(text("postgres.host", "127.0.0.1", "used when postgres.primary is not set"));
    keys.push_back(
        integer("postgres.port", "5432", 1, kMaxPort, "used when postgres.primary is not set"));
    keys.push_back(text("postgres.database", "vigia", "used when postgres.primary is not set"));
    keys.push_back(text("postgres.user", "vigia", "used when postgres.primary is not set"));
    keys.push_back(secret("postgres.password", "used when postgres.primary is not set"));
    keys.push_back(integer("postgres.pool.size", "8", 1, 200, "connections of a process"));
}

void addHttp(std::vector<KeySpec>& keys) {
    keys.push_back(
        listen("roles.*.listen", "", "address:port of a role's listener; port 0 takes a free one"));
    keys.push_back(list("gateway.upstreams.*", "URLs of a role that runs in other processes"));
    keys.push_back(list("http.corsOrigins", "origins that browsers may call from"));
    keys.push_back(list("http.trustedProxies", "addresses whose X-Forwarded-For is believed"));
    keys.push_back(
        text("http.tls.cert", "", "PEM file; with http.tls.key every listener speaks TLS"));
    keys.push_back(text("http.tls.key", "", "PEM file"));
    keys.push_back(text("http.tls.clientCa", "", "PEM file; clients must show a certificate"));
    keys.push_back(flag("http.actuatorPublic", "true", "actuator endpoints need no scope"));
    keys.push_back(integer("http.workerThreads", "16", 1, 256, "threads that run handlers"));
    keys.push_back(integer("http.drainDelaySeconds", "", 0, 300,
                           "between readiness 503 and closing; default 5, 0 in development"));
}

void addStock(std::vector<KeySpec>& keys) {
    keys.push_back(
        integer("stock.lowThreshold", "10", 1, 1000000, "quantity under which stock is low"));
    keys.push_back(
        flag("stock.reservation.allowPendingRestock", "true", "low stock may be reserved"));
    keys.push_back(integer("stock.reservation.maxPerRequest", "0", 0, 2147483647, "0: no limit"));
    keys.push_back(
        integer("stock.reservation.ttlSeconds", "900", 1, 86400, "default life of a reservation"));
    keys.push_back(
        decimal("stock.routing.priceLimit", "100.00", "prices above go to high-priority-updates"));
    keys.push_back(
        integer("stock.events.deadlineSeconds", "0", 0, 86400, "0: events have no deadline"));
    keys.push_back(
        choice("stock.http.conflictStatus", "409", "409,400", "status of business conflicts"));
    keys.push_back(
        choice("stock.http.auth", "off", "off", "authentication comes with the gateway"));
}

void addObserve(std::vector<KeySpec>& keys) {
    keys.push_back(listen("observe.metrics.listen", "",
                          "address:port of a metrics port of its own; empty: none"));
    keys.push_back(
        choice("observe.log.format", "", "json,text", "default: text on a terminal, else json"));
    keys.push_back(choice("observe.log.level", "info", "trace,debug,info,warn,error",
                          "lowest level that is written"));
    keys.push_back(text("observe.log.file", "", "also write there, rotated at 10 MiB, 5 files"));
}

} // namespace

const std::vector<KeySpec>& allKeys() {
    static const std::vector<KeySpec> keys = [] {
        std::vector<KeySpec> all;
        addPlatform(all);
        addClusters(all);
        addDatabase(all);
        addHttp(all);
        addStock(all);
        addObserve(all);
        return all;
    }();
    return keys;
}

} // namespace vigia::backend::config
