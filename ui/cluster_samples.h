#pragma once

#include "core/ops/cluster_desk.h"

namespace vigia::ui {

/// A cluster as somebody might describe it: `orders` in production, with SCRAM over TLS.
core::ops::ClusterDraft sampleDraft();

/// A connection to it whose sign-in is refused.
core::ops::ConnectionReport refusedReport();

/// What is known of a platform of our own, as it would be known of a cluster that is only watched.
core::ops::ConsoleSnapshot asWatched(core::ops::ConsoleSnapshot snapshot,
                                     const std::string& cluster, const std::string& tag);

} // namespace vigia::ui
