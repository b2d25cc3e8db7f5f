#include "core/load/text_template.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/uuid.h"

#include <fmt/format.h>

#include <charconv>

namespace vigia::core::load {
namespace {

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (const auto part : split(text, ' ')) {
        if (!part.empty())
            words.push_back(part);
    }
    return words;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool isUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
}

void appendUrl(std::string& out, std::string_view cell) {
    for (const char c : cell) {
        if (isUnreserved(c))
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
}

void appendPlain(std::string& out, std::string_view cell) {
    for (const char c : cell)
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
}

void appendCell(std::string& out, const std::string& cell, CellForm form) {
    switch (form) {
    case CellForm::Plain:
        return appendPlain(out, cell);
    case CellForm::Url:
        return appendUrl(out, cell);
    case CellForm::Json:
        break;
    }
    JsonWriter json;
    const std::string quoted = json.value(cell).take();
    out.append(quoted, 1, quoted.size() - 2);
}

} // namespace

Result<TextTemplate::Piece> TextTemplate::cellPlace(const DataTables& data, std::string_view table,
                                                    std::string_view column) {
    const auto found = data.find(table);
    if (found == data.end())
        return failure(ErrorCode::InvalidInput,
                       fmt::format("there is no data '{}': name its file under `data`",
                                   escapedForDisplay(table, 60)));
    const auto at = found->second->column(column);
    if (!at)
        return failure(
            ErrorCode::InvalidInput,
            fmt::format("data '{}' has no column '{}'; it has {}", escapedForDisplay(table, 60),
                        escapedForDisplay(column, 60),
                        escapedForDisplay(
                            fmt::format("{}", fmt::join(found->second->columns(), ", ")), 300)));
    return Piece{.kind = Kind::Cell,
                 .text = {},
                 .from = static_cast<std::int64_t>(*at),
                 .table = found->second};
}

Result<TextTemplate::Piece> TextTemplate::place(std::string_view inside, const DataTables& data) {
    const auto words = wordsOf(inside);
    const auto is = [&](std::string_view name, std::size_t count) {
        return words.size() == count && words[0] == name;
    };
    if (is("n", 1))
        return Piece{.kind = Kind::Number, .text = {}};
    if (is("run", 1))
        return Piece{.kind = Kind::Run, .text = {}};
    if (is("uuid", 1))
        return Piece{.kind = Kind::Uuid, .text = {}};
    if (is("pick", 2))
        return Piece{.kind = Kind::Pick, .text = std::string(words[1])};
    if (is("data", 3))
        return cellPlace(data, words[1], words[2]);
    if (is("random", 3)) {
        const auto from = wholeNumber(words[1]), to = wholeNumber(words[2]);
        if (from && to && *from <= *to)
            return Piece{.kind = Kind::Random, .text = {}, .from = *from, .to = *to};
    }
    return failure(
        ErrorCode::InvalidInput,
        fmt::format("{{{{{}}}}} is no place: there are {{{{n}}}}, {{{{run}}}}, {{{{uuid}}}}, "
                    "{{{{random A B}}}}, {{{{pick NAME}}}} and {{{{data TABLE COLUMN}}}}",
                    escapedForDisplay(inside, 60)));
}

Result<TextTemplate> TextTemplate::parse(std::string_view text, const DataTables& data,
                                         CellForm form) {
    TextTemplate parsed;
    parsed.m_form = form;
    while (!text.empty()) {
        const auto open = text.find("{{");
        if (open != 0)
            parsed.m_pieces.push_back(
                {.kind = Kind::Literal, .text = std::string(text.substr(0, open))});
        if (open == std::string_view::npos)
            break;
        const auto close = text.find("}}", open);
        if (close == std::string_view::npos)
            return failure(ErrorCode::InvalidInput,
                           "a place begins with {{ and does not end with }}");
        auto piece = place(text.substr(open + 2, close - open - 2), data);
        if (!piece)
            return piece.error();
        parsed.m_pieces.push_back(std::move(*piece));
        text.remove_prefix(close + 2);
    }
    return parsed;
}

bool TextTemplate::fill(const TemplateValues& values, std::string& out) const {
    const std::size_t before = out.size();
    for (const auto& piece : m_pieces) {
        switch (piece.kind) {
        case Kind::Literal:
            out += piece.text;
            break;
        case Kind::Number:
            out += std::to_string(values.number);
            break;
        case Kind::Run:
            out += values.run;
            break;
        case Kind::Uuid:
            out += Uuid::random().text();
            break;
        case Kind::Random:
            out += std::to_string(
                std::uniform_int_distribution<std::int64_t>(piece.from, piece.to)(*values.random));
            break;
        case Kind::Cell:
            appendCell(out, piece.table->cell(values.number, static_cast<std::size_t>(piece.from)),
                       m_form);
            break;
        case Kind::Pick: {
            const auto found = values.saved->find(piece.text);
            if (found == values.saved->end() || found->second.empty()) {
                out.resize(before);
                return false;
            }
            const auto last = found->second.size() - 1;
            out +=
                found->second[std::uniform_int_distribution<std::size_t>(0, last)(*values.random)];
            break;
        }
        }
    }
    return true;
}

std::vector<std::string> TextTemplate::picks() const {
    std::vector<std::string> names;
    for (const auto& piece : m_pieces) {
        if (piece.kind == Kind::Pick)
            names.push_back(piece.text);
    }
    return names;
}

} // namespace vigia::core::load
