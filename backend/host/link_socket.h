#pragma once

#include "core/base/result.h"
#include "core/base/unique_fd.h"
#include "core/ops/link.h"

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

namespace vigia::backend::host {

/// Where the running desktop of this user listens for links: a socket in the user's own run-time
/// folder, one for each state folder.
std::filesystem::path linkSocketPath();

/// Listens for links that `vigia open` hands over, on its thread `links`. Only this user (and root)
/// is heard, one line a connection, two seconds each. The file is removed at the end. `start()`
/// fails with Conflict while another process listens there.
class LinkListener {
public:
    /// Called on the thread `links`; it must not block for long. What it answers goes back to who
    /// sent the link.
    using Opened = std::function<core::Result<void>(const core::ops::Link&)>;

    LinkListener(std::filesystem::path path, Opened opened);
    ~LinkListener();
    LinkListener(const LinkListener&) = delete;
    LinkListener& operator=(const LinkListener&) = delete;

    core::Result<void> start();
    void stop();

private:
    void run(const std::stop_token& stop);
    void serve(const core::UniqueFd& client);

    const std::filesystem::path m_path;
    const Opened m_opened;
    core::UniqueFd m_socket;
    core::UniqueFd m_wakeRead;
    core::UniqueFd m_wakeWrite;
    std::jthread m_thread;
};

/// Hands a link to the running desktop and waits for its answer, at most ten seconds. Unreachable
/// when no window runs; Conflict with the window's sentence.
core::Result<void> sendLink(const std::filesystem::path& path, const core::ops::Link& link);

} // namespace vigia::backend::host
