#include "app/typed_secret.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace vigia::app {
namespace {

constexpr std::size_t kLongest = 64 * 1024;

/// A line without its end, or the beginning of one that is too long: a file that was given by
/// mistake, or what never ends, is not read into memory.
std::string readLine() {
    using Traits = std::istream::traits_type;
    std::string line;
    auto& from = *std::cin.rdbuf();
    while (line.size() <= kLongest) {
        const auto next = from.sbumpc();
        if (next == Traits::eof() || next == '\n')
            break;
        line.push_back(Traits::to_char_type(next));
    }
    return line;
}

/// Asks at a terminal and keeps it from showing what is typed.
class Hidden {
public:
    explicit Hidden(const std::string& name) {
        if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_terminal = true;
        std::fprintf(stderr, "%s: ", name.c_str());
        auto silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Hidden() {
        if (!m_terminal)
            return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr);
    }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;

private:
    bool m_terminal = false;
    termios m_before{};
};

} // namespace

core::Result<std::string> typedSecret(const std::string& name) {
    std::string secret;
    {
        const Hidden hidden(name);
        secret = readLine();
    }
    if (secret.empty() || secret.size() > kLongest || core::hasControlCharacters(secret))
        return core::failure(core::ErrorCode::InvalidInput,
                             fmt::format("{} is read from standard input: one line of at most "
                                         "64 KiB",
                                         name));
    return secret;
}

} // namespace vigia::app
