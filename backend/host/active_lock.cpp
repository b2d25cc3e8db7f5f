#include "backend/host/active_lock.h"

#include <pqxx/pqxx>

namespace vigia::backend::host {
namespace {

constexpr std::chrono::seconds kSilence{15};

} // namespace

ActiveLock::ActiveLock(postgres::ConnectionOptions connection, std::string name)
    : m_options(std::move(connection)), m_name(std::move(name)) {
    m_options.idleSessionTimeout = kSilence;
}

ActiveLock::~ActiveLock() {
    release();
}

bool ActiveLock::hold() {
    try {
        if (m_connection) {
            pqxx::nontransaction(m_connection->raw()).exec("SELECT 1");
            return true;
        }
        return take();
    } catch (const std::exception&) {
        m_connection.reset(); // the lock went with its session
        return false;
    }
}

bool ActiveLock::take() {
    auto opened = postgres::openConnection(m_options);
    if (!opened)
        return false;
    const auto row =
        pqxx::nontransaction((*opened)->raw())
            .exec_params1("SELECT pg_try_advisory_lock(hashtext('vigia_active'), hashtext($1))",
                          m_name);
    if (row[0].as<bool>())
        m_connection = std::move(*opened);
    return m_connection != nullptr;
}

void ActiveLock::release() {
    m_connection.reset();
}

} // namespace vigia::backend::host
