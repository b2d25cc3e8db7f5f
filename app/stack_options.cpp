#include "app/stack_options.h"

namespace vigia::app {

backend::stack::StackOptions stackOptions(const Context& context) {
    backend::stack::StackOptions options;
    options.name = context.config.stack.name;
    options.dataFolder = context.config.dataDir;
    options.brokers = context.config.stack.brokers;
    return options;
}

} // namespace vigia::app
