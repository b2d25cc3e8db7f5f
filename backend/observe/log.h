#pragma once

#include "core/base/bounded_buffer.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"

#include <atomic>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia::backend::observe {

enum class Level { Trace, Debug, Info, Warn, Error };
/// `INFO`, …
std::string_view levelName(Level level);
/// Any case; nothing for other words.
std::optional<Level> parseLevel(std::string_view name);

/// One member of a log line. Secrets are masked when the line is written.
struct LogField {
    LogField(std::string fieldName, const char* text)
        : name(std::move(fieldName)), value(std::string(text)) {}
    LogField(std::string fieldName, std::string_view text)
        : name(std::move(fieldName)), value(std::string(text)) {}
    LogField(std::string fieldName, std::string text)
        : name(std::move(fieldName)), value(std::move(text)) {}
    LogField(std::string fieldName, core::JsonValue json)
        : name(std::move(fieldName)), value(std::move(json)) {}
    template <std::same_as<bool> B>
    LogField(std::string fieldName, B flag) : name(std::move(fieldName)), value(flag) {}
    template <class N>
    requires(std::integral<N> && !std::same_as<N, bool>) LogField(std::string fieldName, N number)
        : name(std::move(fieldName)), value(core::JsonNumber{std::to_string(number)}) {}
    LogField(std::string fieldName, double number);

    std::string name;
    core::JsonValue value;
};
using LogFields = std::vector<LogField>;

enum class LogFormat { Json, Text };

struct LogOptions {
    std::string service{}; ///< role
    std::string instance{};
    std::string version = "0.1.0";
    std::string environment = "development";
    LogFormat format = LogFormat::Json;
    Level level = Level::Info;
    std::string file{}; ///< also written there, rotated at 10 MiB, 5 files; empty: not
    std::size_t queueCapacity = 8'192;
    /// Gets every line, on the writer's thread, instead of standard output.
    std::function<void(std::string_view)> sink{};
    const core::Clock* clock = nullptr; ///< null: the system's
};

class Log;

/// A named source of log lines. Cheap to copy; any thread; must not be used after its Log. One made
/// by default writes nothing.
class Logger {
public:
    Logger() = default;

    [[nodiscard]] bool enabled(Level level) const;
    /// Never blocks: a full queue drops the oldest line and counts it.
    void write(Level level, std::string_view message, const LogFields& fields = {}) const;
    void debug(std::string_view message, const LogFields& fields = {}) const {
        write(Level::Debug, message, fields);
    }
    void info(std::string_view message, const LogFields& fields = {}) const {
        write(Level::Info, message, fields);
    }
    void warn(std::string_view message, const LogFields& fields = {}) const {
        write(Level::Warn, message, fields);
    }
    void error(std::string_view message, const LogFields& fields = {}) const {
        write(Level::Error, message, fields);
    }
    /// The same logger with more fields on every line (correlation id, request id, …).
    [[nodiscard]] Logger with(const LogFields& fields) const;

private:
    friend class Log;
    struct Source {
        std::string name;
        std::atomic<Level> level{Level::Info};
    };

    Log* m_log = nullptr;
    std::shared_ptr<Source> m_source;
    std::shared_ptr<const LogFields> m_context;
};

/// The structured log of a process (platform.md 9.1): lines are made on the caller's thread and
/// written by one of its own. Owned by the host and outlives all loggers; any thread. The
/// destructor writes what waits.
class Log {
public:
    explicit Log(const LogOptions& options);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    /// Opens the file, if any. InvalidInput says why it can't be written; the log works without it.
    core::Result<void> start();
    [[nodiscard]] Logger logger(const std::string& name);

    /// `ROOT` sets the level of all; false when there is no such logger.
    bool setLevel(std::string_view name, Level level);
    /// Name and level of every logger, `ROOT` first.
    [[nodiscard]] std::vector<std::pair<std::string, Level>> levels() const;

    [[nodiscard]] std::uint64_t lines(Level level) const;
    /// The queue `log` between all threads and the one that writes.
    [[nodiscard]] core::QueueStats queueStats() const;
    /// Waits until everything written so far has left the queue.
    void flush();

private:
    friend class Logger;
    void take(const Logger::Source& source, const LogFields* context, Level level,
              std::string_view message, const LogFields& fields);

    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::observe
