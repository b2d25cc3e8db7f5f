#pragma once

#include <cstdint>
#include <string>

namespace vigia::backend::stack {

/// What the local stack should be. Empty texts mean: find it yourself.
struct StackOptions {
    std::string name = "local";
    std::string
        dataFolder;  ///< empty: `$XDG_DATA_HOME/vigia/<name>`, as root `/var/lib/vigia/<name>`, …
    int brokers = 3; ///< 1 or 3
    std::uint16_t kafkaPort =
        9092; ///< of the first broker, the next ones follow; free ones where taken; 0: any
    std::uint16_t postgresPort = 5432; ///< a free one if taken; 0: any
    bool kafkaPortFixed = false;       ///< a wish of the user: taken means refused
    bool postgresPortFixed = false;
    bool readOnly = false;    ///< refuse changes without a pass (core/ops/write_gate.h)
    std::string tag = "dev";  ///< `prod` and read-only is what a refusal says
    bool classArchive = true; ///< make and use a class-data archive for faster starts
    std::string javaBinary;
    std::string postgresFolder; ///< the folder that holds `postgres` and `initdb`
    std::string kafkaJars;
};

} // namespace vigia::backend::stack
