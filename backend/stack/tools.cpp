#include "backend/stack/tools.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <vector>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr int kLeastJava = 17;
constexpr int kLeastPostgres = 15;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool runnable(const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0;
}

int leadingNumber(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<fs::path> onSearchPath(const std::string& program) {
    std::vector<fs::path> found;
    const std::string path = environment("PATH");
    for (const std::string_view folder : core::split(path, ':')) {
        if (!folder.empty())
            found.push_back(fs::path(folder) / program);
    }
    return found;
}

std::vector<fs::path> subfolders(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        found.push_back(it->path());
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<fs::path> javaCandidates() {
    std::vector<fs::path> candidates;
    if (const std::string home = environment("JAVA_HOME"); !home.empty())
        candidates.push_back(fs::path(home) / "bin/java");
    for (const fs::path& file : onSearchPath("java"))
        candidates.push_back(file);
    for (const fs::path& jvm : subfolders("/usr/lib/jvm"))
        candidates.push_back(jvm / "bin/java");
    return candidates;
}

bool newEnough(const fs::path& java) {
    const std::string version = javaVersionOf(java);
    return version.empty() || leadingNumber(version) >= kLeastJava;
}

int postgresMajorOf(const fs::path& folder) {
    return leadingNumber(folder.parent_path().filename().string()); // /usr/lib/postgresql/15/bin
}

std::vector<fs::path> postgresCandidates() {
    std::vector<fs::path> candidates;
    for (const char* root : {"/usr/lib/postgresql", "/usr/local/lib/postgresql"}) {
        for (const fs::path& version : subfolders(root))
            candidates.push_back(version / "bin");
    }
    std::sort(candidates.begin(), candidates.end(), [](const fs::path& a, const fs::path& b) {
        return postgresMajorOf(a) > postgresMajorOf(b);
    });
    std::erase_if(candidates, [](const fs::path& folder) {
        return !runnable(folder / "postgres") || !runnable(folder / "initdb");
    });
    return candidates;
}

bool holdsKafka(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / fmt::format("kafka_2.13-{}.jar", kKafkaVersion), error);
}

std::vector<fs::path> jarCandidates(const StackPaths& paths) {
    std::vector<fs::path> candidates;
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    for (fs::path folder = self.parent_path(); folder != folder.root_path() && !folder.empty();
         folder = folder.parent_path()) {
        candidates.push_back(folder / "deps/kafka");
        candidates.push_back(folder / "share/vigia/kafka");
    }
    candidates.push_back(jarCache(paths));
    return candidates;
}

std::string fingerprint(const fs::path& folder, const std::string& java) {
    std::string text = java;
    for (const fs::path& jar : subfolders(folder)) {
        struct stat info {};
        if (::stat(jar.c_str(), &info) == 0)
            text += fmt::format("|{}:{}:{}", jar.string(), info.st_size, info.st_mtim.tv_sec);
    }
    return core::sha256Hex(text).substr(0, 12);
}

} // namespace

Result<fs::path> findJava(const StackOptions& options) {
    const std::string given =
        options.javaBinary.empty() ? environment("VIGIA_JAVA") : options.javaBinary;
    std::error_code error;
    if (!given.empty()) {
        if (runnable(given))
            return fs::canonical(given, error);
        return failure(ErrorCode::NotFound,
                       fmt::format("Java is not at {}: correct VIGIA_JAVA or remove it.",
                                   core::escapedForDisplay(given, 300)));
    }
    fs::path old;
    for (const fs::path& java : javaCandidates()) {
        if (runnable(java) && newEnough(fs::canonical(java, error)))
            return fs::canonical(java, error);
        if (old.empty() && runnable(java))
            old = fs::canonical(java, error);
    }
    if (!old.empty())
        return old; // its version is refused with a sentence by checkJavaVersion
    return failure(ErrorCode::NotFound,
                   "Kafka needs Java, and there is none on the search path or in /usr/lib/jvm: "
                   "install it with `apt install openjdk-17-jre-headless`.");
}

std::string javaVersionOf(const fs::path& java) {
    const auto release = core::readFile(java.parent_path().parent_path() / "release");
    if (!release)
        return {};
    for (const std::string_view line : core::split(*release, '\n')) {
        constexpr std::string_view key = "JAVA_VERSION=\"";
        if (line.starts_with(key) && line.find('"', key.size()) != std::string_view::npos)
            return std::string(line.substr(key.size(), line.find('"', key.size()) - key.size()));
    }
    return {};
}

Result<void> checkJavaVersion(const fs::path& java, const std::string& version) {
    if (version.empty() || leadingNumber(version) >= kLeastJava)
        return {};
    return failure(ErrorCode::InvalidInput,
                   fmt::format("The Java at {} is {}, and Kafka {} needs {} or newer: install it "
                               "with `apt install openjdk-17-jre-headless` or set VIGIA_JAVA.",
                               java.string(), core::escapedForDisplay(version, 40), kKafkaVersion,
                               kLeastJava));
}

