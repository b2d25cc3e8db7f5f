#include "backend/observe/log.h"

#include "backend/observe/log_line.h"
#include "core/base/text.h"

#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <pthread.h>

#include <array>
#include <charconv>
#include <cmath>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

namespace vigia::backend::observe {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR"};
constexpr std::size_t kFileBytes = 10U * 1024 * 1024;
constexpr std::size_t kFiles = 5;
constexpr std::string_view kRoot = "ROOT";

/// Hands lines to a function.
class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit FunctionSink(std::function<void(std::string_view)> function)
        : m_function(std::move(function)) {}

private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        m_function(std::string_view(message.payload.data(), message.payload.size()));
    }
    void flush_() override {}

    std::function<void(std::string_view)> m_function;
};

/// Tells when the writer has come to a flush: spdlog's own flush only queues one.
class FlushSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    [[nodiscard]] std::uint64_t flushes() {
        const std::lock_guard lock(mutex_);
        return m_flushes;
    }
    void waitBeyond(std::uint64_t before) {
        std::unique_lock lock(mutex_);
        m_flushed.wait_for(lock, std::chrono::seconds(5), [&] { return m_flushes > before; });
    }

private:
    void sink_it_(const spdlog::details::log_msg&) override {}
    void flush_() override {
        ++m_flushes;
        m_flushed.notify_all();
    }

    std::condition_variable m_flushed;
    std::uint64_t m_flushes = 0;
};

std::string numberText(double number) {
    if (!std::isfinite(number))
        return "null";
    std::array<char, 40> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::string(text.data(), end) : "null";
}

spdlog::sink_ptr mainSink(const LogOptions& options) {
    if (options.sink)
        return std::make_shared<FunctionSink>(options.sink);
    return std::make_shared<spdlog::sinks::stdout_sink_mt>();
}

} // namespace

std::string_view levelName(Level level) {
    return kLevels[static_cast<std::size_t>(level)];
}

std::optional<Level> parseLevel(std::string_view name) {
    for (std::size_t i = 0; i < kLevels.size(); ++i) {
        if (core::equalsIgnoreCase(kLevels[i], name))
            return static_cast<Level>(i);
    }
    return std::nullopt;
}

LogField::LogField(std::string fieldName, double number)
    : name(std::move(fieldName)), value(core::JsonNumber{numberText(number)}) {}

class Log::Impl {
public:
    explicit Impl(const LogOptions& o)
        : options(o), rootLevel(o.level), m_flush(std::make_shared<FlushSink>()),
          m_pool(std::make_shared<spdlog::details::thread_pool>(o.queueCapacity, 1, nameThread)) {
        makeWriter({mainSink(options)});
    }

    core::Result<void> openFile() {
        if (options.file.empty())
            return {};
        try {
            makeWriter({mainSink(options), std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                                               options.file, kFileBytes, kFiles)});
        } catch (const std::exception&) {
            return core::failure(core::ErrorCode::InvalidInput,
                                 "observe.log.file: " + options.file +
                                     " can't be written. Choose a file in a folder that exists.");
        }
        return {};
    }

    void write(Level level, const std::string& line) {
        counts[static_cast<std::size_t>(level)].fetch_add(1, std::memory_order_relaxed);
        m_writer->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
    }

    void flush() {
        const std::uint64_t before = m_flush->flushes();
        m_writer->flush();
        m_flush->waitBeyond(before);
    }

    [[nodiscard]] core::QueueStats queueStats() const {
        return {"log", m_pool->queue_size(), options.queueCapacity, m_pool->overrun_counter()};
    }

    [[nodiscard]] core::UtcTime now() const {
        return options.clock != nullptr ? options.clock->now()
                                        : std::chrono::floor<std::chrono::microseconds>(
                                              std::chrono::system_clock::now());
    }

    const LogOptions options;
    std::array<std::atomic<std::uint64_t>, kLevels.size()> counts{};
    mutable std::mutex mutex;
    Level rootLevel; // guarded by mutex, like sources
    std::map<std::string, std::shared_ptr<Logger::Source>, std::less<>> sources;

private:
    static void nameThread() { pthread_setname_np(pthread_self(), "log-writer"); }

    void makeWriter(std::vector<spdlog::sink_ptr> sinks) {
        sinks.push_back(m_flush);
        m_writer =
            std::make_shared<spdlog::async_logger>("vigia", sinks.begin(), sinks.end(), m_pool,
                                                   spdlog::async_overflow_policy::overrun_oldest);
        m_writer->set_pattern("%v");
        m_writer->set_error_handler(
            [](const std::string&) {}); // a log that can't be written has nowhere to say so
    }

    std::shared_ptr<FlushSink> m_flush;
    std::shared_ptr<spdlog::details::thread_pool> m_pool;
    std::shared_ptr<spdlog::async_logger> m_writer;
};

bool Logger::enabled(Level level) const {
    return m_source && level >= m_source->level.load(std::memory_order_relaxed);
}

void Logger::write(Level level, std::string_view message, const LogFields& fields) const {
    if (enabled(level))
        m_log->take(*m_source, m_context.get(), level, message, fields);
}

Logger Logger::with(const LogFields& fields) const {
    Logger logger = *this;
    LogFields all = m_context ? *m_context : LogFields{};
    all.insert(all.end(), fields.begin(), fields.end());
    logger.m_context = std::make_shared<const LogFields>(std::move(all));
    return logger;
}

Log::Log(const LogOptions& options) : m_impl(std::make_unique<Impl>(options)) {}

Log::~Log() {
    flush();
}

core::Result<void> Log::start() {
    return m_impl->openFile();
}

Logger Log::logger(const std::string& name) {
    const std::lock_guard lock(m_impl->mutex);
    auto& source = m_impl->sources[name];
    if (!source) {
        source = std::make_shared<Logger::Source>();
        source->name = name;
        source->level = m_impl->rootLevel;
    }
    Logger logger;
    logger.m_log = this;
    logger.m_source = source;
    return logger;
}

bool Log::setLevel(std::string_view name, Level level) {
    const std::lock_guard lock(m_impl->mutex);
    if (name == kRoot) {
        m_impl->rootLevel = level;
        for (auto& [other, source] : m_impl->sources)
            source->level = level;
        return true;
    }
    const auto source = m_impl->sources.find(name);
    if (source == m_impl->sources.end())
        return false;
    source->second->level = level;
    return true;
}

std::vector<std::pair<std::string, Level>> Log::levels() const {
    const std::lock_guard lock(m_impl->mutex);
    std::vector<std::pair<std::string, Level>> all{{std::string(kRoot), m_impl->rootLevel}};
    for (const auto& [name, source] : m_impl->sources)
        all.emplace_back(name, source->level.load());
    return all;
}

std::uint64_t Log::lines(Level level) const {
    return m_impl->counts[static_cast<std::size_t>(level)];
}

core::QueueStats Log::queueStats() const {
    return m_impl->queueStats();
}

void Log::flush() {
    m_impl->flush();
}

void Log::take(const Logger::Source& source, const LogFields* context, Level level,
               std::string_view message, const LogFields& fields) {
    const LogLine line{m_impl->now(), level, source.name, message, context, &fields};
    const bool json = m_impl->options.format == LogFormat::Json;
    m_impl->write(level, json ? jsonLine(line, m_impl->options) : textLine(line));
}

} // namespace vigia::backend::observe
