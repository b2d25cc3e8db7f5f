#include "core/view/filter.h"

#include "core/base/text.h"
#include "core/view/cell_text.h"
#include "core/view/filter_node.h"
#include "core/view/filter_token.h"

#include <algorithm>
#include <cmath>

namespace vigia::core::view {
namespace {

char asciiLower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool containsIgnoringCase(std::string_view text, std::string_view lowerWord) {
    const auto found = std::search(text.begin(), text.end(), lowerWord.begin(), lowerWord.end(),
                                   [](char a, char b) { return asciiLower(a) == b; });
    return found != text.end() || lowerWord.empty();
}

bool sameNumber(double a, double b) {
    if (a == b)
        return true;
    return std::isfinite(a) && std::isfinite(b) &&
           std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

bool compareNumbers(FilterOp op, double a, double b) {
    switch (op) {
    case FilterOp::Less:
        return a < b;
    case FilterOp::LessEqual:
        return a <= b;
    case FilterOp::Greater:
        return a > b;
    case FilterOp::GreaterEqual:
        return a >= b;
    default:
        return sameNumber(a, b);
    }
}

bool textEquals(std::string_view text, const std::string& wanted, ColumnKind kind) {
    if (kind != ColumnKind::List)
        return equalsIgnoreCase(text, wanted);
    const auto parts = split(text, ',');
    return std::any_of(parts.begin(), parts.end(),
                       [&](auto part) { return equalsIgnoreCase(trimmed(part), wanted); });
}

bool isEqual(const FilterNode& node, const Value& value, const FilterLiteral& literal) {
    if (isTextual(node.columnKind))
        return textEquals(textOf(value), literal.text, node.columnKind);
    const auto number = numberOf(value);
    return number && literal.number && sameNumber(*number, *literal.number);
}

bool isAmong(const FilterNode& node, const Value& value) {
    return std::any_of(node.literals.begin(), node.literals.end(),
                       [&](const FilterLiteral& literal) {
                           if (isUnknown(value))
                               return literal.unknown;
                           return isEqual(node, value, literal);
                       });
}

bool matchesPattern(const FilterNode& node, const Value& value) {
    const std::string computed = isTextual(node.columnKind) ? std::string() : exactText(value);
    const std::string_view text = isTextual(node.columnKind) ? textOf(value) : computed;
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *node.pattern);
}

bool compares(const FilterNode& node, const Value& value) {
    switch (node.op) {
    case FilterOp::Equal:
    case FilterOp::In:
        return isAmong(node, value);
    case FilterOp::NotEqual:
    case FilterOp::NotIn:
        return !isAmong(node, value);
    case FilterOp::Match:
        return !isUnknown(value) && matchesPattern(node, value);
    case FilterOp::NotMatch:
        return isUnknown(value) || !matchesPattern(node, value);
    default:
        break;
    }
    const auto number = numberOf(value);
    return number && node.literals.front().number &&
           compareNumbers(node.op, *number, *node.literals.front().number);
}

bool hasWord(const FilterNode& node, const Cells& row) {
    return std::any_of(node.wordColumns.begin(), node.wordColumns.end(), [&](std::size_t column) {
        const Value value = row.cell(column);
        return containsIgnoringCase(textOf(value), node.word);
    });
}

} // namespace

bool holds(const FilterNode& node, const Cells& row) {
    const auto child = [&](const FilterNode& inner) { return holds(inner, row); };
    switch (node.kind) {
    case FilterNode::Kind::And:
        return std::all_of(node.children.begin(), node.children.end(), child);
    case FilterNode::Kind::Or:
        return std::any_of(node.children.begin(), node.children.end(), child);
    case FilterNode::Kind::Not:
        return !holds(node.children.front(), row);
    case FilterNode::Kind::Word:
        return hasWord(node, row);
    case FilterNode::Kind::Compare:
        return compares(node, row.cell(node.column));
    }
    return true;
}

Filter::Filter(std::shared_ptr<const FilterNode> root) : m_root(std::move(root)) {}

bool Filter::matches(const Cells& row) const {
    return holds(*m_root, row);
}

std::string quotedForFilter(std::string_view text) {
    const auto scanned = filterTokens(text);
    const bool plain = scanned.tokens.size() == 2 &&
                       scanned.tokens[0].kind == FilterToken::Kind::Word &&
                       scanned.tokens[0].length == text.size() && !isFilterKeyword(text);
    if (plain)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string filterFor(const Column& column, const Value& value, bool exclude) {
    std::string text(column.id);
    text += exclude ? " != " : " = ";
    if (isUnknown(value))
        return text + "unknown";
    if (const auto* span = std::get_if<Span>(&value); span && std::isinf(span->seconds))
        return text + "never";
    return text + quotedForFilter(exactText(value));
}

} // namespace vigia::core::view
