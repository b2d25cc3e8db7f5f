#include "backend/stack/stack_state.h"

#include "backend/stack/ports.h"
#include "backend/stack/tools.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/uuid.h"

#include <fmt/format.h>

#include <charconv>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr std::int64_t kFormat = 1;

core::Error broken(const StackPaths& paths, std::string_view why) {
    return failure(ErrorCode::Corrupt,
                   fmt::format("The data folder is broken: {} {}. Restore it from a copy, or throw "
                               "the data away with `vigia stack reset`.",
                               paths.stateFile().string(), why));
}

/// The base64 form of 16 random bytes that Kafka takes as a cluster id (22 characters, URL
/// alphabet).
std::string newClusterId() {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const auto bytes = core::Uuid::random().bytes();
    std::string id;
    for (std::size_t bit = 0; bit < 128; bit += 6) {
        const unsigned high = bytes[bit / 8];
        const unsigned low = bit / 8 + 1 < bytes.size() ? bytes[bit / 8 + 1] : 0U;
        id += alphabet[((high << 8 | low) >> (10 - bit % 8)) & 63U];
    }
    if (id.front() == '-')
        id.front() = 'A'; // would look like an option on the command line
    return id;
}

std::vector<int> numbersOf(std::string_view version) {
    std::vector<int> numbers;
    for (const std::string_view part : core::split(version, '.')) {
        int number = 0;
        std::from_chars(part.data(), part.data() + part.size(), number);
        numbers.push_back(number);
    }
    return numbers;
}

std::optional<std::uint16_t> portAt(const core::JsonValue& json, std::string_view key) {
    const auto number = json.integerAt(key);
    if (!number || *number < 1 || *number > 65535)
        return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

std::optional<BrokerPorts> brokerOf(const core::JsonValue& json) {
    const auto client = portAt(json, "client");
    const auto controller = portAt(json, "controller");
    const auto listen = portAt(json, "proxyListen");
    const auto advertised = portAt(json, "proxyAdvertised");
    if (!client || !controller || !listen || !advertised)
        return std::nullopt;
    return BrokerPorts{*client, *controller, *listen, *advertised};
}

Result<StackState> stateOf(const core::JsonValue& json, const StackPaths& paths) {
    StackState state;
    state.kafkaVersion = json.stringAt("kafka").value_or("");
    state.clusterId = json.stringAt("clusterId").value_or("");
    state.postgresMajor = static_cast<int>(json.integerAt("postgresMajor").value_or(0));
    state.postgresPort = portAt(json, "postgresPort").value_or(0);
    const core::JsonValue* brokers = json.find("brokers");
    if (state.clusterId.size() != 22 || brokers == nullptr || brokers->asArray() == nullptr)
        return broken(paths, "lacks the cluster id or the brokers");
    for (const core::JsonValue& broker : *brokers->asArray()) {
        const auto ports = brokerOf(broker);
        if (!ports)
            return broken(paths, "names ports that are none");
        state.brokers.push_back(*ports);
    }
    return state;
}

Result<void> fits(const StackState& state, const StackOptions& options, const StackPaths& paths) {
    if (numbersOf(state.kafkaVersion) > numbersOf(kKafkaVersion))
        return failure(
            ErrorCode::Conflict,
            fmt::format("The data in {} were written by Kafka {}, newer than the {} of this Vigia: "
                        "use the newer Vigia, or throw the data away with `vigia stack reset`.",
                        paths.data.string(), core::escapedForDisplay(state.kafkaVersion, 40),
                        kKafkaVersion));
    if (!state.brokers.empty() && state.brokers.size() != static_cast<std::size_t>(options.brokers))
        return failure(
            ErrorCode::Conflict,
            fmt::format(
                "The data in {} were made for {} broker(s) and stack.brokers is {}: set it back, "
                "choose another data.dir, or throw the data away with `vigia stack reset`.",
                paths.data.string(), state.brokers.size(), options.brokers));
    return {};
}

} // namespace

