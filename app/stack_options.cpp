#include "app/stack_options.h"

namespace vigia::app {

backend::stack::StackOptions stackOptions(const Context& context) {
    backend::stack::StackOptions options;
    options.name = context.config.stack.name;
    options.dataFolder = context.config.dataDir;
    options.brokers = context.config.stack.brokers;
    options.kafkaPort = context.config.stack.kafkaPort;
    options.kafkaPortFixed = context.config.stack.kafkaPortSet;
    options.postgresPort = context.config.stack.postgresPort;
    options.postgresPortFixed = context.config.stack.postgresPortSet;
    return options;
}

} // namespace vigia::app
