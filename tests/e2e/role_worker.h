#pragma once

#include "tests/support/test_stack.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>

#include <csignal>
#include <string>

namespace vigia::tests {

/// A real worker process, with the roles `stock` and `analytics` if not told otherwise, on topics
/// and a database of its own.
class RoleWorker {
public:
    RoleWorker(const TestDatabase& database, QString topicPrefix)
        : RoleWorker(database.url(), testStack().kafka, std::move(topicPrefix)) {}
    RoleWorker(std::string databaseUrl, std::string kafka, QString topicPrefix)
        : m_database(std::move(databaseUrl)), m_kafka(std::move(kafka)),
          m_prefix(std::move(topicPrefix)) {}
    ~RoleWorker() { kill(); }

    /// Other roles; the address is that of the first.
    void serve(const QStringList& roles, const QString& instance) {
        m_roles = roles;
        m_instance = instance;
    }
    /// More of its command line.
    void addArguments(const QStringList& arguments) { m_arguments += arguments; }

    /// Starts it and waits until it serves; false with its output in `log()` when it ended instead.
    bool start(const QStringList& environment = {}) {
        m_log.clear();
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("VIGIA_POSTGRES_PRIMARY"),
                         QString::fromStdString(m_database));
        for (const auto& entry : environment)
            variables.insert(entry.section(QLatin1Char('='), 0, 0),
                             entry.section(QLatin1Char('='), 1));
        m_process.setProcessEnvironment(variables);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        QStringList arguments{QStringLiteral("--worker"), QStringLiteral("--roles"),
                              m_roles.join(QLatin1Char(',')), QStringLiteral("--instance"),
                              m_instance};
        QStringList settings{QStringLiteral("profile=remote"), QStringLiteral("mode=development"),
                             QStringLiteral("kafka.servers=") + QString::fromStdString(m_kafka),
                             QStringLiteral("kafka.topics.prefix=") + m_prefix};
        for (const auto& role : m_roles)
            settings += QStringLiteral("roles.%1.listen=127.0.0.1:0").arg(role);
        for (const auto& setting : settings)
            arguments += {QStringLiteral("--set"), setting};
        m_process.start(qEnvironmentVariable("VIGIA_BIN"), arguments + m_arguments);
        return waitUntilReady();
    }

    void kill() {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(30000);
    }

    /// SIGTERM; its exit code.
    int terminate() {
        m_process.terminate();
        m_process.waitForFinished(60000);
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    [[nodiscard]] bool isRunning() {
        m_process.waitForFinished(0);
        return m_process.state() == QProcess::Running;
    }
    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    [[nodiscard]] const std::string& url() const { return m_url; }
    [[nodiscard]] QByteArray log() {
        m_log += m_process.readAll();
        return m_log;
    }

private:
    bool waitUntilReady() {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 60000) {
            m_process.waitForReadyRead(100);
            const auto text = QString::fromUtf8(log());
            const auto match =
                QRegularExpression(m_roles.front() + QStringLiteral(" +(https?://[0-9.:]+)"))
                    .match(text);
            if (match.hasMatch() && text.contains(QStringLiteral("ready;"))) {
                m_url = match.captured(1).toStdString();
                return true;
            }
            if (m_process.state() == QProcess::NotRunning)
                return false;
        }
        return false;
    }

    const std::string m_database;
    const std::string m_kafka;
    const QString m_prefix;
    QStringList m_roles{QStringLiteral("stock"), QStringLiteral("analytics")};
    QString m_instance = QStringLiteral("stock-1");
    QStringList m_arguments;
    QProcess m_process;
    QByteArray m_log;
    std::string m_url;
};

} // namespace vigia::tests
