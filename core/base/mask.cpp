#include "core/base/mask.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace vigia::core {
namespace {

constexpr std::array<std::string_view, 14> kSecretEnds = {
    "password",     "passwd",           "secret",        "token",  "accesstoken",
    "refreshtoken", "apikey",           "authorization", "cookie", "socialsecuritynumber",
    "ssn",          "creditcardnumber", "cardnumber",    "cvv"};
constexpr std::string_view kWordEnds = " \t\r\n,;&\"'<>(){}[]|";
constexpr std::size_t kMinDigits = 13;
constexpr std::size_t kMaxDigits = 19;

bool isNameCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

bool passesLuhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        const int value = (*digit - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

/// Goes through a text once and copies it, without what is secret.
class Masker {
public:
    explicit Masker(std::string_view text) : m_text(text) { m_out.reserve(text.size()); }

    std::string run() {
        while (m_at < m_text.size()) {
            if (isNameCharacter(m_text[m_at]))
                takeWord();
            else if (m_text.substr(m_at, 3) == "://")
                takeAuthority();
            else
                m_out.push_back(m_text[m_at++]);
        }
        return std::move(m_out);
    }

private:
    void takeWord() {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
            ++m_at;
        const std::string_view word = m_text.substr(start, m_at - start);
        appendDigitsMasked(word);
        if (isSecretName(word))
            maskValue(word);
        else if (equalsIgnoreCase(word, "bearer") || equalsIgnoreCase(word, "basic"))
            maskCredential();
    }

    /// After a secret name: skips `=`, `:` and quotes, then hides the value.
    void maskValue(std::string_view name) {
        std::size_t at = m_at;
        at = skip(at, "\\\"'");
        at = skip(at, " ");
        if (at >= m_text.size() || (m_text[at] != '=' && m_text[at] != ':'))
            return;
        at = skip(at + 1, " ");
        const std::size_t value = skip(at, "\\");
        const bool quoted =
            value < m_text.size() && (m_text[value] == '"' || m_text[value] == '\'');
        const bool header = endsLike(name, "authorization") || endsLike(name, "cookie");
        m_out.append(m_text.substr(m_at, (quoted ? value + 1 : at) - m_at));
        m_at = quoted ? endOfQuoted(value) : endOfPlain(at, header);
        m_out.append(kMask);
    }

    void maskCredential() {
        const std::size_t value = skip(m_at, " ");
        const std::size_t end = endOfPlain(value, false);
        if (value == m_at || end - value < 8)
            return;
        m_out.append(m_text.substr(m_at, value - m_at)).append(kMask);
        m_at = end;
    }

    /// `://user:password@host` → `://user:****@host`; to the web also `https://token@host` →
    /// `https://****@host`.
    void takeAuthority() {
        const bool web = endsLike(m_out, "http") || endsLike(m_out, "https");
        m_out.append("://");
        m_at += 3;
        const std::string_view authority =
            m_text.substr(m_at, m_text.find_first_of("/? \t\r\n\"'<>", m_at) - m_at);
        const auto at = authority.rfind('@');
        if (at == std::string_view::npos)
            return;
        const std::string_view user = authority.substr(0, std::min(authority.find(':'), at));
        if (user.size() < at)
            m_out.append(user).append(":").append(kMask);
        else
            m_out.append(web ? kMask : user);
        m_at += at;
    }

    std::size_t skip(std::size_t at, std::string_view characters) const {
        const auto next = m_text.find_first_not_of(characters, at);
        return next == std::string_view::npos ? m_text.size() : next;
    }

    std::size_t endOfPlain(std::size_t at, bool wholeLine) const {
        const auto end = m_text.find_first_of(wholeLine ? "\r\n\"'}" : kWordEnds, at);
        return end == std::string_view::npos ? m_text.size() : end;
    }

    std::size_t endOfQuoted(std::size_t quote) const {
        const bool escaped = quote > 0 && m_text[quote - 1] == '\\';
        for (std::size_t at = quote + 1; at < m_text.size(); ++at) {
            if (m_text[at] == '\\' && !escaped)
                ++at;
            else if (m_text[at] == m_text[quote])
                return escaped ? at - 1 : at;
        }
        return m_text.size();
    }

    static bool endsLike(std::string_view name, std::string_view end) {
        return name.size() >= end.size() &&
               equalsIgnoreCase(name.substr(name.size() - end.size()), end);
    }

    void appendDigitsMasked(std::string_view word) {
        for (std::size_t i = 0; i < word.size();) {
            std::size_t end = i;
            std::string digits;
            while (end < word.size() &&
                   (isDigit(word[end]) || (word[end] == '-' && !digits.empty()))) {
                if (isDigit(word[end]))
                    digits.push_back(word[end]);
                ++end;
            }
            const bool card =
                digits.size() >= kMinDigits && digits.size() <= kMaxDigits && passesLuhn(digits);
            m_out.append(card ? kMask : word.substr(i, std::max<std::size_t>(end - i, 1)));
            i = std::max(end, i + 1);
        }
    }

    const std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_out;
};

JsonValue maskedMembers(const JsonObject& object) {
    JsonObject out;
    out.reserve(object.size());
    for (const auto& [name, value] : object)
        out.emplace_back(name, isSecretName(name) ? JsonValue(std::string(kMask)) : masked(value));
    return out;
}

} // namespace

bool isSecretName(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c != '_' && c != '-' && c != '.')
            plain.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    }
    return std::any_of(kSecretEnds.begin(), kSecretEnds.end(),
                       [&plain](std::string_view end) { return plain.ends_with(end); });
}

std::string maskedText(std::string_view text) {
    return Masker(text).run();
}

JsonValue masked(const JsonValue& value) {
    if (const auto* object = value.asObject())
        return maskedMembers(*object);
    if (const auto* array = value.asArray()) {
        JsonArray out;
        for (const JsonValue& item : *array)
            out.push_back(masked(item));
        return out;
    }
    if (const auto* text = value.asString())
        return maskedText(*text);
    if (const auto* number = value.asNumber()) {
        std::string shown = maskedText(number->text);
        return shown == number->text ? value : JsonValue(std::move(shown));
    }
    return value;
}

} // namespace vigia::core
