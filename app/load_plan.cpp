#include "app/load_plan.h"

#include "app/platform_access.h"
#include "app/report_output.h"
#include "backend/config/own_services.h"
#include "backend/host/host_name.h"
#include "backend/host/system_clock.h"
#include "backend/load/load_guard.h"
#include "core/base/uuid.h"

#include <fmt/format.h>

#include <random>
#include <thread>

namespace vigia::app {
namespace {

using namespace core::load;
using backend::load::LoadOptions;
using core::ErrorCode;
using core::failure;
using core::Result;

/// The platform's own certificate is trusted wherever it is met, but shown to nobody else.
backend::http::ClientTls trustOf(const Context& context, const LoadWish& wish) {
    auto trust = backend::config::ownServicesTls(context.config.http);
    trust.caFile = wish.caFile;
    if (!wish.url)
        return trust;
    trust.certFile.clear();
    trust.keyFile.clear();
    trust.trustHint = "name the authority's file with --ca-file";
    trust.certHint = "a load test shows none to a service that is not the platform's";
    return trust;
}

/// The platform's gateway, or the wished service, for requests; the platform's brokers for records.
Result<LoadOptions> optionsOf(const Context& context, const Scenario& scenario,
                              const LoadWish& wish) {
    LoadOptions options{.target = {}, .runId = {}, .progress = {}};
    if (!scenario.requests.empty()) {
        const auto url = wish.url ? Result<std::string>(*wish.url) : gatewayUrl(context);
        const auto target = url ? backend::load::parseTarget(*url) : url.error();
        if (!target)
            return target.error();
        options.target = *target;
        options.target.trust = trustOf(context, wish);
    }
    if (scenario.records) {
        auto client = clusterAccess(context, "");
        if (!client)
            return client.error();
        options.kafka = backend::load::KafkaTarget{.client = std::move(*client)};
    }
    options.seed = wish.seed.value_or(std::random_device{}());
    return options;
}

/// What a run loads is changed by it. A service elsewhere is nobody's cluster.
core::ops::WritePermit permitOf(const Context& context, const Scenario& scenario,
                                const LoadWish& wish) {
    if (wish.url && !scenario.records)
        return {};
    return {ownLock(context), wish.pass};
}

std::string targetText(const Scenario& scenario, const LoadOptions& options) {
    std::string text;
    if (!scenario.requests.empty())
        text = backend::load::targetUrl(options.target);
    if (options.kafka)
        text += (text.empty() ? "kafka " : " and kafka ") + options.kafka->client.servers;
    return text;
}

std::string commandOf(const LoadWish& wish, std::uint64_t seed) {
    std::string command = "vigia load run " + wish.name;
    if (wish.brief)
        command += " --short";
    if (wish.url)
        command += " --url " + *wish.url;
    if (!wish.caFile.empty())
        command += " --ca-file " + wish.caFile;
    return fmt::format("{} --seed {}", command, seed);
}

/// Everything that could make two runs differ.
std::map<std::string, std::string> settingsOf(const Scenario& scenario, const LoadWish& wish,
                                              std::uint64_t seed) {
    std::map<std::string, std::string> all{
        {"command", commandOf(wish, seed)},
        {"seed", std::to_string(seed)},
        {"version", VIGIA_VERSION},
        {"generator host", backend::host::hostName()},
        {"cores of the generator's host", std::to_string(std::thread::hardware_concurrency())},
        {"connections", std::to_string(scenario.connections)},
        {"think", fmt::format("{} ms", scenario.think.count())},
        {"timeout", fmt::format("{} ms", scenario.timeout.count())}};
    if (scenario.records) {
        all["record bytes"] = std::to_string(scenario.records->bytes);
        all["partitions"] = std::to_string(scenario.records->partitions);
        all["producer"] = "idempotent, acks=all";
    }
    return all;
}

} // namespace

double lastsSeconds(const std::vector<Stage>& stages) {
    return secondsOf(durationOf(stages));
}

Result<LoadPlan> planLoad(const Context& context, Scenario scenario, const LoadWish& wish) {
    if (wish.brief && scenario.shortStages.empty())
        return failure(ErrorCode::InvalidInput, "this scenario has no short form");
    if (wish.brief)
        scenario.stages = scenario.shortStages;
    const auto permit = permitOf(context, scenario, wish);
    if (const auto allowed = backend::load::checkLoadable(permit); !allowed)
        return allowed.error();
    auto options = optionsOf(context, scenario, wish);
    if (!options)
        return options.error();
    options->permit = permit;
    options->secrets = knownSecrets(context);
    options->runId = core::Uuid::random().text().substr(0, 8);
    RunHead head{.id = options->runId,
                 .scenario = scenario.name,
                 .title = scenario.title,
                 .target = targetText(scenario, *options),
                 .model = scenario.model,
                 .brief = wish.brief,
                 .begunAt = backend::host::SystemClock().now(),
                 .thresholds = scenario.thresholds,
                 .settings = settingsOf(scenario, wish, options->seed)};
    return LoadPlan{std::move(scenario), std::move(head), std::move(*options)};
}

} // namespace vigia::app
