#include "backend/load/load_guard.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::load {

core::Result<void> checkLoadable(const core::ops::WritePermit& permit) {
    const auto& lock = permit.lock;
    const bool guarded = lock.readOnly || lock.tag == "prod";
    if (!guarded || core::ops::checkPass(lock.cluster, permit.pass))
        return {};
    const std::string name = core::escapedForDisplay(lock.cluster, 80);
    const std::string what = lock.readOnly ? core::ops::readOnlySentence(lock.cluster, lock.tag)
                                           : name + " is production";
    return core::failure(
        core::ErrorCode::Rejected,
        fmt::format("{}: a load test takes the cluster's own name and a reason, --unlock {} "
                    "--reason TEXT on the command line",
                    what, name));
}

} // namespace vigia::backend::load
