#pragma once

#include "backend/postgres/connection.h"

#include <memory>
#include <string>

namespace vigia::backend::host {

/// Chooses the one active among several processes of a role: an advisory lock of PostgreSQL on a
/// connection of its own. A process that is asleep or cut off loses it within 15 s. Used by one
/// thread.
class ActiveLock {
public:
    /// `name` is what is locked: `monitor local`.
    ActiveLock(postgres::ConnectionOptions connection, std::string name);
    ~ActiveLock();
    ActiveLock(const ActiveLock&) = delete;
    ActiveLock& operator=(const ActiveLock&) = delete;

    /// Whether this process is the active one now: takes the lock or makes sure that it still has
    /// it. Blocks on the database; call it every few seconds.
    bool hold();
    void release();

private:
    bool take();

    postgres::ConnectionOptions m_options;
    const std::string m_name;
    std::unique_ptr<postgres::Connection> m_connection; ///< only while the lock is held
};

} // namespace vigia::backend::host
