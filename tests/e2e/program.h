#pragma once

#include <QProcess>
#include <QProcessEnvironment>

namespace vigia::tests {

/// How a run of the program ended.
struct ProgramRun {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

/// Runs the headless program with `arguments` and waits for its end (at most a minute).
inline ProgramRun runProgram(const QStringList& arguments, const QStringList& environment = {}) {
    QProcess process;
    auto variables = QProcessEnvironment::systemEnvironment();
    for (const auto& entry : environment)
        variables.insert(entry.section(QLatin1Char('='), 0, 0), entry.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(variables);
    process.start(qEnvironmentVariable("VIGIA_BIN"), arguments);
    process.closeWriteChannel();
    process.waitForFinished(60000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace vigia::tests
