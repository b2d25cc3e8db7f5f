#pragma once

#include "core/load/run_record.h"

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace vigia::core::load {

/// Tells from sequence numbers what became of each record that was produced: every partition has
/// its own numbers, from 0. Remembers the numbers that are still open and the last 100,000; a
/// record that comes again after that is still a duplicate, one that is missing still lost. One
/// thread.
class SequenceLedger {
public:
    explicit SequenceLedger(std::size_t partitions);

    /// The number that the next record of this partition has.
    [[nodiscard]] std::uint64_t next(std::size_t partition) const;
    /// It was produced, in place of the next.
    void produced(std::size_t partition, LoadTime intended);
    void acknowledged(std::size_t partition, std::uint64_t number);
    /// Not acknowledged: it may be in the log or not, and is neither lost nor expected.
    void failed(std::size_t partition, std::uint64_t number);
    /// False for a record that came before, that nobody produced, or that failed.
    bool received(std::size_t partition, std::uint64_t number);

    /// How many are acknowledged and not received yet.
    [[nodiscard]] std::uint64_t open() const { return m_open; }
    /// When those were intended that are open, the oldest of each partition first.
    [[nodiscard]] std::vector<LoadTime> openSince() const;
    /// What is open now counts as lost. The first ten of each kind are named.
    [[nodiscard]] Correctness correctness() const;

private:
    struct Entry {
        LoadTime intended{};
        bool acknowledged = false, failed = false, received = false;
    };
    struct Partition {
        std::uint64_t first = 0; ///< number of `recent.front()`
        std::deque<Entry> recent;
        std::map<std::uint64_t, Entry> older; ///< what was not settled when it left `recent`
        std::uint64_t highest = 0;            ///< received, plus 1
    };
    static Entry* find(Partition& partition, std::uint64_t number);
    void name(const char* what, std::size_t partition, std::uint64_t number, std::uint64_t times);

    std::vector<Partition> m_partitions;
    Correctness m_facts;
    std::uint64_t m_open = 0;
};

} // namespace vigia::core::load
