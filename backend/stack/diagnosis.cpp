#include "backend/stack/diagnosis.h"

#include "backend/stack/disk_problem.h"
#include "backend/stack/ports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vigia::backend::stack {
namespace {

struct Story {
    const char* sign;
    const char* sentence; ///< {0}: title, {1}: ports, {2}: folder
};

constexpr std::array kStories{
    Story{
        // the first: also told by the disk itself
        "No space left on device",
        "{0} can't start: the disk that holds {2} is full. Free some space, then start it again."},
    Story{"Disk quota exceeded", "{0} can't start: the disk quota for {2} is used up. Free some "
                                 "space, then start it again."},
    Story{"Address already in use",
          "{0} can't start: one of its ports {1} is taken by another program. Stop that program, "
          "or stop the stack and start it again to take other ports."},
    Story{"could not bind IPv4 address",
          "{0} can't start: its port {1} is taken by another program. Stop that program, or stop "
          "the stack and start it again to take another port."},
    Story{"Could not reserve enough space", "{0} can't start: there is not enough memory for it. "
                                            "Close other programs, or set stack.brokers to 1."},
    Story{"insufficient memory for the Java Runtime",
          "{0} can't start: there is not enough memory for it. Close other programs, or set "
          "stack.brokers to 1."},
    Story{"OutOfMemoryError", "{0} ended: its memory of 384 MB was not enough. Use fewer topics "
                              "and partitions, or throw the data away with `vigia stack reset`."},
    Story{"UnsupportedClassVersionError",
          "{0} can't start: Java is too old for Kafka. Install it with `apt install "
          "openjdk-17-jre-headless` or set VIGIA_JAVA."},
    Story{"InconsistentClusterId",
          "{0} can't start: the data folder {2} belongs to another cluster. Restore it from a "
          "copy, or throw the data away with `vigia stack reset`."},
    Story{"No `meta.properties` found",
          "{0} can't start: the data folder {2} is broken, meta.properties is missing. Restore it "
          "from a copy, or throw the data away with `vigia stack reset`."},
    Story{"database files are incompatible with server",
          "{0} can't start: the data in {2} were made by another version of PostgreSQL. Install "
          "that version, or throw the data away with `vigia stack reset`."},
    Story{"is not a valid data directory",
          "{0} can't start: the data folder {2} is broken. Restore it from a copy, or throw the "
          "data away with `vigia stack reset`."},
    Story{"could not locate a valid checkpoint record",
          "{0} can't start: the data folder {2} is broken. Restore it from a copy, or throw the "
          "data away with `vigia stack reset`."},
    Story{"could not open file \"global/pg_control\"",
          "{0} can't start: the data folder {2} is broken. Restore it from a copy, or throw the "
          "data away with `vigia stack reset`."},
    Story{"control file contains invalid",
          "{0} can't start: the data folder {2} is broken. Restore it from a copy, or throw the "
          "data away with `vigia stack reset`."},
    Story{"could not create shared memory segment",
          "{0} can't start: the system gives it no shared memory. Enlarge /dev/shm or "
          "kernel.shmmax."},
    Story{"Permission denied",
          "{0} can't start: it may not read or write its files below {2}. Give them back to the "
          "user that runs it, or choose another data.dir."},
};

std::string portList(const ProcessSpec& spec) {
    std::string taken;
    std::string all;
    for (const std::uint16_t port : spec.ports) {
        std::string& list = portIsFree(port) ? all : taken;
        list += fmt::format("{}{}", list.empty() ? "" : ", ", port);
    }
    return taken.empty() ? all : taken;
}

} // namespace

std::optional<std::string> diagnose(const ProcessSpec& spec, const std::string& log,
                                    std::optional<std::uint64_t> freeBytes) {
    auto story = std::find_if(kStories.begin(), kStories.end(), [&](const Story& s) {
        return log.find(s.sign) != std::string::npos;
    });
    if (story == kStories.end() && freeBytes.value_or(kFullBytes) < kFullBytes)
        story = kStories.begin();
    if (story == kStories.end())
        return std::nullopt;
    return fmt::format(fmt::runtime(story->sentence), spec.title, portList(spec), spec.diskFolder);
}

} // namespace vigia::backend::stack
