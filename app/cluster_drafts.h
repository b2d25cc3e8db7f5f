#pragma once

#include "app/cluster_edit.h"
#include "backend/kafka/client_config.h"
#include "core/ops/cluster_desk.h"

namespace vigia::app {

/// The way of a cluster between the dialog and the configuration file. Everything blocks.

/// `NAME` of `${NAME}`, which the configuration takes from the environment; else empty.
std::string variableOf(const std::string& value);

/// As the configuration file has it; NotFound.
core::Result<core::ops::ClusterDraft> draftOf(const Context& context, const std::string& name);

/// What a Java client's properties say. Secrets stay in that file until the draft is saved.
core::Result<core::ops::ClusterDraft> draftFromJava(const Context& context,
                                                    const std::string& file);

/// Checks and writes the configuration file, and keeps the secrets where the draft says.
core::Result<std::string> saveDraft(const Context& context, const core::ops::ClusterDraft& draft,
                                    bool isNew);

/// Takes out a property and, of a secret, the names of its other places.
void dropSecret(std::map<std::string, std::string>& properties, const std::string& property);

/// Names the place of a secret in the entry, and keeps there what was typed.
core::Result<void> putSecret(const ClusterEdit& edit, const core::ops::ClusterSecret& secret,
                             backend::config::ClusterEntry& entry);

/// After a change was written: takes out of the keyring and of our folder what was kept for the
/// cluster as it was and what it names no more.
void forgetLeftOver(const ClusterEdit& edit, const backend::config::ClusterEntry& before,
                    const backend::config::ClusterEntry& now);

/// Takes the cluster out of the configuration file, with the secrets that were kept for it.
core::Result<std::string> removeCluster(const Context& context, const std::string& name);

/// A client of the draft with its secrets read. What has to be converted goes into `folder`, which
/// the caller deletes.
core::Result<backend::kafka::ClientConfig> clientOf(const Context& context,
                                                    const core::ops::ClusterDraft& draft,
                                                    const std::filesystem::path& folder);

} // namespace vigia::app
