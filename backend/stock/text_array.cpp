#include "backend/stock/text_array.h"

namespace vigia::backend::stock {

void TextArray::add(std::string_view element) {
    m_text += m_text.empty() ? "{\"" : ",\"";
    for (const char c : element) {
        if (c == '"' || c == '\\')
            m_text.push_back('\\');
        m_text.push_back(c);
    }
    m_text.push_back('"');
}

} // namespace vigia::backend::stock