Result<StackState> readState(const StackPaths& paths, const StackOptions& options) {
    if (options.brokers != 1 && options.brokers != 3)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("stack.brokers is {}; it can be 1 or 3.", options.brokers));
    std::error_code error;
    if (!fs::exists(paths.stateFile(), error))
        return StackState{};
    const auto text = core::readFile(paths.stateFile());
    if (!text)
        return broken(paths, "can't be read");
    const auto json = core::parseJson(*text);
    if (!json || json->asObject() == nullptr)
        return broken(paths, "is not JSON");
    if (json->integerAt("format").value_or(0) > kFormat)
        return failure(ErrorCode::Conflict,
                       fmt::format("{} was written by a newer Vigia: use that one, or throw the "
                                   "data away with `vigia stack reset`.",
                                   paths.stateFile().string()));
    auto state = stateOf(*json, paths);
    if (!state)
        return state;
    if (auto good = fits(*state, options, paths); !good)
        return good.error();
    return state;
}

Result<void> writeState(const StackPaths& paths, const ServiceUser& user, const StackState& state) {
    core::JsonWriter json;
    json.beginObject()
        .member("format", kFormat)
        .member("kafka", state.kafkaVersion)
        .member("clusterId", state.clusterId);
    json.member("postgresMajor", state.postgresMajor)
        .member("postgresPort", state.postgresPort)
        .key("brokers")
        .beginArray();
    for (const BrokerPorts& broker : state.brokers) {
        json.beginObject().member("client", broker.client).member("controller", broker.controller);
        json.member("proxyListen", broker.proxyListen)
            .member("proxyAdvertised", broker.proxyAdvertised)
            .endObject();
    }
    json.endArray().endObject();
    return ownedFile(paths.stateFile(), user, 0600, json.take() + "\n");
}

namespace {

core::Error taken(std::string_view key, int port) {
    return failure(ErrorCode::Conflict,
                   fmt::format("{}: port {} on 127.0.0.1 is taken by another program. Stop that "
                               "program, choose another port, or leave the key out so that a free "
                               "one is taken.",
                               key, port));
}

/// The ports that the user asked for by name are taken or the start is refused.
Result<void> takeFixedPorts(PortChooser& ports, StackState& state, const StackOptions& options) {
    for (std::size_t i = 0; options.kafkaPortFixed && i < state.brokers.size(); ++i) {
        const auto port = static_cast<std::uint16_t>(options.kafkaPort + i);
        if (!ports.take(port))
            return taken("stack.kafkaPort", port);
        state.brokers[i].client = port;
    }
    if (options.postgresPortFixed) {
        if (!ports.take(options.postgresPort))
            return taken("stack.postgresPort", options.postgresPort);
        state.postgresPort = options.postgresPort;
    }
    return {};
}

} // namespace

Result<void> chooseIdentity(StackState& state, const StackOptions& options) {
    PortChooser ports;
    const auto beside = [&](int distance) {
        return static_cast<std::uint16_t>(options.kafkaPort == 0 ? 0
                                                                 : options.kafkaPort + distance);
    };
    state.brokers.resize(static_cast<std::size_t>(options.brokers));
    if (auto fixed = takeFixedPorts(ports, state, options); !fixed)
        return fixed;
    int index = 0;
    bool all = true;
    for (BrokerPorts& broker : state.brokers) {
        if (!options.kafkaPortFixed)
            broker.client = ports.choose({broker.client, beside(0 + index)});
        broker.controller = ports.choose({broker.controller, beside(100 + index)});
        broker.proxyListen = ports.choose({broker.proxyListen, beside(200 + index)});
        broker.proxyAdvertised = ports.choose({broker.proxyAdvertised, beside(300 + index)});
        all = all && broker.client != 0 && broker.controller != 0 && broker.proxyListen != 0 &&
              broker.proxyAdvertised != 0;
        ++index;
    }
    if (!options.postgresPortFixed)
        state.postgresPort = ports.choose({state.postgresPort, options.postgresPort});
    if (!all || state.postgresPort == 0)
        return failure(ErrorCode::Rejected,
                       "There are not enough free ports on 127.0.0.1 between 20000 and 32000 for "
                       "the local stack; stop what holds them.");
    if (state.clusterId.empty())
        state.clusterId = newClusterId();
    state.kafkaVersion = kKafkaVersion;
    return {};
}

} // namespace vigia::backend::stack
