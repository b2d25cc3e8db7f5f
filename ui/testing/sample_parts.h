#pragma once

#include "core/ops/console_snapshot.h"

#include <cstdint>

namespace vigia::ui::testing {

/// The same row of numbers for the same seed.
class Noise {
public:
    explicit Noise(std::uint32_t seed) : m_state(seed) {}
    double next(); ///< 0 to 1

private:
    std::uint32_t m_state;
};

/// A random walk around `base`, one point every two seconds, newest at `now`.
core::ops::Series walk(Noise& noise, core::UtcTime now, int points, double base, double amplitude);
core::ops::Gauge gauge(Noise& noise, core::UtcTime now, double base, double amplitude);
std::vector<float> spark(Noise& noise, double base, double amplitude);

std::vector<core::ops::BrokerRow> sampleBrokers(core::UtcTime now);
std::vector<core::ops::TopicRow> sampleTopics(Noise& noise);
std::vector<core::ops::GroupRow> sampleGroups(Noise& noise, core::UtcTime now);
std::vector<core::ops::ServiceRow> sampleServices(core::UtcTime now);
core::ops::StockTotals sampleStock(core::UtcTime now);
std::vector<core::ops::Event> quietEvents(core::UtcTime now);
std::vector<core::ops::Event> faultEvents(core::UtcTime now);

} // namespace vigia::ui::testing
