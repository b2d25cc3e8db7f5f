#pragma once

#include "backend/load/request_writer.h"
#include "core/base/json.h"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace vigia::backend::load {

/// What answers said that later requests pick from: 10,000 values of a name at most. One thread.
class SavedValues {
public:
    /// Takes the values that the plan saves.
    void take(const core::load::RequestPlan& plan, const std::string& body,
              std::mt19937_64& random);
    [[nodiscard]] const auto& all() const { return m_saved; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_saved;
};

/// The value in a JSON answer at `data.stockId`: members by name, from the outside in.
[[nodiscard]] const core::JsonValue* valueInside(const core::JsonValue& answer,
                                                 std::string_view path);

/// Makes the bytes of requests from a scenario's plans, drawn by their weights. One thread.
class RequestMaker {
public:
    /// `plans` and `writer` outlive it.
    RequestMaker(const std::vector<core::load::RequestPlan>& plans, RequestWriter& writer,
                 SavedValues saved, std::uint64_t seed);

    /// Puts request `number` into `out` and returns the index of its plan. A plan whose values to
    /// pick are not there yet gives way to the next; nothing when none can be filled.
    std::optional<std::size_t> make(std::uint64_t number, RequestBytes& out);
    /// Takes the values that the plan saves from an answer.
    void takeAnswer(std::size_t plan, const std::string& body);
    [[nodiscard]] const SavedValues& saved() const { return m_saved; }

private:
    const std::vector<core::load::RequestPlan>& m_plans;
    RequestWriter& m_writer;
    std::mt19937_64 m_random;
    std::discrete_distribution<std::size_t> m_draw;
    SavedValues m_saved;
};

} // namespace vigia::backend::load
