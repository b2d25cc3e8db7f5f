#include "app/stack_options.h"

#include "app/platform_access.h"

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
    options.tag = clusterTag(context, backend::config::kOwnCluster);
    options.readOnly = isReadOnly(context);
    return options;
}

} // namespace vigia::app
