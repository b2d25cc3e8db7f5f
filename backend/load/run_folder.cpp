#include "backend/load/run_folder.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vigia::backend::load {
namespace {

namespace fs = std::filesystem;
using namespace core::load;
using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::size_t kMostBytes = 256UL * 1024 * 1024; ///< a day of varied seconds
constexpr std::size_t kMostBegin = 512UL * 1024;
constexpr std::size_t kMostAnnotation = 256UL * 1024;

/// Says of which file an error is.
core::Error of(const fs::path& file, const core::Error& error) {
    return {error.code, fmt::format("{} can't be read: {}",
                                    core::escapedForDisplay(file.string(), 300), error.message)};
}

bool isId(std::string_view id) {
    return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// Its writer holds the lock as long as it lives.
bool isRunning(int fd) {
    if (::flock(fd, LOCK_SH | LOCK_NB) != 0)
        return errno == EWOULDBLOCK;
    ::flock(fd, LOCK_UN);
    return false;
}

core::UniqueFd opened(const fs::path& file) {
    return core::UniqueFd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
}

std::string bytesAt(int fd, std::uint64_t offset, std::size_t most) {
    std::string bytes(most, '\0');
    std::size_t size = 0;
    while (size < most) {
        const ssize_t n =
            ::pread(fd, bytes.data() + size, most - size, static_cast<off_t>(offset + size));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        size += static_cast<std::size_t>(n);
    }
    bytes.resize(size);
    return bytes;
}

std::string unfinishedText(RunState state) {
    return state == RunState::Running ? "Still going on."
                                      : "Interrupted: what wrote it ended before the run did.";
}

std::string annotationJson(const RunAnnotation& annotation) {
    core::JsonWriter json;
    json.beginObject().member("name", annotation.name).key("tags").beginArray();
    for (const auto& tag : annotation.tags)
        json.value(tag);
    return json.endArray().member("notes", annotation.notes).endObject().take() + "\n";
}

} // namespace

RunFolder::RunFolder(fs::path folder) : m_folder(std::move(folder)) {}

Result<fs::path> RunFolder::fileOf(std::string_view id) const {
    const auto file = m_folder / (std::string(id) + ".run");
    if (!isId(id) || !opened(file).valid())
        return failure(ErrorCode::NotFound,
                       fmt::format("there is no run '{}'", core::escapedForDisplay(id, 60)));
    return file;
}

Result<DecodedRun> RunFolder::whole(const fs::path& file) const {
    const auto bytes = core::readFile(file, kMostBytes);
    auto run = bytes ? decodedRun(*bytes) : bytes.error();
    if (run && run->result.id != file.stem().string())
        return of(file, failure(ErrorCode::Corrupt, "it holds another run than its name says"));
    return run ? std::move(run) : of(file, run.error());
}

Result<RunSummary> RunFolder::summaryIn(const fs::path& file) const {
    const auto fd = opened(file);
    struct stat info {};
    if (!fd.valid() || ::fstat(fd.fd(), &info) != 0)
        return of(file, failure(ErrorCode::NotFound, std::strerror(errno)));
    const auto size = static_cast<std::uint64_t>(info.st_size);
    const auto last = size < kTrailerBytes ? 0 : size - kTrailerBytes;
    const auto at = endOffset(bytesAt(fd.fd(), last, kTrailerBytes));
    if (at && *at < last && last - *at <= kMostBegin) {
        auto summary =
            decodedSummary(bytesAt(fd.fd(), 0, kMostBegin), bytesAt(fd.fd(), *at, last - *at));
        return summary ? std::move(summary) : of(file, summary.error());
    }
    const auto state = isRunning(fd.fd()) ? RunState::Running : RunState::Interrupted;
    const auto run = whole(file);
    if (!run)
        return run.error();
    auto summary = summaryOf(run->result);
    summary.state = state;
    summary.verdict.reset();
    summary.sentence = unfinishedText(state);
    return summary;
}

/// A folder that is not there holds no run yet; one that can't be read to its end what was read.
std::vector<fs::path> RunFolder::files() const {
    std::vector<fs::path> all;
    std::error_code problem;
    for (fs::directory_iterator each(m_folder, problem), end; !problem && each != end;
         each.increment(problem)) {
        if (each->path().extension() == ".run")
            all.push_back(each->path());
    }
    return all;
}

void RunFolder::annotateSummary(RunSummary& summary, const Baselines& baselines) const {
    summary.annotation = annotationOf(summary.head.id);
    const auto baseline = baselines.find(summary.head.scenario);
    summary.baseline = baseline != baselines.end() && baseline->second == summary.head.id;
}

Result<RunSummary> RunFolder::summary(std::string_view id) const {
    const auto file = fileOf(id);
    auto summary = file ? summaryIn(*file) : file.error();
    if (summary)
        annotateSummary(*summary, baselines());
    return summary;
}

std::optional<std::string> RunFolder::baselineOf(std::string_view scenario) const {
    const auto all = baselines();
    const auto found = all.find(scenario);
    const bool there = found != all.end() && fileOf(found->second).has_value();
    return there ? std::optional(found->second) : std::nullopt;
}

std::vector<std::string> RunFolder::prune(const KeptRunLimits& limits) {
    const auto runs = list().runs; // newest first
    std::vector<std::uint64_t> sizes;
    std::uint64_t bytes = 0;
    for (const auto& run : runs) {
        std::error_code gone;
        const auto size = fs::file_size(m_folder / (run.head.id + ".run"), gone);
        sizes.push_back(gone ? 0 : size);
        bytes += sizes.back();
    }
    std::vector<std::string> told;
    std::size_t count = runs.size();
    for (std::size_t i = runs.size(); i-- > 0 && (count > limits.runs || bytes > limits.bytes);) {
        const auto& run = runs[i];
        const bool stays =
            run.state == RunState::Running || run.baseline || !run.annotation.tags.empty();
        if (stays || !remove(run.head.id))
            continue;
        --count;
        bytes -= sizes[i];
        told.push_back(fmt::format("run {} of {} is removed: {} runs with {} MB are kept at most; "
                                   "a tag keeps one for ever",
                                   run.head.id, core::escapedForDisplay(run.head.scenario, 80),
                                   limits.runs, limits.bytes / 1'000'000));
    }
    if (count > limits.runs || bytes > limits.bytes)
        told.push_back("more runs are kept than wished, since all have a tag or are baselines");
    return told;
}

RunList RunFolder::list() const {
    RunList list;
    const auto baselines = this->baselines();
    for (const auto& file : files()) {
        auto summary = summaryIn(file);
        if (!summary) {
            list.problems.push_back(summary.error().message);
            continue;
        }
        annotateSummary(*summary, baselines);
        list.runs.push_back(std::move(*summary));
    }
    std::sort(list.runs.begin(), list.runs.end(), [](const auto& a, const auto& b) {
        return std::tie(b.head.begunAt, b.head.id) < std::tie(a.head.begunAt, a.head.id);
    });
    std::sort(list.problems.begin(), list.problems.end());
    return list;
}

Result<KeptRun> RunFolder::read(std::string_view id) const {
    const auto file = fileOf(id);
    if (!file)
        return file.error();
    const bool running = isRunning(opened(*file).fd());
    auto run = whole(*file);
    if (!run)
        return run.error();
    const auto baselines = this->baselines();
    const auto baseline = baselines.find(run->result.scenario);
    return KeptRun{.result = std::move(run->result),
                   .state = run->finished ? RunState::Finished
                            : running     ? RunState::Running
                                          : RunState::Interrupted,
                   .annotation = annotationOf(std::string(id)),
                   .baseline = baseline != baselines.end() && baseline->second == id};
}

RunAnnotation RunFolder::annotationOf(const std::string& id) const {
    const auto text = core::readFile(m_folder / (id + ".json"), kMostAnnotation);
    const auto json = text ? core::parseJson(*text) : text.error();
    RunAnnotation annotation;
    if (!json)
        return annotation;
    annotation.name = json->stringAt("name").value_or("");
    annotation.notes = json->stringAt("notes").value_or("");
    const auto* tags = json->find("tags");
    for (const auto& tag :
         tags != nullptr && tags->asArray() != nullptr ? *tags->asArray() : core::JsonArray{})
        annotation.tags.push_back(tag.asString() == nullptr ? "" : *tag.asString());
    return checkAnnotation(annotation) ? annotation : RunAnnotation{};
}

Result<void> RunFolder::annotate(std::string_view id, const RunAnnotation& annotation) {
    const auto file = fileOf(id);
    if (!file)
        return file.error();
    if (auto good = checkAnnotation(annotation); !good)
        return good;
    return core::replaceFile(m_folder / (std::string(id) + ".json"), annotationJson(annotation));
}

Result<void> RunFolder::remove(std::string_view id) {
    const auto file = fileOf(id);
    if (!file)
        return file.error();
    if (isRunning(opened(*file).fd()))
        return failure(ErrorCode::Conflict, "this run still goes on; stop it first");
    auto baselines = this->baselines();
    const auto others =
        std::erase_if(baselines, [&](const auto& each) { return each.second == id; });
    if (others > 0) {
        if (auto kept = keep(baselines); !kept)
            return kept;
    }
    if (::unlink(file->c_str()) != 0)
        return notWritten(*file, errno);
    ::unlink((m_folder / (std::string(id) + ".json")).c_str());
    return {};
}

RunFolder::Baselines RunFolder::baselines() const {
    const auto text = core::readFile(m_folder / "baselines.json");
    const auto json = text ? core::parseJson(*text) : text.error();
    Baselines baselines;
    if (!json || json->asObject() == nullptr)
        return baselines;
    for (const auto& [scenario, id] : *json->asObject())
        baselines[scenario] = id.asString() == nullptr ? "" : *id.asString();
    return baselines;
}

Result<void> RunFolder::keep(const Baselines& baselines) const {
    core::JsonWriter json;
    json.beginObject();
    for (const auto& [scenario, id] : baselines)
        json.member(scenario, id);
    return core::replaceFile(m_folder / "baselines.json", json.endObject().take() + "\n");
}

Result<void> RunFolder::makeBaseline(std::string_view id) {
    const auto file = fileOf(id);
    const auto run = file ? summaryIn(*file) : file.error();
    if (!run)
        return run.error();
    if (run->state != RunState::Finished)
        return failure(ErrorCode::Conflict, "only a run that came to its end can be a baseline");
    auto baselines = this->baselines();
    baselines[run->head.scenario] = std::string(id);
    return keep(baselines);
}

Result<void> RunFolder::clearBaseline(std::string_view scenario) {
    auto baselines = this->baselines();
    return baselines.erase(std::string(scenario)) == 0 ? Result<void>() : keep(baselines);
}

} // namespace vigia::backend::load
