#pragma once

#include "backend/stack/options.h"
#include "backend/stack/paths.h"
#include "backend/stack/service_user.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace vigia::backend::stack {

/// The Kafka release of `packaging/kafka/pom.xml`.
inline constexpr const char* kKafkaVersion = "4.3.1";

/// The foreign programs of a local stack, found and checked.
struct StackTools {
    std::filesystem::path java; ///< the real binary, links resolved
    std::string javaVersion;    ///< "17.0.15"
    std::filesystem::path postgresFolder;
    int postgresMajor = 0;
    std::filesystem::path kafkaJars; ///< readable by the service user
    std::string jarsFingerprint;     ///< changes with any jar or with Java
};

/// Finds Java 17 or newer, PostgreSQL 15 or newer (`postgresMajor` ≠ 0: exactly that one, because
/// data of it exist) and the jars. Each failure says what is missing, where it was looked for and
/// how to get it.
core::Result<StackTools> findTools(const StackOptions& options, const StackPaths& paths,
                                   const ServiceUser& user, int postgresMajor);

/// $VIGIA_JAVA, else $JAVA_HOME, else the search path and /usr/lib/jvm.
core::Result<std::filesystem::path> findJava(const StackOptions& options);
/// Of the `release` file beside the binary, else of `java -version`'s folder name; empty when
/// unknown.
std::string javaVersionOf(const std::filesystem::path& java);
/// InvalidInput when older than 17.
core::Result<void> checkJavaVersion(const std::filesystem::path& java, const std::string& version);

core::Result<std::filesystem::path> findPostgres(const StackOptions& options, int wantedMajor);
core::Result<std::filesystem::path> findKafkaJars(const StackOptions& options,
                                                  const StackPaths& paths);

/// `found` where the servers' user can read it, else a copy in the cache of the data folder: a
/// clone in root's home is closed to others.
core::Result<std::filesystem::path> reachableJars(const std::filesystem::path& found,
                                                  const StackPaths& paths, const ServiceUser& user);

} // namespace vigia::backend::stack
