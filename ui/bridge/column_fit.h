#pragma once

#include <vector>

namespace vigia::ui::bridge {

/// What one column asks for, in pixels.
struct ColumnNeed {
    int least = 0;        ///< below this it is unreadable
    int wanted = 0;       ///< never less than `least`
    bool elastic = false; ///< takes spare room
    bool shown = true;    ///< false: the user or the table's design hides it
    int yields = 0;       ///< 0: stays; the largest leaves first
};

/// Widths of all columns in a view `room` wide; 0: no place. Columns that yield leave one after the
/// other until the least widths fit; what is missing then is taken from what each has above its
/// least, what is spare goes to the elastic ones. When nothing more can leave, the sum is larger
/// than `room` and the view scrolls.
std::vector<int> fitColumns(std::vector<ColumnNeed> needs, int room);

} // namespace vigia::ui::bridge
