#include "core/base/known_secrets.h"

#include "core/base/mask.h"

#include <algorithm>

namespace vigia::core {
namespace {

constexpr std::size_t kShortest = 4;

} // namespace

KnownSecrets::KnownSecrets(std::vector<std::string> secrets) : m_secrets(std::move(secrets)) {
    std::erase_if(m_secrets, [](const auto& secret) { return secret.size() < kShortest; });
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::string KnownSecrets::hidden(std::string text) const {
    for (const auto& secret : m_secrets) {
        for (auto at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + kMask.size()))
            text.replace(at, secret.size(), kMask);
    }
    return text;
}

} // namespace vigia::core
