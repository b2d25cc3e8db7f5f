#include "backend/http/message.h"

namespace vigia::backend::http {
namespace {

const std::string* firstNamed(const std::vector<NameValue>& all, std::string_view name) {
    for (const auto& [key, value] : all) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

} // namespace

const std::string* Request::header(std::string_view name) const {
    return firstNamed(headers, name);
}

const std::string* Request::queryValue(std::string_view name) const {
    return firstNamed(query, name);
}

const std::string& Request::pathParameter(std::string_view name) const {
    static const std::string kNone;
    const std::string* value = firstNamed(pathParameters, name);
    return value == nullptr ? kNone : *value;
}

} // namespace vigia::backend::http
