#pragma once

#include "core/base/published.h"
#include "core/base/result.h"
#include "core/ops/connection_report.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/platform_control.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vigia::core::ops {

struct Fleet;

/// A cluster as a menu shows it.
struct ClusterInfo {
    std::string name;
    std::string servers; ///< `host:port,host:port`; empty for a local platform
    std::string tag = "dev";
    std::string colour; ///< `#RRGGBB` of its stripe; empty: by its tag
    bool readOnly = false;
    bool own = false; ///< the platform's own cluster

    bool operator==(const ClusterInfo&) const = default;
};

/// Where a secret of a cluster comes from (platform.md 2); never from the configuration file.
enum class SecretPlace {
    Keyring,     ///< the desktop's keyring; `text` is the secret, empty: as it is there
    OwnFile,     ///< a file of ours that only the user may read; `text` is the secret
    File,        ///< `text` is the path
    Environment, ///< `text` is the variable's name
    Command,     ///< `text` is what the shell runs: `pass show kafka/orders`
    Imported     ///< the Java client's file that the draft was read from
};

struct ClusterSecret {
    std::string property; ///< `sasl.password`
    SecretPlace place = SecretPlace::Keyring;
    std::string text;
};

/// A cluster as somebody describes it in a dialog. Plain data; secrets that were typed are in it,
/// so it is never logged.
struct ClusterDraft {
    std::string name;
    std::string servers;
    std::string tag = "dev";
    std::string colour;
    std::string collect;                           ///< `open`, `always`, empty: as by default
    std::map<std::string, std::string> properties; ///< without secrets
    std::map<std::string, std::string> brokerMap;
    std::vector<ClusterSecret> secrets;
    std::string importFile;           ///< the Java client's properties it was read from
    std::vector<std::string> remarks; ///< sentences about the import
};

/// What a window reads one cluster from. All windows on a cluster share one sampler; it ends, away
/// from the caller's thread, after the last of them let it go. The control is the window's own:
/// unlocking it unlocks no other window.
class ClusterFeed {
public:
    virtual ~ClusterFeed() = default;
    virtual Published<ConsoleSnapshot>& snapshots() = 0;
    /// Of a local platform; of a watched cluster it says nothing but `ready`.
    virtual Published<StartProgress>& progress() = 0;
    /// The newest examination of the connection of a watched cluster; grows while one goes on.
    virtual Published<ConnectionReport>& connection() = 0;
    virtual PlatformControl& control() = 0;
};

/// The clusters of the configuration: open, test, add, edit, remove. Calls return at once; answers
/// come on an unnamed thread exactly once. Implemented in `app`.
class ClusterDesk {
public:
    using Opened = std::shared_ptr<ClusterFeed>;
    using Done = std::function<void(Result<std::string>)>; ///< a sentence that says what was done
    using Tested = std::function<void(ConnectionReport)>;  ///< called with each step that is added
    using Drafted = std::function<void(Result<ClusterDraft>)>;

    virtual ~ClusterDesk() = default;

    /// The platform's own first, then by name.
    [[nodiscard]] virtual std::vector<ClusterInfo> clusters() const = 0;
    /// Starts watching; `local` is started where it doesn't run. NotFound for an unknown name.
    virtual Result<Opened> open(const std::string& name) = 0;
    /// Examines the connection of a draft; the report with `finished` set is the last.
    virtual void test(ClusterDraft draft, Tested tested) = 0;
    /// Writes the configuration file; InvalidInput names what would not hold.
    virtual void save(ClusterDraft draft, bool isNew, Done done) = 0;
    virtual void remove(std::string name, Done done) = 0;
    /// The cluster as the configuration file has it, for the dialog.
    virtual void draft(std::string name, Drafted drafted) = 0;
    /// A Java client's `client.properties`.
    virtual void import(std::string file, Drafted drafted) = 0;
    /// Every cluster at a glance, collected at a slow pace.
    virtual Published<Fleet>& fleet() = 0;
    /// Counted: each page that is looked at says so, and when it is not any more. Clusters that are
    /// not collected always are asked in between only.
    virtual void lookAtFleet(bool open) = 0;
    /// Why the desktop's keyring can't be used; empty when it can. May block for a moment the first
    /// time, so it is asked off the GUI thread.
    virtual void keyring(std::function<void(std::string problem)> answered) = 0;
};

} // namespace vigia::core::ops
