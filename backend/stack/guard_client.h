#pragma once

#include "backend/stack/guard_options.h"
#include "backend/stack/local_stack.h"
#include "backend/stack/worker_pool.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/unique_fd.h"
#include "core/ops/event.h"
#include "core/ops/platform_control.h"
#include "core/ops/platform_source.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace vigia::backend::stack {

/// What the guard tells by itself; called on the client's thread `vigia-guard`, one at a time. No
/// call comes after the client's destructor returned.
struct GuardListener {
    std::function<void(const core::ops::StartProgress&)> progress;
    std::function<void(const ProcessEvent&)> event;
    std::function<void()> gone; ///< the connection is lost: the guard ended or was killed
};

/// A connection to the guard. While it is attached the guard keeps everything running; when it
/// goes, also by the death of this process, the guard stops two seconds later. Owned by `app`;
/// every function may be called from any thread except inside a listener's call.
class GuardClient : public core::ops::ProcessSource {
public:
    static constexpr std::chrono::milliseconds kPatience{5000};

    /// Attaches to the guard of this data folder, starting one from `program` when there is none.
    /// With `options.keep` it is told to stay. Waits for its socket only, not for the servers.
    static core::Result<std::unique_ptr<GuardClient>> connectOrStart(const std::string& program,
                                                                     const GuardOptions& options,
                                                                     GuardListener listener = {});
    /// A connection that only asks and keeps nothing alive; Unreachable when no guard runs.
    static core::Result<std::unique_ptr<GuardClient>> connect(const StackOptions& options,
                                                              GuardListener listener = {});

    ~GuardClient() override;
    GuardClient(const GuardClient&) = delete;
    GuardClient& operator=(const GuardClient&) = delete;

    /// The answer's `result`; the guard's own error; Timeout; Unreachable when the connection is
    /// lost.
    core::Result<core::JsonValue> request(const std::string& verb,
                                          const core::JsonObject& members = {},
                                          std::chrono::milliseconds patience = kPatience);

    core::Result<core::JsonValue> status() { return request("status"); }
    core::Result<std::vector<core::ops::ProcessStatus>> processes() override;
    /// Addresses of the servers as they are now; the product's password is read from its file.
    core::Result<StackAddresses> addresses();
    /// `verb`: start, stop, kill, pause, resume, restart. Answers with a sentence.
    /// What changes something takes a pass where the stack is read-only, else Rejected.
    core::Result<std::string> process(const std::string& name, const std::string& verb,
                                      const core::ops::WritePass& pass = {});
    core::Result<std::string> scale(const std::string& role, int count,
                                    const core::ops::WritePass& pass = {});
    core::Result<std::string> defineWorker(const WorkerTemplate& worker);
    core::Result<std::string> logs(const std::string& process, int lines);
    /// The guard may stop now as far as we are concerned; the connection stays usable.
    core::Result<void> detach();
    /// Asks for the ordered stop and waits until the guard is gone.
    core::Result<void> shutdown(std::chrono::milliseconds patience,
                                const core::ops::WritePass& pass = {});

private:
    GuardClient(core::UniqueFd socket, GuardListener listener);
    core::Result<void> attach(const GuardOptions& options);
    core::Result<void> subscribe();
    core::Result<std::string> sentence(const std::string& verb, const core::JsonObject& members);
    void run(const std::stop_token& stop);
    void takeLine(const std::string& line);
    void establish();
    bool lost();

    core::UniqueFd m_socket;
    GuardListener m_listener;
    std::mutex m_sending;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::int64_t, std::optional<core::JsonValue>>
        m_answers; ///< by request; empty while it is waited for
    std::int64_t m_nextId = 1;
    bool m_lost = false;
    bool m_established = false; ///< the caller has it: from now on its loss is told
    std::jthread m_thread;
};

/// The event of the events lane that a process event means; nothing for those that are no news
/// (`started` of a broker …).
std::optional<core::ops::Event> opsEvent(const ProcessEvent& event, const std::string& cluster);

} // namespace vigia::backend::stack
