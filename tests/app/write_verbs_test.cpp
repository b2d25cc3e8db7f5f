#include "app/command_audit.h"
#include "app/commands/commands.h"
#include "app/platform_access.h"
#include "backend/host/system_clock.h"
#include "backend/http/client.h"
#include "backend/postgres/offset_admin.h"
#include "backend/postgres/outbox_admin.h"
#include "core/base/json.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace vigia::app;

namespace {

/// The platform's own cluster is locked.
Context lockedContext(const std::string& tag) {
    Context context;
    backend::config::ClusterConfig own;
    own.name = backend::config::kOwnCluster;
    own.tag = tag;
    own.readOnly = true;
    context.config.clusters.push_back(own);
    return context;
}

/// What a user may have written: every argument, and `--yes` where there is one.
Parsed meant(const Command& command) {
    Parsed parsed;
    for (const auto& argument : command.arguments)
        parsed.arguments[argument.name] = "x";
    for (const auto& option : command.options) {
        if (option.name == "--yes")
            parsed.options["yes"] = {};
    }
    return parsed;
}

/// The command without what it does; `ran` tells whether it would have done it.
Command harmless(Command command, bool& ran) {
    command.run = [&ran](const Context&, const Parsed&) {
        ran = true;
        return static_cast<int>(kOk);
    };
    return command;
}

bool changesPlatform(const Command& command) {
    return command.changes == Changes::Always || command.changes == Changes::WithYes;
}

} // namespace

/// Every verb that changes something, on a cluster that is locked. The verbs come from the table of
/// commands, so that none can be forgotten; `command_table_test` holds that each of them says that
/// it changes something.
class WriteVerbsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;

    [[nodiscard]] QList<QByteArray> audit() const {
        QFile file(m_home.filePath(QStringLiteral("vigia/audit.jsonl")));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n')
                                              : QList<QByteArray>();
    }

    [[nodiscard]] core::JsonValue lastLine() const {
        return core::parseJson(audit().last().toStdString()).value_or(core::JsonValue());
    }

