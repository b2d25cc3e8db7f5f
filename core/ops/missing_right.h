#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::ops {

/// Something of a cluster that we may not look at, so that a list without it is not whole.
struct MissingRight {
    std::string about; ///< `cluster`, `topics`, `groups`
    std::string found; ///< what is not seen because of it
    std::string next;  ///< the grant to ask for

    bool operator==(const MissingRight&) const = default;
};

/// What a look at a cluster saw of it.
struct SeenOfCluster {
    /// What we may do with the cluster itself, as librdkafka names it; absent: the broker does not
    /// tell.
    std::optional<std::vector<std::string>> operations = {};
    std::size_t topics = 0;
    std::size_t groups = 0;
    std::string principal = "User:NAME"; ///< whom to grant it to
};

/// The rights that are missing, as far as a look can know: an empty list where a right may be
/// missing is never taken for "there are none".
std::vector<MissingRight> missingRights(const SeenOfCluster& seen);

/// "Have it granted: kafka-acls.sh …" for one operation on `resource` (`--cluster`, `--group '*'`).
std::string grantSentence(const std::string& principal, const std::string& operation,
                          const std::string& resource);

/// The missing right about `what`; null: none.
const MissingRight* missingRightAbout(const std::vector<MissingRight>& missing,
                                      std::string_view what);

} // namespace vigia::core::ops
