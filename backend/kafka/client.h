#pragma once

#include "backend/kafka/client_config.h"
#include "backend/kafka/handles.h"

#include <chrono>
#include <string>

/// Making clients and turning librdkafka's errors into ours. Private to backend/kafka.
namespace vigia::backend::kafka {

/// What librdkafka hands back to every callback. Outlives the client: declared before it by the
/// owner.
struct ClientContext {
    LogSink log;
    void* owner = nullptr;
    std::map<std::string, std::string> brokerMap = {};
    std::string onlyAddress = {};
};

/// Properties of one client: `defaults` may be overridden by the configuration, `fixed` may not.
struct ClientSettings {
    Properties defaults;
    Properties fixed;
};

/// Configuration with servers, client id, defaults, the user's properties and the fixed ones, in
/// that order. InvalidInput names the property that is unknown, wrong, or ours.
core::Result<ConfHandle> makeConf(const ClientConfig& config, const ClientSettings& settings,
                                  ClientContext& context);

/// Takes the configuration; Rejected with librdkafka's reason.
core::Result<ClientHandle> makeClient(rd_kafka_type_t type, ConfHandle conf);

/// "what: reason" with the code that says what to do.
core::Error kafkaError(rd_kafka_resp_err_t code, const std::string& what,
                       const char* reason = nullptr);
/// The same for the error objects of newer calls.
core::Error kafkaError(const rd_kafka_error_t* error, const std::string& what);

/// The time left, at least 1 ms, as the milliseconds that librdkafka wants.
int millisLeft(std::chrono::steady_clock::time_point deadline);

} // namespace vigia::backend::kafka
