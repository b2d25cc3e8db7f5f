#include "core/ops/missing_right.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

bool may(const SeenOfCluster& seen, std::string_view operation) {
    return !seen.operations || std::find(seen.operations->begin(), seen.operations->end(),
                                         operation) != seen.operations->end();
}

} // namespace

std::string grantSentence(const std::string& principal, const std::string& operation,
                          const std::string& resource) {
    return fmt::format("Have it granted: kafka-acls.sh --add --allow-principal {} --operation {} "
                       "{}",
                       principal, operation, resource);
}

std::vector<MissingRight> missingRights(const SeenOfCluster& seen) {
    std::vector<MissingRight> missing;
    const auto add = [&](const char* about, const char* found, const char* resource) {
        missing.push_back({about, found, grantSentence(seen.principal, "Describe", resource)});
    };
    const bool describes = may(seen, "DESCRIBE");
    if (!describes)
        add("cluster", "we may not describe the cluster, so not all groups are listed",
            "--cluster");
    // Who may alter the cluster sees its topics; nobody else knows whether there are none.
    if (seen.topics == 0 && !(seen.operations && may(seen, "ALTER")))
        add("topics", "none is visible: there are none, or we may not describe them",
            "--topic '*'");
    if (seen.groups == 0 && !describes)
        add("groups", "none is visible: there are none, or we may not describe them",
            "--group '*'");
    return missing;
}

const MissingRight* missingRightAbout(const std::vector<MissingRight>& missing,
                                      std::string_view what) {
    const auto found = std::find_if(missing.begin(), missing.end(),
                                    [what](const auto& each) { return each.about == what; });
    return found == missing.end() ? nullptr : &*found;
}

} // namespace vigia::core::ops