private Q_SLOTS:
    void init() { qputenv("XDG_STATE_HOME", m_home.path().toUtf8()); }
    void cleanup() { QFile::remove(m_home.filePath(QStringLiteral("vigia/audit.jsonl"))); }

    void noCommandPassesOnALockedCluster() {
        int tried = 0;
        for (const auto& command : allCommands()) {
            if (!changesPlatform(command))
                continue;
            bool ran = false;
            const int code =
                runCommand(lockedContext("prod"), harmless(command, ran), meant(command));
            QVERIFY2(!ran, command.path.c_str());
            QCOMPARE(code, static_cast<int>(kRefused));
            QCOMPARE(audit().size(), ++tried);
            QCOMPARE(lastLine().stringAt("verb"), std::optional(command.path));
            QCOMPARE(lastLine().stringAt("result"), std::optional<std::string>("refused"));
        }
        QVERIFY(tried >= 20);
    }

    void everyOneOfThemTakesTheWayPastTheLock() {
        for (const auto& command : allCommands()) {
            if (!changesPlatform(command))
                continue;
            auto parsed = meant(command);
            parsed.options["unlock"] = {"local"};
            bool ran = false;
            QCOMPARE(runCommand(lockedContext("prod"), harmless(command, ran), parsed),
                     static_cast<int>(kRefused)); // no reason was given
            parsed.options["reason"] = {"OPS-7"};
            QCOMPARE(runCommand(lockedContext("prod"), harmless(command, ran), parsed),
                     static_cast<int>(kOk));
            QVERIFY2(ran, command.path.c_str());
            QCOMPARE(lastLine().stringAt("reason"), std::optional<std::string>("OPS-7"));
            for (const auto* name : {"--unlock", "--reason"})
                QVERIFY2(std::any_of(command.options.begin(), command.options.end(),
                                     [&](const auto& option) { return option.name == name; }),
                         command.path.c_str());
        }
    }

    /// Production where changes are allowed is locked for load tests only, with the same way past.
    void aLoadTestOfProductionIsRefusedAlsoWhereChangesAreAllowed() {
        auto context = lockedContext("prod");
        context.config.clusters.front().readOnly = false;
        for (const auto& command : allCommands()) {
            if (command.path != "load run")
                continue;
            auto parsed = meant(command);
            parsed.arguments["name"] = "baseline";
            QCOMPARE(runCommand(context, command, parsed), static_cast<int>(kRefused));
            parsed.options["unlock"] = {"local"};
            parsed.options["reason"] = {"OPS-7"};
            QCOMPARE(runCommand(context, command, parsed),
                     static_cast<int>(kCouldNotAsk)); // but nothing runs here
            QCOMPARE(lastLine().stringAt("reason"), std::optional<std::string>("OPS-7"));
        }
    }

    void theNameOfAnotherClusterUnlocksNothing() {
        bool ran = false;
        Command command{"stack down", "", "stack down", {}, {}, {}, Changes::Always};
        auto parsed = meant(command);
        parsed.options["unlock"] = {"orders"};
        parsed.options["reason"] = {"OPS-7"};
        QCOMPARE(runCommand(lockedContext("dev"), harmless(command, ran), parsed),
                 static_cast<int>(kRefused));
        QVERIFY(!ran);
    }

    void whatOnlyReadsIsNeitherRefusedNorWrittenDown() {
        for (const auto& command : allCommands()) {
            if (command.changes != Changes::Never)
                continue;
            bool ran = false;
            QCOMPARE(runCommand(lockedContext("prod"), harmless(command, ran), meant(command)),
                     static_cast<int>(kOk));
            QVERIFY2(ran, command.path.c_str());
        }
        QVERIFY(audit().isEmpty());
    }

    void aDryRunPasses() {
        bool ran = false;
        const Command reset{"offsets reset", "", "offsets reset", {}, {}, {}, Changes::WithYes};
        QCOMPARE(runCommand(lockedContext("prod"), harmless(reset, ran), {}),
                 static_cast<int>(kOk));
        QVERIFY(ran);
    }

    void theUsersOwnConfigurationIsWrittenDownUnderTheNameOfItsCluster() {
        auto context = lockedContext("prod");
        backend::config::ClusterConfig orders;
        orders.name = "orders";
        orders.servers = {"kafka-1:9093"};
        orders.tag = "prod";
        orders.readOnly = true;
        context.config.clusters.push_back(orders);
        int tried = 0;
        for (const auto& command : allCommands()) {
            if (command.changes != Changes::Configuration || !command.path.starts_with("cluster "))
                continue;
            auto parsed = meant(command);
            parsed.arguments["name"] = "orders";
            bool ran = false;
            QCOMPARE(runCommand(context, harmless(command, ran), parsed), static_cast<int>(kOk));
            QCOMPARE(lastLine().stringAt("cluster"), std::optional<std::string>("orders"));
            QCOMPARE(lastLine().stringAt("old"),
                     std::optional<std::string>("servers kafka-1:9093, tag prod, read-only"));
            ++tried;
        }
        QCOMPARE(tried, 3);
    }

    void aSecretThatWasTypedIsNotWrittenDown() {
        for (const auto& command : allCommands()) {
            if (command.path != "cluster add")
                continue;
            auto parsed = meant(command);
            parsed.options["property"] = {"sasl.password=hunter2", "sasl.username=orders"};
            bool ran = false;
            runCommand(lockedContext("prod"), harmless(command, ran), parsed);
            const auto line = QString::fromUtf8(audit().last());
            QVERIFY2(!line.contains(QStringLiteral("hunter2")), qPrintable(line));
            QVERIFY(line.contains(QStringLiteral("sasl.password=**** sasl.username=orders")));
            QCOMPARE(lastLine().stringAt("result"), std::optional<std::string>("done"));
        }
    }

    /// Beside what the table of commands and the window's gate refuse before it comes so far.
    void whatChangesThePlatformRefusesByItself() {
        const core::ops::WriteLock locked = ownLock(lockedContext("prod"));
        backend::postgres::PoolOptions nobody;
        nobody.connection.urls = {"postgresql://127.0.0.1:1/none"};
        backend::postgres::Pool pool(nobody);
        backend::http::Client rest({.baseUrl = "http://127.0.0.1:1", .lock = locked});
        const auto schema = backend::postgres::Schema::Stock;
        for (const auto& pass :
             {core::ops::WritePass{}, {"local", " "}, {"orders", "OPS-7"}, {"", "OPS-7"}}) {
            const core::ops::WritePermit permit{locked, pass};
            std::vector<core::Error> refusals{
                backend::postgres::retryParked(pool, schema, 1, permit).error(),
                backend::postgres::dropParked(pool, schema, 1, permit).error(),
                backend::postgres::moveOffsets(pool, schema, {}, permit).error()};
            for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "post", "OPTIONS"})
                refusals.push_back(
                    rest.send({.method = method, .target = "/stocks", .pass = pass}).error());
            for (const auto& refusal : refusals) {
                QCOMPARE(refusal.code, core::ErrorCode::Rejected);
                QVERIFY2(refusal.message.starts_with("local is production and read-only: unlock"),
                         refusal.message.c_str());
            }
        }
        QCOMPARE(rest.get("/stocks").error().code, core::ErrorCode::Unreachable);
        QCOMPARE(
            rest.send({.method = "POST", .target = "/", .pass = {"local", "OPS-7"}}).error().code,
            core::ErrorCode::Unreachable);
    }
};

VIGIA_TEST_CLASS(WriteVerbsTest)
#include "write_verbs_test.moc"
