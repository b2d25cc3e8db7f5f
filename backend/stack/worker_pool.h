#pragma once

#include "backend/stack/local_stack.h"
#include "backend/stack/process_spec.h"
#include "core/base/json.h"
#include "core/base/result.h"

#include <map>
#include <string>
#include <vector>

namespace vigia::backend::stack {

/// How the workers of a role are started. `{instance}` in an argument or value becomes the worker's
/// name.
struct WorkerTemplate {
    std::string role;
    std::vector<std::string> argv;
    std::vector<std::pair<std::string, std::string>> environment;
    std::string workingFolder;
    RestartPolicy restart = RestartPolicy::Always;
    std::chrono::milliseconds stopPatience{30'000};
    int count = 1;
};

/// What a definition did to the role.
enum class Defined { New, Same, Changed };

/// Reads a template strictly: unknown members, wrong types, NUL and oversized texts are refused by
/// name.
core::Result<WorkerTemplate> workerTemplate(const core::JsonValue& json);
/// The text `workerTemplate` reads.
std::string workerTemplateText(const WorkerTemplate& worker);

/// The workers of all roles: `<role>-1` … `<role>-8`. They start once the servers are ready, with
/// the servers' addresses in their environment. Single-threaded, beside the supervisor it adds to.
class WorkerPool {
public:
    static constexpr int kMostWorkers = 8;

    explicit WorkerPool(LocalStack& stack) : m_stack(stack) {}

    /// A role that is known keeps the number of its workers, and those that run keep running; a
    /// template that differs takes effect when each starts next.
    core::Result<Defined> define(WorkerTemplate worker);
    /// The role is known with another template.
    [[nodiscard]] bool wouldChange(const WorkerTemplate& worker) const;
    /// Starts or stops workers until `count` (0 to 8) of them are wanted; answers with a sentence.
    core::Result<std::string> scale(const std::string& role, int count);
    /// Starts waiting workers when the servers are ready; removes those that a scale down ended.
    void tick();
    /// Nothing is started any more.
    void close() { m_closed = true; }

private:
    void redefine(const WorkerTemplate& worker);
    core::Result<void> addWorker(const WorkerTemplate& worker, const std::string& name);
    [[nodiscard]] ProcessSpec specOf(const WorkerTemplate& worker, const std::string& name) const;

    LocalStack& m_stack;
    std::map<std::string, WorkerTemplate> m_templates;
    std::vector<std::string> m_waiting; ///< added, not started: the servers are not ready yet
    std::vector<std::string> m_leaving; ///< removed from the list once they have ended
    bool m_closed = false;
};

} // namespace vigia::backend::stack
