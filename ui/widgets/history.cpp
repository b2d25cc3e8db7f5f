#include "ui/widgets/history.h"

namespace vigia::ui::widgets {

void History::visit(const Place& place) {
    constexpr std::size_t kMost = 100;
    if (!m_places.empty()) {
        if (m_places[m_current] == place)
            return;
        m_places.resize(m_current + 1);
    }
    m_places.push_back(place);
    if (m_places.size() > kMost)
        m_places.erase(m_places.begin());
    m_current = m_places.size() - 1;
}

std::optional<History::Place> History::back() {
    if (m_places.empty() || m_current == 0)
        return std::nullopt;
    return m_places[--m_current];
}

std::optional<History::Place> History::forward() {
    if (m_current + 1 >= m_places.size())
        return std::nullopt;
    return m_places[++m_current];
}

} // namespace vigia::ui::widgets
