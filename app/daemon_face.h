#pragma once

#include "app/command.h"

namespace vigia::app {

/// `vigia --daemon [--roles …]`: runs roles in this process until SIGTERM or SIGINT, on the local
/// stack (started when it does not run) or on given servers. Exit codes of platform.md 1. Main
/// thread.
int runDaemon(const Context& context, const FaceRequest& request);

/// `vigia --worker --roles R --instance NAME`: the same for a process that the guard starts and
/// supervises.
int runWorker(const Context& context, const FaceRequest& request);

} // namespace vigia::app
