#include "core/base/text.h"
#include "core/view/filter.h"
#include "core/view/filter_node.h"
#include "core/view/filter_token.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace vigia::core::view {
namespace {

using Token = FilterToken;
using Kind = FilterToken::Kind;

constexpr int kPatternMemory = 1 << 20;
constexpr std::size_t kMaxPatternBytes = 500;

FilterNode joined(FilterNode::Kind kind, std::vector<FilterNode> parts) {
    if (parts.size() == 1)
        return std::move(parts.front());
    FilterNode node;
    node.kind = kind;
    node.children = std::move(parts);
    return node;
}

FilterNode inverted(FilterNode inner) {
    FilterNode node;
    node.kind = FilterNode::Kind::Not;
    node.children.push_back(std::move(inner));
    return node;
}

/// Recursive descent: list (commas) → or → and → not → condition. The first mistake ends it.
class Parser {
public:
    Parser(std::vector<Token> tokens, std::span<const Column> columns)
        : m_tokens(std::move(tokens)), m_columns(columns) {}

    ParsedFilter run() {
        FilterNode root = list();
        if (!m_error && peek().kind != Kind::End)
            fail(peek(), "This closing parenthesis has no opening one.");
        if (m_error)
            return {nullptr, std::move(m_error)};
        return {std::make_shared<Filter>(std::make_shared<const FilterNode>(std::move(root))), {}};
    }

private:
    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    const Token& take() {
        const Token& token = peek();
        m_at = std::min(m_at + 1, m_tokens.size() - 1);
        return token;
    }
    [[nodiscard]] bool isWord(std::string_view keyword, std::size_t ahead = 0) const {
        return peek(ahead).kind == Kind::Word && equalsIgnoreCase(peek(ahead).text, keyword);
    }
    void fail(const Token& token, std::string message) {
        if (!m_error)
            m_error = FilterError{token.position, token.length, std::move(message)};
    }

    FilterNode list() {
        std::vector<FilterNode> parts;
        do {
            parts.push_back(anyOf());
        } while (!m_error && peek().kind == Kind::Comma && (take(), true));
        return joined(FilterNode::Kind::And, std::move(parts));
    }

    FilterNode anyOf() {
        std::vector<FilterNode> parts;
        do {
            parts.push_back(allOf());
        } while (!m_error && isWord("or") && (take(), true));
        return joined(FilterNode::Kind::Or, std::move(parts));
    }

    /// Conditions beside each other hold together, with or without `and`.
    FilterNode allOf() {
        std::vector<FilterNode> parts;
        do {
            if (isWord("and") && !parts.empty())
                take();
            parts.push_back(unary());
        } while (!m_error && continues());
        return joined(FilterNode::Kind::And, std::move(parts));
    }

    [[nodiscard]] bool continues() const {
        const Kind kind = peek().kind;
        return kind != Kind::End && kind != Kind::Close && kind != Kind::Comma && !isWord("or");
    }

    FilterNode unary() {
        if (++m_depth > kMaxFilterDepth)
            fail(peek(),
                 fmt::format("More than {} levels deep: make it flatter.", kMaxFilterDepth));
        FilterNode node = m_error ? FilterNode{} : unaryInside();
        --m_depth;
        return node;
    }

    FilterNode unaryInside() {
        if (peek().kind == Kind::Not || isWord("not")) {
            take();
            return inverted(unary());
        }
        if (peek().kind != Kind::Open)
            return condition();
        const Token open = take();
        FilterNode inner = list();
        if (peek().kind == Kind::Close)
            take();
        else
            fail(open, "The parenthesis that begins here isn't closed.");
        return inner;
    }

    FilterNode condition() {
        if (++m_terms > kMaxFilterTerms)
            fail(peek(), fmt::format("More than {} conditions.", kMaxFilterTerms));
        const Token& first = peek();
        if (first.kind == Kind::End)
            fail(first, "A condition is missing here, such as lag > 1000.");
        else if (first.kind != Kind::Word && first.kind != Kind::Quoted)
            fail(first, fmt::format("“{}” can't begin a condition.", first.text));
        else if (first.kind == Kind::Word && (isWord("and") || isWord("or") || isWord("in")))
            fail(first, fmt::format("A condition is missing before “{}”.", first.text));
        if (m_error)
            return {};
        const Token& next = peek(1);
        const bool compares =
            next.kind == Kind::Operator || isWord("in", 1) || (isWord("not", 1) && isWord("in", 2));
        return compares ? comparison() : bareWord();
    }

