#pragma once

#include "core/base/result.h"
#include "core/load/data_table.h"

#include <cstdint>
#include <map>
#include <memory>
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

/// Tables of data by the name that a scenario gives them.
using DataTables = std::map<std::string, std::shared_ptr<const DataTable>, std::less<>>;

/// How a cell of data is written where it stands, so that no data can break a request.
enum class CellForm {
    Plain, ///< as it is; control characters become spaces
    Url,   ///< percent-encoded, for paths and queries
    Json   ///< escaped for the inside of a JSON string
};

/// A text with places in double braces: `{{n}}` the arrival's number, `{{run}}` the run's id,
/// `{{uuid}}` a random UUID, `{{random A B}}` a whole number from A to B, `{{pick NAME}}` one of
/// the values that earlier answers saved under NAME, `{{data TABLE COLUMN}}` a cell of the row
/// whose turn it is: all places of a request have the same row. A value type; filling it from one
/// thread at a time.
class TextTemplate {
public:
    /// InvalidInput says which place is wrong.
    static Result<TextTemplate> parse(std::string_view text, const DataTables& data = {},
                                      CellForm form = CellForm::Plain);

    /// Appends the filled text. False when a value to pick was not saved yet; `out` is then as it
    /// was.
    [[nodiscard]] bool fill(const TemplateValues& values, std::string& out) const;
    /// The names that `{{pick NAME}}` wants.
    [[nodiscard]] std::vector<std::string> picks() const;

private:
    enum class Kind { Literal, Number, Run, Uuid, Random, Pick, Cell };
    struct Piece {
        Kind kind = Kind::Literal;
        std::string text; ///< literal, or name to pick
        std::int64_t from = 0;
        std::int64_t to = 0;
        std::shared_ptr<const DataTable> table = {}; ///< with its column in `from`
    };
    static Result<Piece> place(std::string_view inside, const DataTables& data);
    static Result<Piece> cellPlace(const DataTables& data, std::string_view table,
                                   std::string_view column);

    std::vector<Piece> m_pieces;
    CellForm m_form = CellForm::Plain;
};

} // namespace vigia::core::load
