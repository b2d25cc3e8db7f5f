#include "tests/support/secure_broker.h"

#include "backend/kafka/sign_in.h"
#include "backend/stack/ports.h"
#include "backend/stack/tools.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

namespace vigia::tests {
namespace {

// Four seconds on an idle machine; a JVM that starves beside a build has needed more than a minute.
constexpr int kMillisToFormat = 240'000;
constexpr std::chrono::seconds kStarts{240};
constexpr const char* kClusterId = "AAAAAAAAAAAAAAAAAAAAAQ";

constexpr const char* kSettings = R"(process.roles=broker,controller
node.id=1
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAIN
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS;User:alice
auto.create.topics.enable=false
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
num.network.threads=1
num.io.threads=2
log.cleaner.dedupe.buffer.size=16777216
ssl.keystore.type=PEM
ssl.truststore.type=PEM
)";

const std::map<SecureBroker::Listener, const char*> kNames{
    {SecureBroker::Listener::Plain, "PLAIN"},     {SecureBroker::Listener::Good, "GOOD"},
    {SecureBroker::Listener::Expired, "EXPIRED"}, {SecureBroker::Listener::OtherHost, "OTHERHOST"},
    {SecureBroker::Listener::Far, "FAR"},         {SecureBroker::Listener::Mutual, "MUTUAL"},
    {SecureBroker::Listener::Oauth, "OAUTH"},     {SecureBroker::Listener::Kerberos, "KERBEROS"}};

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ","));
}

} // namespace

SecureBroker::SecureBroker(std::string jars) : m_jars(std::move(jars)) {
    backend::stack::PortChooser ports;
    for (const auto& [listener, name] : kNames)
        m_ports[listener] = ports.choose({});
    m_controller = ports.choose({});
    m_closed = ports.choose({});
}

SecureBroker::~SecureBroker() {
    kill();
}

