#pragma once

#include "core/stock/domain_error.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::stock {

/// Names one field may be written under; the first is the preferred one.
using Aliases = std::initializer_list<std::string_view>;

/// Bounds of a text in characters. A required text must not be blank; an optional blank one counts
/// as absent unless `mayNotBeBlank`.
struct TextRule {
    std::size_t maxLength = 100;
    bool required = false;
    bool mayNotBeBlank = false;
};

struct IntegerRule {
    std::int64_t min = 0;
    std::int64_t max = 2'147'483'647;
    bool required = false;
};

/// A whole number, where it stood in the request and how it was written, for errors that only the
/// state shows.
struct FieldInteger {
    std::int64_t value = 0;
    std::string field;
    JsonValue written;
};

/// Reads the fields of one request and collects everything that is wrong with them. Unknown fields
/// are ignored, null counts as absent. From a query, numbers and flags are read from text.
class FieldReader {
public:
    enum class Source { Body, Query };

    explicit FieldReader(const JsonObject& object, Source source = Source::Body);

    std::optional<std::string> text(Aliases names, const TextRule& rule);
    std::optional<FieldInteger> integer(Aliases names, const IntegerRule& rule);
    /// Above 0 and at most 1,000,000,000,000.00, rounded half up to cents.
    std::optional<Money> price(Aliases names, bool required);
    std::optional<std::string> choice(std::string_view name,
                                      std::span<const std::string_view> values, bool required);

    /// The member that is given under one of the names; CONFLICT is noted when two differ.
    const JsonMember* find(Aliases names);
    [[nodiscard]] std::string_view writtenName(Aliases names) const;
    void note(std::string field, std::string code, std::string message, JsonValue rejected = {});
    [[nodiscard]] bool failed() const { return !m_errors.empty(); }
    [[nodiscard]] DomainError error() && { return validationFailed(std::move(m_errors)); }

private:
    [[nodiscard]] JsonValue asNumber(const JsonValue& value) const;
    const JsonMember* require(Aliases names, bool required);

    const JsonObject& m_object;
    const Source m_source;
    std::vector<FieldError> m_errors;
};

/// Query or form parameters as an object of texts. A repeated name stays repeated: FieldReader
/// refuses it where its values contradict each other.
JsonObject objectFromPairs(const std::vector<std::pair<std::string, std::string>>& pairs);

/// Text of an id in a path that can't belong to any row (empty, too long, control characters,
/// broken UTF-8).
bool isImpossibleId(std::string_view id);

} // namespace vigia::core::stock
