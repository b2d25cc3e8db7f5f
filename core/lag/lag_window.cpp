#include "core/lag/lag_window.h"

#include <algorithm>
#include <iterator>

namespace vigia::core::lag {
namespace {

double secondsBetween(UtcTime from, UtcTime to) {
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

void LagWindow::add(UtcTime at, std::int64_t committed, std::int64_t end,
                    std::chrono::microseconds keep) {
    const std::int64_t lag = std::max<std::int64_t>(0, end - committed);
    if (extendsFlat(committed, end)) {
        m_slots.back().at = at;
    } else if (m_slots.size() > 2 && at - m_slots[m_slots.size() - 2].at < keep / 60) {
        Slot& shared = m_slots.back();
        shared = {at, committed, end, std::max(shared.peak, lag), std::min(shared.trough, lag)};
    } else {
        m_slots.push_back({at, committed, end, lag, lag});
    }
    const auto old = std::find_if(m_slots.begin(), m_slots.end(),
                                  [&](const Slot& slot) { return slot.at >= at - keep; });
    const auto spare =
        std::distance(m_slots.begin(), old) - 1; // one before the edge stays, to look back to it
    const auto removable = std::min<std::ptrdiff_t>(spare, std::ssize(m_slots) - 2);
    if (removable > 0)
        m_slots.erase(m_slots.begin(), m_slots.begin() + removable);
}

bool LagWindow::extendsFlat(std::int64_t committed, std::int64_t end) const {
    if (m_slots.size() < 2)
        return false;
    const Slot& last = m_slots.back();
    const Slot& before = m_slots[m_slots.size() - 2];
    const auto same = [&](const Slot& slot) {
        return slot.committed == committed && slot.end == end && slot.peak == slot.trough;
    };
    return same(last) && same(before);
}

std::chrono::microseconds LagWindow::span() const {
    return m_slots.empty() ? std::chrono::microseconds{0} : m_slots.back().at - m_slots.front().at;
}

std::optional<double> LagWindow::between(UtcTime at, Value value) const {
    if (m_slots.empty() || at < m_slots.front().at)
        return std::nullopt;
    const auto after = std::find_if(m_slots.begin(), m_slots.end(),
                                    [&](const Slot& slot) { return slot.at >= at; });
    if (after == m_slots.end())
        return value(m_slots.back());
    if (after == m_slots.begin() || after->at == at)
        return value(*after);
    const Slot& before = *std::prev(after);
    const double share = secondsBetween(before.at, at) / secondsBetween(before.at, after->at);
    return value(before) + share * (value(*after) - value(before));
}

std::optional<double> LagWindow::lagAt(UtcTime at) const {
    return between(at, [](const Slot& slot) {
        return static_cast<double>(std::max<std::int64_t>(0, slot.end - slot.committed));
    });
}

std::optional<double> LagWindow::endAt(UtcTime at) const {
    return between(at, [](const Slot& slot) { return static_cast<double>(slot.end); });
}

std::optional<double> LagWindow::committedAt(UtcTime at) const {
    return between(at, [](const Slot& slot) { return static_cast<double>(slot.committed); });
}

double LagWindow::amplitude(UtcTime from) const {
    double highest = 0;
    double tooth = 0;
    for (const Slot& slot : m_slots) {
        if (slot.at < from)
            continue;
        highest = std::max(highest, static_cast<double>(slot.peak));
        tooth = std::max(tooth, highest - static_cast<double>(slot.trough));
    }
    return tooth;
}

std::optional<double> LagWindow::slope(UtcTime from) const {
    double n = 0, sumT = 0, sumLag = 0, sumTT = 0, sumTLag = 0;
    for (const Slot& slot : m_slots) {
        if (slot.at < from)
            continue;
        const double t = secondsBetween(from, slot.at);
        const double lag =
            static_cast<double>(std::max<std::int64_t>(0, slot.end - slot.committed));
        n += 1;
        sumT += t;
        sumLag += lag;
        sumTT += t * t;
        sumTLag += t * lag;
    }
    const double spread = n * sumTT - sumT * sumT;
    if (n < 2 || spread <= 0)
        return std::nullopt;
    return (n * sumTLag - sumT * sumLag) / spread;
}

} // namespace vigia::core::lag
