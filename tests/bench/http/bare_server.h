#pragma once

#include <cstdint>
#include <memory>

namespace vigia::bench {

/// The yardstick: Beast's own parser and serializer in one coroutine per connection, without
/// limits, time-outs or routes.
class BareServer {
public:
    BareServer();
    ~BareServer();
    [[nodiscard]] std::uint16_t port() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::bench
