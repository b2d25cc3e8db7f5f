#pragma once

#include "core/base/result.h"

#include <pqxx/connection>
#include <pqxx/errorhandler>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace vigia::backend::postgres {

/// Where PostgreSQL is and what the server and the kernel do with a connection whose owner is
/// asleep or cut off (platform.md 4.4, 4.5). 0 switches a limit off.
struct ConnectionOptions {
    std::vector<std::string> urls; ///< tried in turn; only a server that takes writes is used
    std::string applicationName = "vigia";
    std::chrono::milliseconds connectTimeout{2000};
    std::chrono::milliseconds statementTimeout{5000};
    std::chrono::milliseconds lockTimeout{3000};
    std::chrono::milliseconds idleInTransactionTimeout{2000};
    std::chrono::milliseconds idleSessionTimeout{0};
    std::chrono::milliseconds tcpUserTimeout{5000};
};

/// A libpqxx connection that never reconnects by itself (locks and settings would silently be gone)
/// and never writes notices to standard error. One thread at a time.
class Connection {
public:
    explicit Connection(const std::string& conninfo);

    [[nodiscard]] pqxx::connection& raw() { return m_connection; }
    [[nodiscard]] bool isOpen() const { return m_connection.is_open(); }
    /// How many of the pool's statements this connection has been told.
    [[nodiscard]] std::size_t& statementsKnown() { return m_statementsKnown; }

private:
    pqxx::connection m_connection;
    pqxx::quiet_errorhandler m_quiet;
    std::size_t m_statementsKnown = 0;
};

/// The connection text for `url` (a URI or `key=value` pairs) with the options added.
std::string connectionText(const std::string& url, const ConnectionOptions& options);

/// Opens a connection to the first of the URLs that answers and takes writes. Blocks up to
/// connectTimeout a host. Unreachable says which server and why; passwords never appear.
core::Result<std::unique_ptr<Connection>> openConnection(const ConnectionOptions& options);

} // namespace vigia::backend::postgres
