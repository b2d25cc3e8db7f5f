#include "backend/load/request_maker.h"

#include "core/base/text.h"

namespace vigia::backend::load {
namespace {

using core::load::RequestPlan;

constexpr std::size_t kMostSaved = 10'000;
constexpr std::size_t kMostSavedLength = 300;

std::vector<double> weightsOf(const std::vector<RequestPlan>& plans) {
    std::vector<double> weights;
    for (const auto& plan : plans)
        weights.push_back(plan.weight);
    return weights;
}

} // namespace

const core::JsonValue* valueInside(const core::JsonValue& answer, std::string_view path) {
    const core::JsonValue* value = &answer;
    for (const auto name : core::split(path, '.')) {
        value = value->find(name);
        if (value == nullptr)
            return nullptr;
    }
    return value;
}

RequestMaker::RequestMaker(const std::vector<RequestPlan>& plans, RequestWriter& writer,
                           SavedValues saved, std::uint64_t seed)
    : m_plans(plans), m_writer(writer), m_random(seed), m_saved(std::move(saved)) {
    const auto weights = weightsOf(plans);
    m_draw = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
}

std::optional<std::size_t> RequestMaker::make(std::uint64_t number, RequestBytes& out) {
    const std::size_t drawn = m_draw(m_random);
    const core::load::TemplateValues values{m_writer.address().runId, number, &m_random,
                                            &m_saved.all()};
    for (std::size_t i = 0; i < m_plans.size(); ++i) {
        const std::size_t plan = (drawn + i) % m_plans.size();
        out.clear();
        if (m_writer.write(m_plans[plan], values, out))
            return plan;
    }
    return std::nullopt;
}

void RequestMaker::takeAnswer(std::size_t plan, const std::string& body) {
    m_saved.take(m_plans[plan], body, m_random);
}

void SavedValues::take(const RequestPlan& plan, const std::string& body, std::mt19937_64& random) {
    const auto answer = core::parseJson(body);
    if (!answer)
        return;
    for (const auto& [name, path] : plan.save) {
        const auto* value = valueInside(*answer, path);
        const auto text = value == nullptr               ? std::string()
                          : value->asString() != nullptr ? *value->asString()
                                                         : value->text();
        if (text.empty() || text.size() > kMostSavedLength || core::hasControlCharacters(text))
            continue;
        auto& known = m_saved[name];
        if (known.size() < kMostSaved)
            known.push_back(text);
        else
            known[std::uniform_int_distribution<std::size_t>(0, kMostSaved - 1)(random)] = text;
    }
}

} // namespace vigia::backend::load
