#include "app/commands/commands.h"
#include "app/commands/offset_plan.h"
#include "app/platform_access.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/cluster_sampler.h"
#include "backend/postgres/offset_admin.h"
#include "backend/postgres/transaction.h"
#include "backend/stock/analytics.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/ops/text_table.h"

#include <cstdio>

#include <fmt/format.h>
#include <pqxx/pqxx>

namespace vigia::app {
namespace {

using backend::postgres::Schema;
using backend::postgres::StoredOffset;
using core::Result;

constexpr const char* kOwnGroups[] = {backend::stock::kAnalyticsGroup};

Result<std::vector<StoredOffset>> storedOffsets(backend::postgres::Pool& pool) {
    return backend::postgres::inTransaction(
        pool, "offsets.list", [](pqxx::work& tx) -> Result<std::vector<StoredOffset>> {
            std::vector<StoredOffset> all;
            for (const auto* group : kOwnGroups) {
                auto rows = backend::postgres::readOffsets(tx, Schema::Stock, group);
                all.insert(all.end(), rows.begin(), rows.end());
            }
            return all;
        });
}

int listOffsets(const Context& context, const Parsed& parsed) {
    const auto access = platformAccess(context);
    if (!access)
        return reportError(access.error());
    const auto pool = commandPool(*access);
    const auto rows = storedOffsets(*pool);
    if (!rows)
        return reportError(rows.error());
    core::JsonWriter json;
    json.beginArray();
    core::ops::TextTable table({"Group", "Topic", "Partition", "Next offset", "Owner"},
                               {false, false, true, true, false});
    for (const auto& row : *rows) {
        json.beginObject().member("group", row.key.group).member("topic", row.key.topic);
        json.member("partition", row.key.partition).member("nextOffset", row.nextOffset);
        json.member("owner", row.owner).endObject();
        table.add({row.key.group, row.key.topic, std::to_string(row.key.partition),
                   std::to_string(row.nextOffset), row.owner});
    }
    json.endArray();
    std::fputs(parsed.json() ? (json.text() + "\n").c_str() : table.text().c_str(), stdout);
    return kOk;
}

Result<std::vector<OffsetStep>> plan(const Context& context, const PlatformAccess& access,
                                     backend::postgres::Pool& pool, const OffsetWish& wish) {
    const auto stored = storedOffsets(pool);
    if (!stored)
        return stored.error();
    auto client = clusterAccess(context, "");
    if (!client)
        return client.error();
    client->servers = access.kafka;
    const backend::host::SystemClock clock;
    backend::kafka::ClusterSampler sampler({.cluster = backend::config::kOwnCluster,
                                            .client = *client,
                                            .interval = std::chrono::seconds(10)},
                                           clock);
    const auto sample = sampler.sample();
    return sample ? planOffsets(wish, *stored, *sample)
                  : Result<std::vector<OffsetStep>>(sample.error());
}

/// PostgreSQL first, as the engine goes by it: the owner is fenced, notices at its next settlement
/// (a blocked partition within 5 s), claims anew and commits to Kafka what it finds.
Result<void> apply(backend::postgres::Pool& pool, const std::vector<OffsetStep>& steps,
                   const core::ops::WritePermit& permit) {
    std::vector<backend::postgres::OffsetMove> moves;
    for (const auto& step : steps)
        moves.push_back({step.key, step.to, step.topicId});
    return backend::postgres::moveOffsets(pool, Schema::Stock, moves, permit);
}

void print(const std::vector<OffsetStep>& steps, bool done, bool asJson) {
    core::JsonWriter json;
    json.beginObject().member("done", done).key("partitions").beginArray();
    core::ops::TextTable table({"Topic", "Partition", "From", "To"}, {false, true, true, true});
    for (const auto& step : steps) {
        json.beginObject().member("topic", step.key.topic).member("partition", step.key.partition);
        json.member("from", step.from).member("to", step.to).endObject();
        table.add({step.key.topic, std::to_string(step.key.partition), std::to_string(step.from),
                   std::to_string(step.to)});
    }
    json.endArray().endObject();
    if (asJson) {
        std::puts(json.text().c_str());
        return;
    }
    std::fputs(table.text().c_str(), stdout);
    std::puts(done ? "Done; the group goes on from there with the next record of the partition, or "
                     "when its worker restarts."
                   : "Nothing was changed; repeat with --yes to do it.");
}

/// `stock-audit-logs/0 at 120, stock-audit-logs/1 at 97`.
std::string offsetsText(const std::vector<OffsetStep>& steps) {
    std::string text;
    for (const auto& step : steps)
        text += fmt::format("{}{}/{} at {}", text.empty() ? "" : ", ", step.key.topic,
                            step.key.partition, step.from);
    return text;
}

int resetOffsets(const Context& context, const Parsed& parsed) {
    const OffsetWish wish{parsed.option("group"), parsed.option("topic"),
                          parsed.option("to", "earliest"), parsed.option("partition")};
    if (const auto good = checkWish(wish); !good)
        return reportError(good.error());
    const auto access = platformAccess(context);
    if (!access)
        return reportError(access.error());
    const auto pool = commandPool(*access);
    const auto steps = plan(context, *access, *pool, wish);
    if (!steps)
        return reportError(steps.error());
    const bool doIt = parsed.has("yes");
    if (doIt) {
        *context.before = offsetsText(*steps);
        if (const auto done = apply(*pool, *steps, {ownLock(context), passOf(parsed)}); !done)
            return reportError(done.error());
    }
    print(*steps, doIt, parsed.json());
    return kOk;
}

} // namespace

std::vector<Command> offsetsCommands() {
    return {
        {"offsets list",
         "Show the offsets that the platform's own groups keep in PostgreSQL",
         "offsets list --json",
         {},
         {},
         listOffsets},
        {"offsets reset",
         "Move a platform's own group on a topic; without --yes only show what would change",
         "offsets reset --group analytics-consumer-group --topic stock-audit-logs --to earliest",
         {},
         {{"--group", "GROUP", "a group of the platform", false},
          {"--topic", "TOPIC", "physical name of the topic", false},
          {"--partition", "N", "one partition only", false},
          {"--to", "WHERE", "earliest (default), latest or an offset", false},
          {"--yes", "", "really do it", false}},
         resetOffsets,
         Changes::WithYes},
    };
}

} // namespace vigia::app
