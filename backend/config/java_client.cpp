#include "backend/config/java_client.h"

#include "backend/config/java_properties.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

using Properties = std::map<std::string, std::string>;

/// Java's names that librdkafka knows by the same name and meaning.
constexpr const char* kSame[] = {"security.protocol",
                                 "client.id",
                                 "sasl.kerberos.service.name",
                                 "ssl.cipher.suites",
                                 "sasl.oauthbearer.token.endpoint.url",
                                 "sasl.oauthbearer.scope",
                                 "sasl.oauthbearer.client.id"};

class Import {
public:
    explicit Import(Properties given) : m_given(std::move(given)) {}

    Result<ClientImport> run() {
        if (auto read = servers(); !read)
            return read.error();
        for (const char* name : kSame)
            copy(name, name);
        copy("sasl.mechanism", "sasl.mechanisms");
        secret("sasl.oauthbearer.client.secret", "sasl.oauthbearer.client.secret");
        if (auto read = jaas(); !read)
            return read.error();
        tls();
        trust();
        if (auto read = key(); !read)
            return read.error();
        for (const auto& [name, value] : m_given)
            m_import.ignored.push_back(name);
        return std::move(m_import);
    }

private:
    /// The value, which is then dealt with.
    std::string take(const char* name) {
        const auto found = m_given.find(name);
        if (found == m_given.end())
            return {};
        std::string value(core::trimmed(found->second));
        m_given.erase(found);
        return value;
    }
    void copy(const char* java, const char* ours) {
        if (auto value = take(java); !value.empty())
            m_import.properties[ours] = std::move(value);
    }
    void secret(const char* java, const char* ours) {
        if (auto value = take(java); !value.empty())
            m_import.secrets[ours] = std::move(value);
    }

    Result<void> servers() {
        const std::string text = take("bootstrap.servers");
        for (const auto part : core::split(text, ',')) {
            if (const auto server = core::trimmed(part); !server.empty())
                m_import.servers.emplace_back(server);
        }
        if (m_import.servers.empty())
            return failure(ErrorCode::InvalidInput,
                           "bootstrap.servers is missing: name the servers of the cluster");
        return {};
    }

    Result<void> jaas() {
        const std::string text = take("sasl.jaas.config");
        take("sasl.client.callback.handler.class");
        take("sasl.login.callback.handler.class");
        if (text.empty())
            return {};
        const auto entry = parseJaas(text);
        if (!entry)
            return entry.error();
        const auto option = [&](const char* name) {
            const auto found = entry->options.find(name);
            return found == entry->options.end() ? std::string() : found->second;
        };
        if (entry->module == "PlainLoginModule" || entry->module == "ScramLoginModule") {
            setProperty("sasl.username", option("username"));
            setSecret("sasl.password", option("password"));
        } else if (entry->module == "OAuthBearerLoginModule") {
            setProperty("sasl.oauthbearer.method", "oidc");
            setProperty("sasl.oauthbearer.client.id", option("clientId"));
            setProperty("sasl.oauthbearer.scope", option("scope"));
            setSecret("sasl.oauthbearer.client.secret", option("clientSecret"));
        } else if (entry->module == "Krb5LoginModule") {
            setProperty("sasl.kerberos.keytab", option("keyTab"));
            setProperty("sasl.kerberos.principal", option("principal"));
            setProperty("sasl.kerberos.service.name", option("serviceName"));
        } else {
            return failure(ErrorCode::InvalidInput,
                           fmt::format("sasl.jaas.config: the login module {} is not known; PLAIN, "
                                       "SCRAM, OAUTHBEARER and GSSAPI are",
                                       core::escapedForDisplay(entry->module, 100)));
        }
        return {};
    }
    void setProperty(const char* name, std::string value) {
        if (!value.empty())
            m_import.properties[name] = std::move(value);
    }
    void setSecret(const char* name, std::string value) {
        if (!value.empty())
            m_import.secrets[name] = std::move(value);
    }

    void tls() {
        const auto found = m_given.find("ssl.endpoint.identification.algorithm");
        if (found == m_given.end())
            return;
        m_import.properties["ssl.endpoint.identification.algorithm"] =
            core::trimmed(found->second).empty() ? "none" : "https";
        m_given.erase(found);
    }

    /// `PEM`, `JKS` or `PKCS12`; by the file's name where nothing says it, as JKS is Java's
    /// default.
    std::string typeOf(const char* name, const std::string& file) {
        std::string type = take(name);
        std::transform(type.begin(), type.end(), type.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        if (!type.empty())
            return type;
        return file.ends_with(".p12") || file.ends_with(".pfx") ? "PKCS12"
               : file.ends_with(".pem")                         ? "PEM"
                                                                : "JKS";
    }

    void trust() {
        setProperty("ssl.ca.pem", take("ssl.truststore.certificates"));
        const std::string file = take("ssl.truststore.location");
        const std::string type = typeOf("ssl.truststore.type", file);
        std::string password = take("ssl.truststore.password");
        if (file.empty())
            return;
        if (type == "PEM")
            m_import.properties["ssl.ca.location"] = file;
        else
            m_import.stores.push_back({JavaStore::Use::Trust, type, file, std::move(password)});
    }

    Result<void> key() {
        setProperty("ssl.certificate.pem", take("ssl.keystore.certificate.chain"));
        secret("ssl.keystore.key", "ssl.key.pem");
        const std::string file = take("ssl.keystore.location");
        const std::string type = typeOf("ssl.keystore.type", file);
        std::string password = take("ssl.keystore.password");
        std::string keyPassword = take("ssl.key.password");
        if (type == "PEM" || file.empty())
            setSecret("ssl.key.password", keyPassword);
        if (file.empty())
            return {};
        if (type == "PEM") {
            m_import.properties["ssl.certificate.location"] = file;
            m_import.properties["ssl.key.location"] = file;
        } else if (type == "PKCS12") {
            m_import.properties["ssl.keystore.location"] = file;
            setSecret("ssl.keystore.password", std::move(password));
        } else if (type == "JKS") {
            m_import.stores.push_back({JavaStore::Use::Key, type, file, std::move(password)});
        } else {
            return failure(
                ErrorCode::InvalidInput,
                fmt::format("ssl.keystore.type: {} is not known; JKS, PKCS12 and PEM are",
                            core::escapedForDisplay(type, 50)));
        }
        return {};
    }

    Properties m_given;
    ClientImport m_import;
};

} // namespace

Result<ClientImport> importJavaClient(std::string_view text) {
    auto given = parseJavaProperties(text);
    if (!given)
        return given.error();
    return Import(std::move(*given)).run();
}

} // namespace vigia::backend::config
