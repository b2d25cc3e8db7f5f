#include "backend/kafka/produce.h"

#include <fmt/format.h>

#include <array>

namespace vigia::backend::kafka {
namespace {

using core::stream::PublishErrorClass;
using core::stream::Record;

HeadersHandle copiedHeaders(const core::stream::Headers& headers) {
    HeadersHandle copy(rd_kafka_headers_new(headers.size()));
    for (const auto& header : headers)
        rd_kafka_header_add(copy.get(), header.name.data(),
                            static_cast<ssize_t>(header.name.size()), header.value.data(),
                            static_cast<ssize_t>(header.value.size()));
    return copy;
}

rd_kafka_vu_t memoryField(rd_kafka_vtype_t type, const std::optional<std::string>& bytes) {
    // The library copies (MSG_F_COPY) and only reads; its C interface has no const here.
    rd_kafka_vu_t field{};
    field.vtype = type;
    field.u.mem.ptr = bytes ? const_cast<char*>(bytes->data()) : nullptr;
    field.u.mem.size = bytes ? bytes->size() : 0;
    return field;
}

std::array<rd_kafka_vu_t, 8> fieldsOf(const Record& record, std::uint64_t id,
                                      rd_kafka_headers_t* headers) {
    std::array<rd_kafka_vu_t, 8> fields{};
    fields[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    fields[0].u.cstr = record.topic.c_str();
    fields[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    fields[1].u.i32 = record.partition < 0 ? RD_KAFKA_PARTITION_UA : record.partition;
    fields[2] = memoryField(RD_KAFKA_VTYPE_VALUE, record.value);
    fields[3] = memoryField(RD_KAFKA_VTYPE_KEY, record.key);
    fields[4].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    fields[4].u.i64 = core::epochMillis(record.time);
    fields[5].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    fields[5].u.i = RD_KAFKA_MSG_F_COPY;
    fields[6].vtype = RD_KAFKA_VTYPE_OPAQUE;
    fields[6].u.ptr = reinterpret_cast<void*>(static_cast<std::uintptr_t>(id));
    fields[7].vtype = RD_KAFKA_VTYPE_HEADERS;
    fields[7].u.headers = headers;
    return fields;
}

PublishErrorClass classOf(rd_kafka_resp_err_t code) {
    switch (code) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
        return PublishErrorClass::Permanent;
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
        return PublishErrorClass::Lingering;
    default:
        return PublishErrorClass::Retriable;
    }
}

} // namespace

ClientSettings producerSettings() {
    return {.defaults = {{"linger.ms", "5"},
                         {"batch.size", "65536"},
                         {"compression.type", "lz4"},
                         {"delivery.timeout.ms", "120000"},
                         {"queue.buffering.max.messages", "200000"},
                         {"queue.buffering.max.kbytes", "32768"},
                         {"message.max.bytes", "2621440"}},
            .fixed = {{"enable.idempotence", "true"},
                      {"acks", "all"},
                      {"max.in.flight", "5"},
                      {"partitioner", "murmur2_random"}}};
}

ClientSettings relaySettings() {
    ClientSettings settings = producerSettings();
    std::erase_if(settings.defaults,
                  [](const auto& entry) { return entry.first == "delivery.timeout.ms"; });
    settings.fixed.emplace_back("message.timeout.ms", "0");
    settings.fixed.emplace_back("enable.gapless.guarantee", "true");
    return settings;
}

rd_kafka_resp_err_t produceRecord(rd_kafka_t* client, const Record& record, std::uint64_t id) {
    HeadersHandle headers = copiedHeaders(record.headers);
    const auto fields = fieldsOf(record, id, headers.get());
    const ErrorHandle error(rd_kafka_produceva(client, fields.data(), fields.size()));
    if (error)
        return rd_kafka_error_code(error.get());
    headers.release(); // taken only on success
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

std::uint64_t deliveryId(const rd_kafka_message_t& message) {
    return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(message._private));
}

core::stream::PublishError publishError(rd_kafka_resp_err_t code) {
    return {classOf(code), fmt::format("{} ({})", rd_kafka_err2str(code), rd_kafka_err2name(code))};
}

} // namespace vigia::backend::kafka
