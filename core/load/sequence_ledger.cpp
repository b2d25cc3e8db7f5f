#include "core/load/sequence_ledger.h"

#include <fmt/format.h>

namespace vigia::core::load {
namespace {

constexpr std::size_t kRecent = 100'000;
constexpr std::uint64_t kNamed = 10; ///< of each kind

std::string named(const char* what, std::size_t partition, std::uint64_t number) {
    return fmt::format("{}: number {} of partition {}", what, number, partition);
}

} // namespace

SequenceLedger::SequenceLedger(std::size_t partitions) : m_partitions(partitions) {}

std::uint64_t SequenceLedger::next(std::size_t partition) const {
    const Partition& all = m_partitions.at(partition);
    return all.first + all.recent.size();
}

void SequenceLedger::produced(std::size_t partition, LoadTime intended) {
    Partition& all = m_partitions.at(partition);
    all.recent.push_back({.intended = intended});
    if (all.recent.size() > kRecent) {
        const Entry& oldest = all.recent.front();
        if (!oldest.received || (!oldest.acknowledged && !oldest.failed))
            all.older.emplace(all.first, oldest);
        all.recent.pop_front();
        ++all.first;
    }
}

/// Nothing for what is settled and forgotten.
SequenceLedger::Entry* SequenceLedger::find(Partition& partition, std::uint64_t number) {
    if (number < partition.first) {
        const auto found = partition.older.find(number);
        return found == partition.older.end() ? nullptr : &found->second;
    }
    const auto index = number - partition.first;
    return index < partition.recent.size() ? &partition.recent[index] : nullptr;
}

void SequenceLedger::acknowledged(std::size_t partition, std::uint64_t number) {
    Entry* entry = find(m_partitions.at(partition), number);
    if (entry == nullptr || entry->acknowledged)
        return;
    entry->acknowledged = true;
    ++m_facts.acknowledged;
    m_open += entry->received ? 0 : 1;
}

void SequenceLedger::failed(std::size_t partition, std::uint64_t number) {
    if (Entry* entry = find(m_partitions.at(partition), number))
        entry->failed = true;
}

bool SequenceLedger::received(std::size_t partition, std::uint64_t number) {
    if (partition >= m_partitions.size())
        return false;
    Partition& all = m_partitions[partition];
    if (number >= all.first + all.recent.size())
        return false; // nobody produced it
    Entry* entry = find(all, number);
    if (entry == nullptr || entry->received) {
        name("twice", partition, number, ++m_facts.duplicates);
        return false;
    }
    entry->received = true;
    ++m_facts.received;
    m_open -= entry->acknowledged ? 1 : 0;
    if (number < all.highest)
        name("out of order", partition, number, ++m_facts.outOfOrder);
    all.highest = std::max(all.highest, number + 1);
    return !entry->failed;
}

void SequenceLedger::name(const char* what, std::size_t partition, std::uint64_t number,
                          std::uint64_t times) {
    if (times <= kNamed)
        m_facts.examples.push_back(named(what, partition, number));
}

std::vector<LoadTime> SequenceLedger::openSince() const {
    std::vector<LoadTime> since;
    for (const auto& partition : m_partitions) {
        for (const auto& [number, entry] : partition.older) {
            if (entry.acknowledged && !entry.received)
                since.push_back(entry.intended);
        }
        for (const auto& entry : partition.recent) {
            if (entry.acknowledged && !entry.received)
                since.push_back(entry.intended);
        }
    }
    return since;
}

Correctness SequenceLedger::correctness() const {
    Correctness facts = m_facts;
    const auto look = [&](std::size_t partition, std::uint64_t number, const Entry& entry) {
        if (entry.acknowledged && !entry.received && ++facts.lost <= kNamed)
            facts.examples.push_back(named("lost", partition, number));
    };
    for (std::size_t p = 0; p < m_partitions.size(); ++p) {
        for (const auto& [number, entry] : m_partitions[p].older)
            look(p, number, entry);
        for (std::size_t i = 0; i < m_partitions[p].recent.size(); ++i)
            look(p, m_partitions[p].first + i, m_partitions[p].recent[i]);
    }
    return facts;
}

} // namespace vigia::core::load
