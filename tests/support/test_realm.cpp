#include "tests/support/test_realm.h"

#include "backend/stack/ports.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace vigia::tests {
namespace {

constexpr const char* kConfiguration = R"([libdefaults]
default_realm = {0}
dns_lookup_kdc = false
dns_lookup_realm = false
dns_canonicalize_hostname = false
rdns = false
udp_preference_limit = 1
[realms]
{0} = {{
  kdc = 127.0.0.1:{1}
}}
)";

constexpr const char* kCentre = R"([kdcdefaults]
kdc_listen = ""
kdc_tcp_listen = 127.0.0.1:{1}
[realms]
{0} = {{
  database_name = {2}
  key_stash_file = {3}
}}
)";

/// The administrator's programs lie where other users do not look.
QString pathOf(const char* program) {
    const QString name = QString::fromUtf8(program);
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(
                                 name, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")})
                           : found;
}

} // namespace

TestRealm::TestRealm() : m_port(backend::stack::PortChooser().choose({})) {
    qputenv("KRB5_CONFIG", QByteArray::fromStdString(configurationFile()));
    qputenv("KRB5_KDC_PROFILE", QByteArray::fromStdString(path("kdc.conf")));
    qputenv("KRB5CCNAME", QByteArray::fromStdString("FILE:" + path("tickets")));
}

bool TestRealm::installed() {
    const auto programs = {"krb5kdc", "kdb5_util", "kadmin.local", "kinit"};
    return std::none_of(programs.begin(), programs.end(),
                        [](const char* program) { return pathOf(program).isEmpty(); });
}

TestRealm::~TestRealm() {
    stop();
}

std::string TestRealm::path(const char* name) const {
    return m_folder.filePath(QString::fromUtf8(name)).toStdString();
}

void TestRealm::write(const char* name, const std::string& text) const {
    std::ofstream(path(name)) << text;
}

bool TestRealm::run(const char* program, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(pathOf(program), arguments);
    if (process.waitForFinished(60'000) && process.exitCode() == 0)
        return true;
    std::fprintf(stderr, "%s: %s %s\n", program, qPrintable(process.errorString()),
                 process.readAll().constData());
    return false;
}

bool TestRealm::start() {
    write("krb5.conf", fmt::format(kConfiguration, kName, m_port));
    write("kdc.conf", fmt::format(kCentre, kName, m_port, path("principal"), path("stash")));
    return run("kdb5_util", {"create", "-s", "-r", kName, "-P", "master"}) && serve();
}

bool TestRealm::serve() {
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(pathOf("krb5kdc"), {"-n"});
    QElapsedTimer since;
    since.start();
    while (m_process.waitForStarted() && since.elapsed() < 60'000) {
        if (!backend::stack::portIsFree(m_port))
            return true;
        if (m_process.waitForFinished(20))
            break;
    }
    std::fprintf(stderr, "krb5kdc: %s\n", m_process.readAll().constData());
    return false;
}

void TestRealm::stop() {
    m_process.kill();
    m_process.waitForFinished();
}

bool TestRealm::add(const std::string& principal) const {
    return run("kadmin.local", {"addprinc", "-randkey", QString::fromStdString(principal)});
}

std::string TestRealm::keytab(const std::string& principal, const char* file) const {
    const QString target = QString::fromStdString(path(file));
    QFile::remove(target);
    return run("kadmin.local", {"ktadd", "-k", target, QString::fromStdString(principal)})
               ? target.toStdString()
               : std::string();
}

void TestRealm::forgetTickets() const {
    QFile::remove(QString::fromStdString(path("tickets")));
}

bool TestRealm::kinit(const std::string& keytab, const std::string& principal) const {
    return run("kinit",
               {"-k", "-t", QString::fromStdString(keytab), QString::fromStdString(principal)});
}

} // namespace vigia::tests
