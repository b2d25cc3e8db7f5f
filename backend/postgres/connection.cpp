#include "backend/postgres/connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigia::backend::postgres {
namespace {

using Setting = std::pair<std::string, std::string>;

std::string serverSettings(const ConnectionOptions& options) {
    return fmt::format(
        "-c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout={} "
        "-c idle_session_timeout={} -c timezone=UTC",
        options.statementTimeout.count(), options.lockTimeout.count(),
        options.idleInTransactionTimeout.count(), options.idleSessionTimeout.count());
}

std::vector<Setting> settings(const ConnectionOptions& options) {
    const auto seconds = std::max<std::int64_t>(2, options.connectTimeout.count() / 1000);
    return {{"application_name", options.applicationName},
            {"target_session_attrs", "read-write"},
            {"connect_timeout", std::to_string(seconds)},
            {"tcp_user_timeout", std::to_string(options.tcpUserTimeout.count())},
            {"keepalives", "1"},
            {"keepalives_idle", "2"},
            {"keepalives_interval", "1"},
            {"keepalives_count", "3"},
            {"client_encoding", "UTF8"},
            {"options", serverSettings(options)}};
}

std::string percentEncoded(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || c == '-' || c == '_' || c == '.';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "'";
}

/// libpq quotes pieces of a malformed URL, password included; what it says about servers is safe.
std::string reason(const std::exception& error) {
    const std::string text = error.what();
    if (text.find("connection to server") == std::string::npos)
        return "the URL can't be used; check postgres.primary";
    const auto end = text.find_last_not_of("\n ");
    std::string line = text.substr(0, end == std::string::npos ? end : end + 1);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return line;
}

} // namespace

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
Connection::Connection(const std::string& conninfo)
    : m_connection(conninfo), m_quiet(m_connection) {
    m_connection.inhibit_reactivation(true);
}
#pragma GCC diagnostic pop

std::string connectionText(const std::string& url, const ConnectionOptions& options) {
    const bool uri = url.rfind("postgresql://", 0) == 0 || url.rfind("postgres://", 0) == 0;
    std::string out = url;
    for (const auto& [key, value] : settings(options)) {
        if (uri)
            out += (out.find('?') == std::string::npos ? "?" : "&") + key + "=" +
                   percentEncoded(value);
        else
            out += " " + key + "=" + quoted(value);
    }
    return out;
}

core::Result<std::unique_ptr<Connection>> openConnection(const ConnectionOptions& options) {
    std::string why = "no URL is set; set postgres.primary";
    for (const auto& url : options.urls) {
        try {
            return std::make_unique<Connection>(connectionText(url, options));
        } catch (const std::exception& error) {
            why = reason(error);
        }
    }
    return core::failure(core::ErrorCode::Unreachable, "PostgreSQL can't be reached: " + why);
}

} // namespace vigia::backend::postgres
