#pragma once

#include <cstdint>
#include <set>
#include <vector>

namespace vigia::backend::stack {

/// True when 127.0.0.1:port can be bound now, the way a server does it.
bool portIsFree(std::uint16_t port);

/// Chooses loopback ports that are free now and differ from each other. Single-threaded.
class PortChooser {
public:
    /// The first of `wishes` that is free (0 is no wish), else a random free one between 20000 and
    /// 32000, below the range that outgoing connections take. 0 when there is none at all.
    std::uint16_t choose(const std::vector<std::uint16_t>& wishes);
    /// This one; false when it is taken or was chosen before.
    bool take(std::uint16_t port);

private:
    std::set<std::uint16_t> m_taken;
};

} // namespace vigia::backend::stack
