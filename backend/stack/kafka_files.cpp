#include "backend/stack/kafka_files.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

/// It makes the class archive when it ends in order for the first time.
constexpr int kArchiveMaker = 1;

constexpr const char* kSettings = R"(process.roles=broker,controller
controller.listener.names=CONTROLLER
inter.broker.listener.name=CLIENT
listener.security.protocol.map=CLIENT:PLAINTEXT,PROXY:PLAINTEXT,CONTROLLER:PLAINTEXT
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
offsets.topic.num.partitions=4
transaction.state.log.num.partitions=4
share.coordinator.state.topic.num.partitions=4
num.network.threads=2
num.io.threads=4
log.cleaner.dedupe.buffer.size=16777216
)";

std::string quorumVoters(const StackState& state) {
    std::string voters;
    for (std::size_t i = 0; i < state.brokers.size(); ++i)
        voters +=
            fmt::format("{}{}@127.0.0.1:{}", i == 0 ? "" : ",", i + 1, state.brokers[i].controller);
    return voters;
}

const BrokerPorts& portsOf(const BrokerPlan& plan) {
    return plan.state.brokers[static_cast<std::size_t>(plan.id - 1)];
}

std::vector<std::pair<std::string, std::string>> plainEnvironment(const StackPaths& paths) {
    return {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
            {"HOME", paths.data.string()},
            {"LANG", "C.UTF-8"},
            {"TZ", "UTC"}};
}

Command javaCommand(const BrokerPlan& plan, std::vector<std::string> options,
                    const std::string& mainClass, std::vector<std::string> arguments) {
    Command command;
    command.argv = {plan.tools.java.string()};
    std::move(options.begin(), options.end(), std::back_inserter(command.argv));
    command.argv.insert(command.argv.end(),
                        {"-cp", plan.tools.kafkaJars.string() + "/*", mainClass});
    std::move(arguments.begin(), arguments.end(), std::back_inserter(command.argv));
    command.environment = plainEnvironment(plan.paths);
    command.workingFolder = plan.paths.data.string();
    command.asServiceUser = true;
    return command;
}

PreparationStep formatStep(const BrokerPlan& plan) {
    const std::string file = plan.paths.brokerConfiguration(plan.id).string();
    return {"formatting",
            javaCommand(plan, {"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"},
                        "kafka.tools.StorageTool",
                        {"format", "-t", plan.state.clusterId, "-c", file, "--ignore-formatted"}),
            {}};
}

bool makesArchive(const BrokerPlan& plan) {
    std::error_code error;
    return plan.useArchive && plan.id == kArchiveMaker &&
           !fs::exists(classArchive(plan.paths, plan.tools), error);
}

Command brokerCommand(const BrokerPlan& plan) {
    // C1 alone: C2 costs the three JVMs about half of the CPU of their first minute, and has earned
    // it back only after it (README.md).
    std::vector<std::string> options{"-Xmx384m",
                                     "-Xms128m",
                                     "-XX:+UseSerialGC",
                                     "-XX:TieredStopAtLevel=1",
                                     "-XX:+ExitOnOutOfMemoryError",
                                     "-Djava.awt.headless=true"};
    const fs::path archive = classArchive(plan.paths, plan.tools);
    std::error_code error;
    if (plan.useArchive && fs::exists(archive, error))
        options.push_back("-XX:SharedArchiveFile=" + archive.string());
    else if (makesArchive(plan))
        options.push_back("-XX:ArchiveClassesAtExit=" + archive.string() + ".new");
    options.push_back("-Dlog4j2.configurationFile=" +
                      (plan.paths.configuration() / "log4j2.xml").string());
    options.push_back("-Dvigia.log.file=" +
                      plan.paths.logOf(fmt::format("broker-{}", plan.id)).string());
    return javaCommand(plan, std::move(options), "kafka.Kafka",
                       {plan.paths.brokerConfiguration(plan.id).string()});
}

} // namespace

std::string propertyText(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        unsigned point = length == 1 ? byte : byte & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        i += length;
        if (length == 1 && byte != '\\')
            out += static_cast<char>(byte);
        else if (point < 0x10000)
            out += fmt::format("\\u{:04x}", point);
        else
            out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((point - 0x10000) >> 10),
                               0xDC00 + ((point - 0x10000) & 0x3FF));
    }
    return out;
}

