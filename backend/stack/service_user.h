#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

#include <sys/types.h>

namespace vigia::backend::stack {

/// Who runs the brokers and PostgreSQL: the system user `vigia` when we are root, else ourselves.
struct ServiceUser {
    uid_t uid = 0;
    gid_t gid = 0;
    std::string name;
    bool drop = false; ///< a child must change to it after fork
};

/// NotFound when we are root and there is no user `vigia`.
core::Result<ServiceUser> serviceUser();

/// Makes a folder (parents with 0755 where missing) of this mode that belongs to `user`; an
/// existing one keeps its content.
core::Result<void> ownedFolder(const std::filesystem::path& folder, const ServiceUser& user,
                               mode_t mode);

/// Writes a file with this mode, owned by `user`, in one rename: readers see the old or the new
/// text.
core::Result<void> ownedFile(const std::filesystem::path& file, const ServiceUser& user,
                             mode_t mode, const std::string& text);

/// Whether `user` can go into `folder`, by the permission bits of it and of its parents.
bool reachableBy(const std::filesystem::path& folder, const ServiceUser& user);
/// Whether `user` can reach and read `path` by the permission bits of it and of its parents.
bool readableBy(const std::filesystem::path& path, const ServiceUser& user);

} // namespace vigia::backend::stack
