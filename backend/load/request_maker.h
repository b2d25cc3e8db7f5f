#pragma once

#include "core/load/scenario.h"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace vigia::backend::load {

/// Makes the bytes of requests from a scenario's plans, drawn by their weights. One thread.
class RequestMaker {
public:
    /// `plans` outlives it. `authority` goes into Host, `prefix` before every path.
    RequestMaker(const std::vector<core::load::RequestPlan>& plans, std::string authority,
                 std::string prefix, std::string runId, std::uint64_t seed);

    /// Puts request `number` into `out` and returns the index of its plan. A plan whose values to
    /// pick are not there yet gives way to the next; nothing when none can be filled.
    std::optional<std::size_t> make(std::uint64_t number, std::string& out);
    /// Takes the values that the plan saves from an answer; at most 10,000 of a name are kept.
    void takeAnswer(std::size_t plan, const std::string& body);

private:
    bool fill(const core::load::RequestPlan& plan, std::uint64_t number, std::string& out);

    const std::vector<core::load::RequestPlan>& m_plans;
    const std::string m_authority, m_prefix, m_runId;
    std::mt19937_64 m_random;
    std::discrete_distribution<std::size_t> m_draw;
    std::map<std::string, std::vector<std::string>, std::less<>> m_saved;
    std::string m_body; ///< room that is used again
};

} // namespace vigia::backend::load
