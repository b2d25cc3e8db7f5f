#include "backend/http/fresh_tls.h"

#include <fmt/format.h>

#include <sys/stat.h>

namespace vigia::backend::http {
namespace {

/// Another text when the file is another, or was written anew.
std::string stampOf(const std::string& file) {
    struct stat seen {};
    if (file.empty() || ::stat(file.c_str(), &seen) != 0)
        return {};
    return fmt::format("{} {} {} {} {} {}", file, seen.st_dev, seen.st_ino, seen.st_size,
                       seen.st_mtim.tv_sec, seen.st_mtim.tv_nsec);
}

} // namespace

FreshTls::FreshTls(std::string host, ClientTls files)
    : m_host(std::move(host)), m_files(std::move(files)) {}

void FreshTls::use(ClientTls files) {
    const std::lock_guard lock(m_mutex);
    m_files = std::move(files);
}

FreshTls::Stamps FreshTls::stamps() const {
    return {stampOf(m_files.caFile), stampOf(m_files.ownCert), stampOf(m_files.certFile),
            stampOf(m_files.keyFile)};
}

core::Result<std::shared_ptr<const TlsClient>> FreshTls::client() {
    const std::lock_guard lock(m_mutex);
    auto now = stamps();
    if (m_client && now == m_stamps)
        return m_client;
    auto made = TlsClient::create(m_host, m_files, m_client.get());
    if (!made && m_client)
        return m_client; // half of them is written: the next connection looks again
    if (!made)
        return made.error();
    m_client = std::make_shared<const TlsClient>(std::move(*made));
    m_stamps = std::move(now);
    return m_client;
}

} // namespace vigia::backend::http
