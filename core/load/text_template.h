#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::load {

/// What fills the places of a text.
struct TemplateValues {
    std::string run;      ///< the run's id: makes names of this run
    std::uint64_t number; ///< of the arrival, from 0
    std::mt19937_64* random;
    const std::map<std::string, std::vector<std::string>, std::less<>>* saved; ///< by name
};

/// A text with places in double braces: `{{n}}` the arrival's number, `{{run}}` the run's id,
/// `{{uuid}}` a random UUID, `{{random A B}}` a whole number from A to B, `{{pick NAME}}` one of
/// the values that earlier answers saved under NAME. A value type; filling it from one thread at a
/// time.
class TextTemplate {
public:
    /// InvalidInput says which place is wrong.
    static Result<TextTemplate> parse(std::string_view text);

    /// Appends the filled text. False when a value to pick was not saved yet; `out` is then as it
    /// was.
    [[nodiscard]] bool fill(const TemplateValues& values, std::string& out) const;
    /// The names that `{{pick NAME}}` wants.
    [[nodiscard]] std::vector<std::string> picks() const;

private:
    enum class Kind { Literal, Number, Run, Uuid, Random, Pick };
    struct Piece {
        Kind kind = Kind::Literal;
        std::string text; ///< literal, or name to pick
        std::int64_t from = 0;
        std::int64_t to = 0;
    };
    static Result<Piece> place(std::string_view inside);

    std::vector<Piece> m_pieces;
};

} // namespace vigia::core::load
