#include "core/load/run_store.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::core::load {
namespace {

constexpr std::size_t kMostName = 120, kMostTags = 20, kMostTag = 40, kMostNotes = 10'000;

Error tooMuch(std::string_view what) {
    return failure(ErrorCode::InvalidInput, std::string(what));
}

bool isTag(const std::string& tag) {
    return !trimmed(tag).empty() && isValidUtf8(tag) && codePoints(tag) <= kMostTag &&
           !hasControlCharacters(tag) && tag.find(',') == std::string::npos;
}

} // namespace

const std::string& RunSummary::shownName() const {
    return annotation.name.empty() ? head.title : annotation.name;
}

RunSummary summaryOf(const RunResult& result) {
    return {.head = result,
            .state = RunState::Finished,
            .verdict = result.verdict(),
            .sentence = verdictSentence(result),
            .measured = result.measured,
            .annotation = {},
            .baseline = false};
}

RunSummary summaryOf(const KeptRun& run) {
    RunSummary line = summaryOf(run.result);
    line.state = run.state;
    if (run.state != RunState::Finished)
        line.verdict.reset();
    line.annotation = run.annotation;
    line.baseline = run.baseline;
    return line;
}

Result<void> checkAnnotation(const RunAnnotation& annotation) {
    if (!isValidUtf8(annotation.name) || codePoints(annotation.name) > kMostName ||
        hasControlCharacters(annotation.name))
        return tooMuch(fmt::format("a run's name is one line of {} characters at most", kMostName));
    if (annotation.tags.size() > kMostTags)
        return tooMuch(fmt::format("a run has {} tags at most", kMostTags));
    for (const auto& tag : annotation.tags) {
        if (!isTag(tag))
            return tooMuch(fmt::format(
                "a tag is a word or a few, {} characters at most and without commas", kMostTag));
    }
    if (!isValidUtf8(annotation.notes) || codePoints(annotation.notes) > kMostNotes)
        return tooMuch(fmt::format("notes have {} characters at most", kMostNotes));
    return {};
}

} // namespace vigia::core::load
