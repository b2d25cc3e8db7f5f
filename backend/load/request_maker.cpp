#include "backend/load/request_maker.h"

#include "core/base/json.h"
#include "core/base/text.h"

namespace vigia::backend::load {
namespace {

using core::load::RequestPlan;

constexpr std::size_t kMostSaved = 10'000;
constexpr std::size_t kMostSavedLength = 300;

/// `data.stockId`: members by name, from the outside in.
const core::JsonValue* inside(const core::JsonValue& answer, std::string_view path) {
    const core::JsonValue* value = &answer;
    for (const auto name : core::split(path, '.')) {
        value = value->find(name);
        if (value == nullptr)
            return nullptr;
    }
    return value;
}

std::vector<double> weightsOf(const std::vector<RequestPlan>& plans) {
    std::vector<double> weights;
    for (const auto& plan : plans)
        weights.push_back(plan.weight);
    return weights;
}

bool hasBody(const std::string& method) {
    return method == "POST" || method == "PUT" || method == "PATCH";
}

} // namespace

RequestMaker::RequestMaker(const std::vector<RequestPlan>& plans, std::string authority,
                           std::string prefix, std::string runId, std::uint64_t seed)
    : m_plans(plans), m_authority(std::move(authority)), m_prefix(std::move(prefix)),
      m_runId(std::move(runId)), m_random(seed) {
    const auto weights = weightsOf(plans);
    m_draw = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
}

std::optional<std::size_t> RequestMaker::make(std::uint64_t number, std::string& out) {
    const std::size_t drawn = m_draw(m_random);
    for (std::size_t i = 0; i < m_plans.size(); ++i) {
        const std::size_t plan = (drawn + i) % m_plans.size();
        out.clear();
        if (fill(m_plans[plan], number, out))
            return plan;
    }
    return std::nullopt;
}

bool RequestMaker::fill(const RequestPlan& plan, std::uint64_t number, std::string& out) {
    const core::load::TemplateValues values{m_runId, number, &m_random, &m_saved};
    out += plan.method + " " + m_prefix;
    if (!plan.path.fill(values, out))
        return false;
    out += " HTTP/1.1\r\nHost: " + m_authority + "\r\n";
    for (const auto& [name, value] : plan.headers) {
        out += name + ": ";
        if (!value.fill(values, out))
            return false;
        out += "\r\n";
    }
    m_body.clear();
    if (plan.body) {
        if (!plan.body->fill(values, m_body))
            return false;
        const bool typed =
            std::any_of(plan.headers.begin(), plan.headers.end(), [](const auto& header) {
                return core::equalsIgnoreCase(header.first, "content-type");
            });
        if (!typed)
            out += "Content-Type: application/json\r\n";
    }
    if (!m_body.empty() || hasBody(plan.method))
        out += "Content-Length: " + std::to_string(m_body.size()) + "\r\n";
    out += "\r\n";
    out += m_body;
    return true;
}

void RequestMaker::takeAnswer(std::size_t plan, const std::string& body) {
    const auto answer = core::parseJson(body);
    if (!answer)
        return;
    for (const auto& [name, path] : m_plans[plan].save) {
        const auto* value = inside(*answer, path);
        const auto text = value == nullptr               ? std::string()
                          : value->asString() != nullptr ? *value->asString()
                                                         : value->text();
        if (text.empty() || text.size() > kMostSavedLength || core::hasControlCharacters(text))
            continue;
        auto& known = m_saved[name];
        if (known.size() < kMostSaved)
            known.push_back(text);
        else
            known[std::uniform_int_distribution<std::size_t>(0, kMostSaved - 1)(m_random)] = text;
    }
}

} // namespace vigia::backend::load
