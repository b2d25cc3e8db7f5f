#include "backend/postgres/schema.h"

namespace vigia::backend::postgres {
namespace {

constexpr std::array<std::string_view, 6> kNames{"stock", "acl", "logs", "commerce", "chat", "ops"};

} // namespace

std::string_view schemaName(Schema schema) {
    return kNames.at(static_cast<std::size_t>(schema));
}

std::optional<Schema> parseSchema(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames.at(i) == name)
            return static_cast<Schema>(i);
    }
    return std::nullopt;
}

} // namespace vigia::backend::postgres