void SecureBroker::signal(int number) const {
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

void SecureBroker::kill() {
    m_process.kill();
    m_process.waitForFinished();
}

bool SecureBroker::restart() {
    return run({"kafka.Kafka", QString::fromStdString(path("broker.properties"))}, m_process) &&
           answers();
}

std::string SecureBroker::path(const char* name) const {
    return m_folder.filePath(QString::fromUtf8(name)).toStdString();
}

void SecureBroker::write(const char* name, const std::string& text) const {
    std::ofstream(path(name)) << text;
}

std::string SecureBroker::address(Listener listener) const {
    return fmt::format("localhost:{}", m_ports.at(listener));
}

std::string SecureBroker::farAddress() const {
    return fmt::format("localhost:{}", m_closed);
}

void SecureBroker::writeCertificates() const {
    const TestAuthority authority("Vigia test authority");
    const TestAuthority other("Another authority");
    write("authority.pem", authority.certificate());
    write("other.pem", other.certificate());
    const std::string here = "DNS:localhost,IP:127.0.0.1";
    write("good.pem", authority.issue("localhost", here, 90).both());
    write("expired.pem", authority.issue("localhost", here, -3).both());
    write("otherhost.pem", authority.issue("kafka", "DNS:kafka.example", 90).both());
    const auto client = authority.issue("client", "DNS:client", 90);
    write("client.pem", client.certificate);
    write("client.key", client.key);
}

void SecureBroker::useKerberos(std::string keytab, std::string principal,
                               std::string configuration) {
    m_kerberos = Kerberos{std::move(keytab), std::move(principal), std::move(configuration)};
}

/// Which mechanism a listener takes, and with which module of Java.
std::string SecureBroker::signInOf(Listener listener, const std::string& prefix) const {
    constexpr const char* kLine = "{0}sasl.enabled.mechanisms={1}\n{0}{2}.sasl.jaas.config={3};\n";
    if (listener == Listener::Oauth)
        return fmt::format(kLine, prefix, "OAUTHBEARER", "oauthbearer",
                           "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule "
                           "required unsecuredLoginStringClaim_sub=\"broker\"");
    if (listener == Listener::Kerberos)
        return prefix + "sasl.kerberos.service.name=kafka\n" +
               fmt::format(kLine, prefix, "GSSAPI", "gssapi",
                           fmt::format("com.sun.security.auth.module.Krb5LoginModule required "
                                       "useKeyTab=true storeKey=true keyTab=\"{}\" "
                                       "principal=\"{}\"",
                                       m_kerberos->keytab, m_kerberos->principal));
    return fmt::format(kLine, prefix, "SCRAM-SHA-256", "scram-sha-256",
                       "org.apache.kafka.common.security.scram.ScramLoginModule required");
}

void SecureBroker::writeConfiguration() const {
    std::vector<std::string> listeners, advertised, protocols{"CONTROLLER:PLAINTEXT"};
    std::string text = kSettings;
    for (const auto& [listener, name] : kNames) {
        if (listener == Listener::Kerberos && !m_kerberos)
            continue;
        const auto port = m_ports.at(listener);
        const char* protocol = listener == Listener::Plain    ? "PLAINTEXT"
                               : listener == Listener::Mutual ? "SSL"
                                                              : "SASL_SSL";
        listeners.push_back(fmt::format("{}://127.0.0.1:{}", name, port));
        advertised.push_back(
            fmt::format("{}://localhost:{}", name, listener == Listener::Far ? m_closed : port));
        protocols.push_back(fmt::format("{}:{}", name, protocol));
        const bool own = listener == Listener::Expired || listener == Listener::OtherHost;
        const std::string prefix = fmt::format("listener.name.{}.", lower(name));
        text += fmt::format("{}ssl.keystore.location={}\n", prefix,
                            path(own ? (lower(name) + ".pem").c_str() : "good.pem"));
        text += signInOf(listener, prefix);
    }
    listeners.push_back(fmt::format("CONTROLLER://127.0.0.1:{}", m_controller));
    text +=
        fmt::format("listeners={}\nadvertised.listeners={}\nlistener.security.protocol.map={}\n",
                    joined(listeners), joined(advertised), joined(protocols));
    text += fmt::format("controller.quorum.voters=1@127.0.0.1:{}\nlog.dirs={}\n", m_controller,
                        path("data"));
    text += fmt::format("listener.name.mutual.ssl.client.auth=required\n"
                        "listener.name.mutual.ssl.truststore.location={}\n",
                        authorityFile());
    write("broker.properties", text);
}

bool SecureBroker::run(const QStringList& arguments, QProcess& process) const {
    const backend::stack::StackOptions options;
    const auto java = backend::stack::findJava(options);
    const auto jars = m_jars.empty()
                          ? backend::stack::findKafkaJars(options, backend::stack::StackPaths{})
                          : core::Result<std::filesystem::path>(m_jars);
    if (!java || !jars) {
        std::fprintf(stderr, "%s\n", (!java ? java.error() : jars.error()).message.c_str());
        return false;
    }
    QStringList all{"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                    QString::fromStdString(jars->string() + "/*")};
    if (m_kerberos)
        all.prepend("-Djava.security.krb5.conf=" +
                    QString::fromStdString(m_kerberos->configuration));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(QString::fromStdString(path("output.log")), QIODevice::Append);
    process.start(QString::fromStdString(java->string()), all + arguments);
    return process.waitForStarted();
}

bool SecureBroker::start() {
    writeCertificates();
    writeConfiguration();
    const QString file = QString::fromStdString(path("broker.properties"));
    QProcess format;
    if (!run({"kafka.tools.StorageTool", "format", "-t", kClusterId, "-c", file, "--add-scram",
              QStringLiteral("SCRAM-SHA-256=[name=alice,password=%1]").arg(kAlice), "--add-scram",
              QStringLiteral("SCRAM-SHA-256=[name=bob,password=%1]").arg(kBob)},
             format) ||
        !format.waitForFinished(kMillisToFormat) || format.exitCode() != 0 ||
        !run({"kafka.Kafka", file}, m_process))
        return false;
    return answers();
}

bool SecureBroker::answers() const {
    backend::kafka::ClientConfig client;
    client.servers = address(Listener::Plain);
    const auto found = backend::kafka::signIn(client, kStarts);
    if (found && !found->problem)
        return true;
    std::ifstream log(path("output.log"));
    for (std::string line; std::getline(log, line);)
        std::fprintf(stderr, "%s\n", line.c_str());
    return false;
}

} // namespace vigia::tests