    FilterNode bareWord() {
        const Token token = take();
        if (token.kind == Kind::Word && find(token.text))
            fail(token, fmt::format("“{0}” needs a comparison, such as {0} = …; in quotes it is "
                                    "looked for as text.",
                                    token.text));
        FilterNode node;
        node.kind = FilterNode::Kind::Word;
        node.word = lowered(token.text);
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (isTextual(m_columns[i].kind))
                node.wordColumns.push_back(i);
        }
        return node;
    }

    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
        const auto found = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column& c) {
            return equalsIgnoreCase(c.id, name);
        });
        if (found == m_columns.end())
            return std::nullopt;
        return static_cast<std::size_t>(found - m_columns.begin());
    }

    void failUnknownColumn(const Token& name) {
        std::vector<std::string> ids;
        for (const auto& column : m_columns)
            ids.emplace_back(column.id);
        const auto near = nearestWord(lowered(name.text), ids);
        fail(name, near ? fmt::format("There is no column “{}”. Did you mean {}?", name.text, *near)
                        : fmt::format("There is no column “{}”; there are {}.", name.text,
                                      fmt::join(ids, ", ")));
    }

    FilterNode comparison() {
        const Token name = take();
        const auto column = find(name.text);
        if (!column) {
            failUnknownColumn(name);
            return {};
        }
        FilterNode node;
        node.kind = FilterNode::Kind::Compare;
        node.column = *column;
        node.columnKind = m_columns[*column].kind;
        if (peek().kind == Kind::Operator)
            operatorAndValue(node);
        else
            inList(node);
        return node;
    }

    void operatorAndValue(FilterNode& node) {
        static const std::map<std::string_view, FilterOp> kOps{
            {"=", FilterOp::Equal},     {"==", FilterOp::Equal},        {"!=", FilterOp::NotEqual},
            {"<>", FilterOp::NotEqual}, {"<", FilterOp::Less},          {"<=", FilterOp::LessEqual},
            {">", FilterOp::Greater},   {">=", FilterOp::GreaterEqual}, {"~", FilterOp::Match},
            {"=~", FilterOp::Match},    {"!~", FilterOp::NotMatch}};
        const Token sign = take();
        node.op = kOps.at(sign.text);
        if (peek().kind != Kind::Word && peek().kind != Kind::Quoted)
            return fail(peek(),
                        fmt::format("A value is missing after {}: {}.", sign.text, example(node)));
        const Token value = take();
        if (node.op == FilterOp::Match || node.op == FilterOp::NotMatch)
            return pattern(node, value);
        const bool orders = node.op != FilterOp::Equal && node.op != FilterOp::NotEqual;
        if (orders && isTextual(node.columnKind))
            return fail(sign, fmt::format("{} is text: compare it with =, !=, ~ or in.",
                                          m_columns[node.column].id));
        literal(node, value);
    }

    [[nodiscard]] static std::string_view example(const FilterNode& node) {
        const bool text = isTextual(node.columnKind) || node.op == FilterOp::Match ||
                          node.op == FilterOp::NotMatch;
        return text ? "a word or a text in quotes" : literalExample(node.columnKind);
    }

    void literal(FilterNode& node, const Token& value) {
        auto read = readLiteral(value.text, node.columnKind);
        if (!read)
            return fail(value, fmt::format("{} wants {}, not “{}”.", m_columns[node.column].id,
                                           literalExample(node.columnKind), value.text));
        if (++m_terms > kMaxFilterTerms)
            return fail(value, fmt::format("More than {} values.", kMaxFilterTerms));
        node.literals.push_back(std::move(*read));
    }

    void pattern(FilterNode& node, const Token& value) {
        if (value.text.size() > kMaxPatternBytes)
            return fail(
                value, fmt::format("A regular expression has at most {} bytes.", kMaxPatternBytes));
        RE2::Options options;
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        options.set_max_mem(kPatternMemory);
        auto compiled = std::make_shared<const RE2>(value.text, options);
        if (!compiled->ok())
            return fail(value, fmt::format("Not a regular expression: {}.", compiled->error()));
        node.pattern = std::move(compiled);
    }

    void inList(FilterNode& node) {
        node.op = isWord("not") ? FilterOp::NotIn : FilterOp::In;
        if (node.op == FilterOp::NotIn)
            take();
        take(); // in
        const Token open = take();
        if (open.kind != Kind::Open)
            return fail(open, "After “in” comes a list in parentheses: in (A, B).");
        do {
            if (peek().kind != Kind::Word && peek().kind != Kind::Quoted)
                return fail(peek(), "A value is missing in this list.");
            literal(node, take());
        } while (!m_error && peek().kind == Kind::Comma && (take(), true));
        if (!m_error && take().kind != Kind::Close)
            fail(open, "The list that begins here isn't closed.");
    }

    std::vector<Token> m_tokens;
    std::span<const Column> m_columns;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::size_t m_terms = 0;
    std::optional<FilterError> m_error;
};

} // namespace

ParsedFilter parseFilter(std::string_view text, std::span<const Column> columns) {
    if (text.size() > kMaxFilterBytes)
        return {nullptr,
                FilterError{kMaxFilterBytes, text.size() - kMaxFilterBytes,
                            fmt::format("A filter has at most {} bytes.", kMaxFilterBytes)}};
    if (!isValidUtf8(text))
        return {nullptr, FilterError{0, text.size(), "A filter is UTF-8 text."}};
    auto scanned = filterTokens(text);
    if (scanned.error)
        return {nullptr, std::move(scanned.error)};
    if (scanned.tokens.size() == 1)
        return {};
    return Parser(std::move(scanned.tokens), columns).run();
}

} // namespace vigia::core::view
