#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace vigia::bench {

/// What reads by id are compared with: Beast on one thread, sixteen database threads, one select,
/// the row as text. No limits, no router, no envelope.
class BareServer {
public:
    BareServer(const std::string& databaseUrl, std::string select);
    ~BareServer();
    BareServer(const BareServer&) = delete;
    BareServer& operator=(const BareServer&) = delete;
    [[nodiscard]] std::uint16_t port() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::bench
