#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace vigia::ui::widgets {

/// Where the user was: pages and what was open inside. Alt+← and Alt+→ walk it, as in a browser; at
/// most 100 steps.
class History {
public:
    struct Place {
        QString page;
        QString item;
        bool operator==(const Place&) const = default;
    };

    /// The user went to `place`; what lay ahead is forgotten. Going to where one is changes
    /// nothing.
    void visit(const Place& place);
    std::optional<Place> back();
    std::optional<Place> forward();

private:
    std::vector<Place> m_places;
    std::size_t m_current = 0; ///< index of where the user is, when there are places
};

} // namespace vigia::ui::widgets