std::string brokerProperties(const BrokerPlan& plan) {
    const BrokerPorts& ports = portsOf(plan);
    const int copies = plan.state.brokers.size() >= 3 ? 3 : 1;
    const int inSync = copies == 3 ? 2 : 1;
    std::string text = kSettings;
    text +=
        fmt::format("node.id={}\ncontroller.quorum.voters={}\n", plan.id, quorumVoters(plan.state));
    text += fmt::format(
        "listeners=CLIENT://127.0.0.1:{},PROXY://127.0.0.1:{},CONTROLLER://127.0.0.1:{}\n",
        ports.client, ports.proxyListen, ports.controller);
    text += fmt::format("advertised.listeners=CLIENT://127.0.0.1:{},PROXY://127.0.0.1:{}\n",
                        ports.client, ports.proxyAdvertised);
    text += fmt::format("log.dirs={}\n", propertyText(plan.paths.brokerData(plan.id).string()));
    text += fmt::format("default.replication.factor={0}\noffsets.topic.replication.factor={0}"
                        "\ntransaction.state.log.replication.factor={0}\n"
                        "share.coordinator.state.topic.replication.factor={0}\n",
                        copies);
    text += fmt::format("min.insync.replicas={0}\ntransaction.state.log.min.isr={0}\nshare."
                        "coordinator.state.topic.min.isr={0}\n",
                        inSync);
    return text;
}

ProcessSpec brokerSpec(const BrokerPlan& plan) {
    const BrokerPorts& ports = portsOf(plan);
    ProcessSpec spec;
    spec.name = fmt::format("broker-{}", plan.id);
    spec.title = fmt::format("Broker {}", plan.id);
    spec.kind = ProcessKind::Broker;
    std::error_code error;
    if (!fs::exists(plan.paths.brokerData(plan.id) / "meta.properties", error))
        spec.preparation.push_back(formatStep(plan));
    spec.command = brokerCommand(plan);
    spec.readiness = {Readiness::Kind::KafkaBroker, ports.client, plan.id, {}};
    // Together, while the controllers still have a quorum that lets each broker go: one that stays
    // registered holds up the next start for its session time-out.
    spec.stopStage = makesArchive(plan) ? 1 : 2;
    spec.stopPatience = std::chrono::seconds(makesArchive(plan) ? 60 : 15);
    if (!makesArchive(plan)) {
        spec.stopQuorum = static_cast<int>(plan.state.brokers.size()) / 2 + 1;
        spec.stoppedMarker = (plan.paths.brokerData(plan.id) / ".kafka_cleanshutdown").string();
    }
    spec.logFile = plan.paths.logOf(spec.name + "-output").string();
    spec.ownLogFile = plan.paths.logOf(spec.name).string();
    spec.diskFolder = plan.paths.brokerData(plan.id).string();
    spec.ports = {ports.client, ports.controller, ports.proxyListen};
    return spec;
}

fs::path classArchive(const StackPaths& paths, const StackTools& tools) {
    return paths.data / fmt::format("classes-{}.jsa", tools.jarsFingerprint);
}

Result<void> checkBrokerFolder(const StackPaths& paths, const StackState& state, int id) {
    const fs::path folder = paths.brokerData(id);
    const fs::path file = folder / "meta.properties";
    std::error_code error;
    if (!fs::exists(folder, error) || fs::is_empty(folder, error))
        return {};
    const auto text = core::readFile(file);
    const std::string next =
        "Restore it from a copy, or throw the data away with `vigia stack reset`.";
    if (!text)
        return failure(
            ErrorCode::Corrupt,
            fmt::format(
                "The data folder of broker {} is broken: {} is missing or can't be read. {}", id,
                file.string(), next));
    if (text->find("cluster.id=" + state.clusterId) == std::string::npos ||
        text->find(fmt::format("node.id={}\n", id)) == std::string::npos)
        return failure(ErrorCode::Corrupt, fmt::format("The data folder of broker {} is broken: {} "
                                                       "belongs to another cluster or broker. {}",
                                                       id, file.string(), next));
    return {};
}

} // namespace vigia::backend::stack
