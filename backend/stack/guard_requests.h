#pragma once

#include "backend/stack/control_server.h"
#include "backend/stack/disk_usage.h"
#include "backend/stack/guard_options.h"
#include "backend/stack/local_stack.h"
#include "backend/stack/worker_pool.h"
#include "core/base/json.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace vigia::backend::stack {

/// Every word that the control socket takes as a request.
const std::vector<std::string>& guardVerbs();

/// Reads the requests of the control socket strictly and answers them:
/// `{"id":7,"request":"status"}` →
/// `{"id":7,"ok":true,"result":…}` or `{"id":7,"ok":false,"code":"…","message":"…"}`.
/// Single-threaded, owned by the guard.
class GuardRequests {
public:
    GuardRequests(LocalStack& stack, WorkerPool& workers, ControlServer& server,
                  const DiskUsage& disk, const GuardOptions& options)
        : m_stack(stack), m_workers(workers), m_server(server), m_disk(disk), m_keep(options.keep),
          m_tag(options.stack.tag), m_readOnly(options.stack.readOnly) {}

    void handle(ControlConnection& connection, const std::string& line);

    [[nodiscard]] bool keep() const { return m_keep; }
    [[nodiscard]] bool shutdownWanted() const { return m_shutdown; }
    /// From now on only `status` and `logs` are answered: the guard stops.
    void close() { m_closed = true; }

private:
    using Answer = core::Result<std::string>; ///< JSON text

    Answer answer(ControlConnection& connection, const core::JsonValue& request);
    Answer perform(const std::string& verb, const core::JsonValue& request);
    /// Rejected when the stack is read-only and the request brings no pass.
    [[nodiscard]] core::Result<void> checkPass(const core::JsonValue& request) const;
    Answer keep(const core::JsonValue& request);
    Answer attach(ControlConnection& connection, const core::JsonValue& request);
    Answer subscribe(ControlConnection& connection, const core::JsonValue& request);
    Answer processVerb(const std::string& verb, const core::JsonValue& request);
    Answer define(const core::JsonValue& request);
    Answer scale(const core::JsonValue& request);
    Answer logs(const core::JsonValue& request);

    LocalStack& m_stack;
    WorkerPool& m_workers;
    ControlServer& m_server;
    const DiskUsage& m_disk;
    bool m_keep;
    std::string m_tag;
    bool m_readOnly; ///< once it is, it stays so until the guard ends
    bool m_shutdown = false;
    bool m_closed = false;
};

} // namespace vigia::backend::stack
