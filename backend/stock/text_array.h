#pragma once

#include <string>
#include <string_view>

namespace vigia::backend::stock {

/// The text of a PostgreSQL array parameter (`{"a","b"}`), built element by element; every element
/// is quoted.
class TextArray {
public:
    void add(std::string_view element);
    [[nodiscard]] std::string text() const { return m_text.empty() ? "{}" : m_text + "}"; }

private:
    std::string m_text;
};

} // namespace vigia::backend::stock