Result<fs::path> findPostgres(const StackOptions& options, int wantedMajor) {
    const std::string given =
        options.postgresFolder.empty() ? environment("VIGIA_POSTGRES_BIN") : options.postgresFolder;
    if (!given.empty()) {
        if (runnable(fs::path(given) / "postgres") && runnable(fs::path(given) / "initdb"))
            return fs::path(given);
        return failure(ErrorCode::NotFound,
                       fmt::format("There is no `postgres` and `initdb` in {}: correct "
                                   "VIGIA_POSTGRES_BIN or remove it.",
                                   core::escapedForDisplay(given, 300)));
    }
    for (const fs::path& folder : postgresCandidates()) {
        const int major = postgresMajorOf(folder);
        if (wantedMajor == 0 ? major >= kLeastPostgres : major == wantedMajor)
            return folder;
    }
    if (wantedMajor != 0)
        return failure(
            ErrorCode::NotFound,
            fmt::format("The data folder was made by PostgreSQL {0}, which is not installed in "
                        "/usr/lib/postgresql: install it with `apt install postgresql-{0}`, "
                        "or throw the data away with `vigia stack reset`.",
                        wantedMajor));
    return failure(ErrorCode::NotFound,
                   fmt::format("There is no PostgreSQL {} or newer in /usr/lib/postgresql: install "
                               "it with `apt install postgresql-15`.",
                               kLeastPostgres));
}

Result<fs::path> findKafkaJars(const StackOptions& options, const StackPaths& paths) {
    const std::string given =
        options.kafkaJars.empty() ? environment("VIGIA_KAFKA_JARS") : options.kafkaJars;
    if (!given.empty()) {
        if (holdsKafka(given))
            return fs::path(given);
        return failure(
            ErrorCode::NotFound,
            fmt::format(
                "There is no kafka_2.13-{}.jar in {}: correct VIGIA_KAFKA_JARS or remove it.",
                kKafkaVersion, core::escapedForDisplay(given, 300)));
    }
    for (const fs::path& folder : jarCandidates(paths)) {
        if (holdsKafka(folder))
            return folder;
    }
    return failure(ErrorCode::NotFound,
                   fmt::format("Kafka's jars are missing: run `./dev run` once, or `mvn -f "
                               "packaging/kafka/pom.xml dependency:copy-dependencies "
                               "-DoutputDirectory={}`, or point VIGIA_KAFKA_JARS at them.",
                               jarCache(paths).string()));
}

Result<fs::path> reachableJars(const fs::path& found, const StackPaths& paths,
                               const ServiceUser& user) {
    if (!user.drop || readableBy(found / fmt::format("kafka_2.13-{}.jar", kKafkaVersion), user))
        return found;
    const fs::path cache = jarCache(paths);
    if (holdsKafka(cache))
        return cache;
    const fs::path next = cache.string() + ".new";
    std::error_code error;
    fs::remove_all(next, error);
    fs::create_directories(next, error);
    if (!error)
        fs::copy(found, next, fs::copy_options::overwrite_existing | fs::copy_options::recursive,
                 error);
    if (!error)
        fs::remove_all(cache, error); // of another version, or half a copy
    if (!error)
        fs::rename(next, cache, error);
    if (error)
        return failure(ErrorCode::Rejected,
                       fmt::format("Kafka's jars in {} can't be copied to {} for the user {}: {}.",
                                   found.string(), cache.string(), user.name, error.message()));
    return cache;
}

Result<StackTools> findTools(const StackOptions& options, const StackPaths& paths,
                             const ServiceUser& user, int postgresMajor) {
    StackTools tools;
    const auto java = findJava(options);
    if (!java)
        return java.error();
    tools.java = *java;
    tools.javaVersion = javaVersionOf(*java);
    if (const auto checked = checkJavaVersion(tools.java, tools.javaVersion); !checked)
        return checked.error();
    const auto postgres = findPostgres(options, postgresMajor);
    if (!postgres)
        return postgres.error();
    tools.postgresFolder = *postgres;
    tools.postgresMajor = postgresMajorOf(*postgres);
    const auto jars = findKafkaJars(options, paths);
    if (!jars)
        return jars.error();
    const auto reachable = reachableJars(*jars, paths, user);
    if (!reachable)
        return reachable.error();
    tools.kafkaJars = *reachable;
    tools.jarsFingerprint = fingerprint(tools.kafkaJars, tools.java.string() + tools.javaVersion);
    return tools;
}

} // namespace vigia::backend::stack
