#pragma once

#include "core/ops/console_snapshot.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace vigia::core::ops {

/// Waits for a group to have read everything that was there when the waiting began, so that it also
/// ends while records go on coming. Used by one thread.
class CaughtUp {
public:
    struct Progress {
        bool done = false;
        std::int64_t records = 0; ///< still to be read, as far as known
        int partitions = 0;       ///< that are not through
        std::string sentence;     ///< "1,284 records on 2 partitions are still to be read"
    };

    /// Takes a look at the group. The first fixes for each partition up to where it has to come; a
    /// partition that appears later counts from its own first look.
    Progress take(const GroupRow& group);

private:
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> m_targets;
};

} // namespace vigia::core::ops
