#include "core/view/filter_token.h"

#include "core/base/text.h"

#include <array>

namespace vigia::core::view {
namespace {

using Kind = FilterToken::Kind;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool endsWord(char c) {
    return isSpace(c) || std::string_view("(),=<>!~\"'").find(c) != std::string_view::npos;
}

/// Cuts a text into tokens from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    FilterTokens run() {
        while (!m_result.error && skipSpace())
            scan();
        add(Kind::End, "", m_text.size(), 0);
        return std::move(m_result);
    }

private:
    bool skipSpace() {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        return m_at < m_text.size();
    }

    void scan() {
        if (m_text[m_at] == '"' || m_text[m_at] == '\'')
            return quoted();
        if (afterMatch())
            return pattern();
        if (sign())
            return;
        std::size_t end = m_at;
        while (end < m_text.size() && !endsWord(m_text[end]))
            ++end;
        take(Kind::Word, end - m_at);
    }

    [[nodiscard]] bool afterMatch() const {
        const auto& tokens = m_result.tokens;
        return !tokens.empty() && tokens.back().kind == Kind::Operator &&
               (tokens.back().text == "~" || tokens.back().text == "!~");
    }

    /// Operators, parentheses, comma, `!`.
    bool sign() {
        static constexpr std::array<std::string_view, 11> kOperators{
            "!=", "!~", "<>", "<=", ">=", "==", "=~", "=", "<", ">", "~"};
        const std::string_view rest = m_text.substr(m_at);
        for (const auto op : kOperators) {
            if (rest.starts_with(op)) {
                take(Kind::Operator, op.size());
                return true;
            }
        }
        static constexpr std::string_view kSigns = "(),!";
        static constexpr std::array<Kind, 4> kKinds{Kind::Open, Kind::Close, Kind::Comma,
                                                    Kind::Not};
        const auto which = kSigns.find(rest.front());
        if (which == std::string_view::npos)
            return false;
        take(kKinds[which], 1);
        return true;
    }

    /// A regular expression without quotes: up to a space, or a comma or `)` that isn't inside its
    /// own brackets.
    void pattern() {
        int depth = 0;
        std::size_t end = m_at;
        for (; end < m_text.size() && !isSpace(m_text[end]); ++end) {
            const char c = m_text[end];
            if (depth == 0 && (c == ',' || c == ')'))
                break;
            depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
            depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
            if (c == '\\' && end + 1 < m_text.size())
                ++end;
        }
        take(Kind::Word, end - m_at);
    }

    void quoted() {
        const char quote = m_text[m_at];
        const bool keepEscapes = afterMatch(); // a regular expression has escapes of its own
        std::string text;
        std::size_t end = m_at + 1;
        for (; end < m_text.size() && m_text[end] != quote; ++end) {
            if (m_text[end] == '\\' && end + 1 < m_text.size()) {
                if (keepEscapes && m_text[end + 1] != quote)
                    text += '\\';
                ++end;
            }
            text += m_text[end];
        }
        if (end >= m_text.size()) {
            m_result.error =
                FilterError{m_at, m_text.size() - m_at, "The quote that begins here isn't closed."};
            return;
        }
        add(Kind::Quoted, text, m_at, end + 1 - m_at);
        m_at = end + 1;
    }

    void take(Kind kind, std::size_t length) {
        if (length == 0 && kind == Kind::Word) {
            kind = m_text[m_at] == ')' ? Kind::Close : Kind::Comma;
            length = 1;
        }
        add(kind, m_text.substr(m_at, length), m_at, length);
        m_at += length;
    }

    void add(Kind kind, std::string_view text, std::size_t position, std::size_t length) {
        m_result.tokens.push_back({kind, std::string(text), position, length});
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    FilterTokens m_result;
};

} // namespace

FilterTokens filterTokens(std::string_view text) {
    return Scanner(text).run();
}

bool isFilterKeyword(std::string_view word) {
    const std::string low = lowered(word);
    return low == "and" || low == "or" || low == "not" || low == "in";
}

} // namespace vigia::core::view
