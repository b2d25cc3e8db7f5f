#include "ui/bridge/column_fit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigia::ui::bridge {
namespace {

int total(const std::vector<ColumnNeed>& needs, int ColumnNeed::*size) {
    int sum = 0;
    for (const ColumnNeed& need : needs)
        sum += need.shown ? need.*size : 0;
    return sum;
}

/// Hides the column that yields first; of equals the one at the right. False: none may leave.
bool dropOne(std::vector<ColumnNeed>& needs) {
    ColumnNeed* first = nullptr;
    for (ColumnNeed& need : needs) {
        if (need.shown && need.yields > 0 && (first == nullptr || need.yields >= first->yields))
            first = &need;
    }
    if (first != nullptr)
        first->shown = false;
    return first != nullptr;
}

/// What is `missing` comes from each column by its share of the slack.
void shrink(std::vector<int>& widths, const std::vector<ColumnNeed>& needs, int missing) {
    const int slack = total(needs, &ColumnNeed::wanted) - total(needs, &ColumnNeed::least);
    const double share = slack > 0 ? std::min(1.0, static_cast<double>(missing) / slack) : 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int above = needs[i].wanted - needs[i].least;
        widths[i] -=
            widths[i] > 0 ? std::min(above, static_cast<int>(std::ceil(above * share))) : 0;
    }
}

void grow(std::vector<int>& widths, const std::vector<ColumnNeed>& needs, int spare) {
    int elastic = 0;
    for (std::size_t i = 0; i < widths.size(); ++i)
        elastic += needs[i].elastic ? widths[i] : 0;
    int left = spare;
    int* last = nullptr;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (!needs[i].elastic || widths[i] == 0)
            continue;
        last = &widths[i];
        const int more = static_cast<int>(static_cast<double>(spare) * widths[i] / elastic);
        widths[i] += more;
        left -= more;
    }
    if (last != nullptr)
        *last += left;
}

} // namespace

std::vector<int> fitColumns(std::vector<ColumnNeed> needs, int room) {
    while (total(needs, &ColumnNeed::least) > room && dropOne(needs)) {
    }
    std::vector<int> widths;
    for (const ColumnNeed& need : needs)
        widths.push_back(need.shown ? need.wanted : 0);
    const int wanted = total(needs, &ColumnNeed::wanted);
    if (wanted > room)
        shrink(widths, needs, wanted - room);
    else
        grow(widths, needs, room - wanted);
    return widths;
}

} // namespace vigia::ui::bridge
