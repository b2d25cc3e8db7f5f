#include "core/view/filter_completion.h"

#include "core/base/text.h"
#include "core/view/filter_token.h"

#include <algorithm>

namespace vigia::core::view {
namespace {

using Token = FilterToken;
using Kind = FilterToken::Kind;
using Completion = FilterCompletion;

constexpr std::size_t kMostSuggestions = 40;

/// What may come next after the tokens before the cursor.
enum class Expected { Condition, AfterWord, Value, ListValue, AfterCondition };

struct Place {
    Expected expected = Expected::Condition;
    std::optional<std::size_t> column;
};

bool isWordToken(const Token& token) {
    return token.kind == Kind::Word || token.kind == Kind::Quoted;
}

std::optional<std::size_t> columnNamed(std::string_view name, std::span<const Column> columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (equalsIgnoreCase(columns[i].id, name))
            return i;
    }
    return std::nullopt;
}

/// Walks over the tokens before the cursor as a small state machine; it forgives mistakes.
class Walk {
public:
    explicit Walk(std::span<const Column> columns) : m_columns(columns) {}

    void step(const Token& token) {
        if (m_inList)
            return stepInList(token);
        if (token.kind == Kind::Operator) {
            m_place.expected = Expected::Value;
        } else if (token.kind == Kind::Word && equalsIgnoreCase(token.text, "in")) {
            m_inList = true;
            m_place.expected = Expected::AfterCondition;
        } else if (token.kind == Kind::Close) {
            m_place.expected = Expected::AfterCondition;
        } else if (!isWordToken(token) ||
                   (token.kind == Kind::Word && isFilterKeyword(token.text))) {
            m_place = {Expected::Condition, m_place.column};
        } else if (m_place.expected == Expected::Value) {
            m_place.expected = Expected::AfterCondition;
        } else {
            m_place.column = columnNamed(token.text, m_columns);
            m_place.expected = m_place.column ? Expected::AfterWord : Expected::AfterCondition;
        }
    }

    [[nodiscard]] Place place() const { return m_place; }

private:
    void stepInList(const Token& token) {
        m_place.expected = token.kind == Kind::Open || token.kind == Kind::Comma
                               ? Expected::ListValue
                               : Expected::AfterCondition;
        m_inList = token.kind != Kind::Close;
    }

    std::span<const Column> m_columns;
    Place m_place;
    bool m_inList = false;
};

/// Collects what begins like the word at the cursor.
class Suggestions {
public:
    Suggestions(std::string prefix, std::size_t from, std::size_t to)
        : m_prefix(lowered(prefix)), m_from(from), m_to(to) {}

    void add(Completion::Kind kind, std::string_view text, bool anywhere = false) {
        const auto at = lowered(text).find(m_prefix);
        const bool fits = at == 0 || (anywhere && at != std::string::npos);
        if (fits && m_found.size() < kMostSuggestions)
            m_found.push_back({kind, std::string(text), m_from, m_to});
    }
    std::vector<Completion> take() { return std::move(m_found); }

private:
    std::string m_prefix;
    std::size_t m_from;
    std::size_t m_to;
    std::vector<Completion> m_found;
};

void addValues(Suggestions& out, std::size_t column, const ColumnValues& values) {
    for (const auto& value : values ? values(column) : std::vector<std::string>())
        out.add(Completion::Kind::Literal, quotedForFilter(value), true);
}

void addOperators(Suggestions& out, ColumnKind kind) {
    static constexpr std::string_view kForText[] = {"=", "!=", "~", "!~", "in (", "not in ("};
    static constexpr std::string_view kForNumbers[] = {">", "<", ">=", "<=", "=", "!="};
    const auto all = isTextual(kind) ? std::span<const std::string_view>(kForText)
                                     : std::span<const std::string_view>(kForNumbers);
    for (const auto text : all)
        out.add(Completion::Kind::Operator, text);
}

void addFor(const Place& place, Suggestions& out, std::span<const Column> columns,
            const ColumnValues& values) {
    if (place.expected == Expected::AfterWord)
        return addOperators(out, columns[*place.column].kind);
    if (place.expected == Expected::Value || place.expected == Expected::ListValue) {
        if (place.column)
            addValues(out, *place.column, values);
        return;
    }
    if (place.expected == Expected::AfterCondition) {
        out.add(Completion::Kind::Keyword, "and");
        out.add(Completion::Kind::Keyword, "or");
        return;
    }
    for (const auto& column : columns) {
        if (column.kind != ColumnKind::Spark)
            out.add(Completion::Kind::Column, column.id);
    }
    out.add(Completion::Kind::Keyword, "not");
}

} // namespace

std::vector<FilterCompletion> completeFilter(std::string_view text, std::size_t cursor,
                                             std::span<const Column> columns,
                                             const ColumnValues& values) {
    const std::string_view before =
        text.substr(0, std::min({cursor, text.size(), kMaxFilterBytes}));
    auto scanned = filterTokens(before);
    auto& tokens = scanned.tokens;
    tokens.pop_back(); // End
    const bool typing = !tokens.empty() && tokens.back().kind == Kind::Word &&
                        tokens.back().position + tokens.back().length == before.size();
    if (scanned.error)
        return {};
    Token current{Kind::Word, "", before.size(), 0};
    if (typing) {
        current = tokens.back();
        tokens.pop_back();
    }
    Walk walk(columns);
    for (const auto& token : tokens)
        walk.step(token);
    Suggestions out(current.text, current.position, before.size());
    addFor(walk.place(), out, columns, values);
    return out.take();
}

} // namespace vigia::core::view
