#include "app/cluster_drafts.h"
#include "app/commands/commands.h"
#include "backend/config/keyring.h"
#include "core/base/file.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <iostream>
#include <sstream>

using namespace vigia;
using core::ops::ClusterDraft;
using core::ops::SecretPlace;
namespace fs = std::filesystem;

namespace {

/// A configuration file in a folder of its own.
struct Place {
    Place() {
        context.sources.file = (folder.path() + QStringLiteral("/vigia.yaml")).toStdString();
        context.sources.environment = {{"KAFKA_PASSWORD", "hunter2"}};
    }
    std::string yaml() const { return core::readFile(context.sources.file).value_or(""); }
    core::Result<backend::config::Config> config() const {
        const auto settings = backend::config::Settings::resolve(context.sources);
        return settings ? backend::config::makeConfig(*settings)
                        : core::Result<backend::config::Config>(settings.error());
    }
    QTemporaryDir folder;
    app::Context context;
};

ClusterDraft orders() {
    ClusterDraft draft;
    draft.name = "orders";
    draft.servers = "kafka-1:9093, kafka-2:9093";
    draft.tag = "prod";
    draft.colour = "#8E44AD";
    draft.collect = "always";
    draft.properties = {{"security.protocol", "SASL_SSL"},
                        {"sasl.mechanisms", "SCRAM-SHA-512"},
                        {"sasl.username", "vigia"}};
    draft.secrets = {{"sasl.password", SecretPlace::OwnFile, "hunter2"}};
    return draft;
}

/// A `secret-tool` that keeps its secrets in a file, in front of every other.
struct FakeKeyring {
    FakeKeyring() : path(qgetenv("PATH")) {
        const auto file = folder.filePath(QStringLiteral("secret-tool"));
        QFile tool(file);
        if (tool.open(QIODevice::WriteOnly))
            tool.write(
                "#!/bin/sh\nstore=\"$(dirname \"$0\")/kept\"\n"
                "case $1 in\n"
                "store) cat > \"$store\";;\n"
                "lookup) [ \"$4\" = probe ] && exit 1; [ -f \"$store\" ] && cat \"$store\";;\n"
                "clear) rm -f \"$store\";;\n"
                "esac\n");
        tool.close();
        tool.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", QByteArray(folder.path().toUtf8() + ":" + path));
    }
    ~FakeKeyring() { qputenv("PATH", path); }
    [[nodiscard]] bool holds() const {
        return QFile::exists(folder.filePath(QStringLiteral("kept")));
    }
    QTemporaryDir folder;
    QByteArray path;
};

} // namespace

class ClusterDraftsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSavedDraftComesBack() {
        const Place place;
        const auto saved = app::saveDraft(place.context, orders(), true);
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().message.c_str());
        const auto read = app::draftOf(place.context, "orders");
        QVERIFY(read.has_value());
        QCOMPARE(read->servers, std::string("kafka-1:9093,kafka-2:9093"));
        QCOMPARE(read->tag, std::string("prod"));
        QCOMPARE(read->colour, std::string("#8E44AD"));
        QCOMPARE(read->collect, std::string("always"));
        QCOMPARE(read->properties, orders().properties);
        QVERIFY(place.config()->clusters.front().readOnly);
    }

    void aTypedSecretIsInAFileOfItsOwnerOnlyAndNowhereElse() {
        const Place place;
        QVERIFY(app::saveDraft(place.context, orders(), true).has_value());
        QVERIFY(place.yaml().find("hunter2") == std::string::npos);
        const auto read = app::draftOf(place.context, "orders");
        QCOMPARE(read->secrets.size(), std::size_t(1));
        QCOMPARE(read->secrets[0].place, SecretPlace::File);
        QCOMPARE(core::readFile(read->secrets[0].text).value_or(""), std::string("hunter2\n"));
        QCOMPARE(fs::status(read->secrets[0].text).permissions(),
                 fs::perms::owner_read | fs::perms::owner_write);
        const auto client = app::clientOf(place.context, *read, fs::path());
        QVERIFY(client.has_value());
        const auto password =
            std::find_if(client->properties.begin(), client->properties.end(),
                         [](const auto& property) { return property.first == "sasl.password"; });
        QCOMPARE(password->second, std::string("hunter2"));
    }

    void everyPlaceOfASecretComesBack() {
        const Place place;
        auto draft = orders();
        draft.secrets = {{"sasl.password", SecretPlace::Environment, "KAFKA_PASSWORD"},
                         {"ssl.key.password", SecretPlace::Command, "pass show key"}};
        QVERIFY(app::saveDraft(place.context, draft, true).has_value());
        const auto read = app::draftOf(place.context, "orders");
        QCOMPARE(read->secrets[0].place, SecretPlace::Environment);
        QCOMPARE(read->secrets[0].text, std::string("KAFKA_PASSWORD"));
        QCOMPARE(read->secrets[1].place, SecretPlace::Command);
        QCOMPARE(read->secrets[1].text, std::string("pass show key"));
    }

    void aSecretInTheKeyringIsReadBackByTheSameCommandAsEverywhere() {
        const FakeKeyring keyring;
        QCOMPARE(backend::config::keyringProblem(), std::string());
        const Place place;
        auto draft = orders();
        draft.secrets = {{"sasl.password", SecretPlace::Keyring, "hunter2"}};
        const auto saved = app::saveDraft(place.context, draft, true);
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().message.c_str());
        QVERIFY(place.yaml().find("hunter2") == std::string::npos);
        const auto read = app::draftOf(place.context, "orders");
        QCOMPARE(read->secrets[0].place, SecretPlace::Keyring);
        QVERIFY(read->secrets[0].text.empty());
        const auto client = app::clientOf(place.context, *read, fs::path());
        QVERIFY2(client.has_value(), client ? "" : client.error().message.c_str());
        QVERIFY(std::find(client->properties.begin(), client->properties.end(),
                          std::pair<std::string, std::string>("sasl.password", "hunter2")) !=
                client->properties.end());
        QVERIFY(app::removeCluster(place.context, "orders").has_value());
        QVERIFY(!app::clientOf(place.context, *read, fs::path()).has_value()); // it is gone there
    }

    void aSecretThatMovesIsForgottenWhereItWas() {
        const FakeKeyring keyring;
        const Place place;
        auto draft = orders();
        QVERIFY(app::saveDraft(place.context, draft, true).has_value());
        const auto file = place.folder.filePath(QStringLiteral("clusters/orders/sasl.password"));
        QVERIFY(QFile::exists(file));
        draft.secrets = {{"sasl.password", SecretPlace::Keyring, "hunter2"}};
        QVERIFY(app::saveDraft(place.context, draft, false).has_value());
        QVERIFY(!QFile::exists(file));
        QVERIFY(keyring.holds());
        draft.secrets = {{"sasl.password", SecretPlace::Keyring, {}}}; // as it lies there
        QVERIFY(app::saveDraft(place.context, draft, false).has_value());
        QVERIFY(keyring.holds());
        draft.secrets = {{"sasl.password", SecretPlace::Environment, "KAFKA_PASSWORD"}};
        QVERIFY(app::saveDraft(place.context, draft, false).has_value());
        QVERIFY(!keyring.holds());
    }

    void aClusterThatIsNotAddedLeavesNothingInTheKeyring() {
        const FakeKeyring keyring;
        const Place place;
        auto draft = orders();
        draft.secrets = {{"sasl.password", SecretPlace::Keyring, "hunter2"}};
        draft.properties["no.such.property"] = "1";
        QVERIFY(!app::saveDraft(place.context, draft, true).has_value());
        QVERIFY(!keyring.holds());
    }

    void theCommandTakesASecretFromStandardInputIntoTheKeyring() {
        const FakeKeyring keyring;
        const Place place;
        const auto add = [&](const std::string& input, const std::string& property) {
            std::istringstream typed(input);
            auto* before = std::cin.rdbuf(typed.rdbuf());
            std::cin.clear();
            app::Parsed parsed;
            parsed.arguments["name"] = "orders";
            parsed.options = {
                {"servers", {"kafka-1:9093"}},
                {"property",
                 {"security.protocol=SASL_SSL", "sasl.mechanisms=PLAIN", "sasl.username=me"}},
                {"keyring", {property}}};
            const auto all = app::allCommands();
            const auto command = std::find_if(all.begin(), all.end(), [](const auto& each) {
                return each.path == "cluster add";
            });
            const int code = command->run(place.context, parsed);
            std::cin.rdbuf(before);
            return code;
        };
        QCOMPARE(add("hunter2\n", "sasl.username"), static_cast<int>(app::kWrongUse));
        QCOMPARE(add("hunter2\n", "sasl.passwordFile"), static_cast<int>(app::kWrongUse));
        QCOMPARE(add("", "sasl.password"), static_cast<int>(app::kWrongUse));
        QVERIFY(!keyring.holds() && place.yaml().empty());
        QCOMPARE(add("hunter2\n", "sasl.password"), static_cast<int>(app::kOk));
        QVERIFY(keyring.holds());
        QVERIFY(place.yaml().find("hunter2") == std::string::npos);
        const auto read = app::draftOf(place.context, "orders");
        QCOMPARE(read->secrets[0].place, SecretPlace::Keyring);
        const auto client = app::clientOf(place.context, *read, fs::path());
        QVERIFY(std::find(client->properties.begin(), client->properties.end(),
                          std::pair<std::string, std::string>("sasl.password", "hunter2")) !=
                client->properties.end());
    }

    void anotherPlaceOfASecretReplacesTheOneBefore() {
        const Place place;
        QVERIFY(app::saveDraft(place.context, orders(), true).has_value());
        app::Parsed parsed;
        parsed.arguments["name"] = "orders";
        parsed.options = {{"property", {"sasl.passwordCommand=pass show kafka/orders"}}};
        const auto all = app::allCommands();
        const auto edit = std::find_if(
            all.begin(), all.end(), [](const auto& each) { return each.path == "cluster edit"; });
        QCOMPARE(edit->run(place.context, parsed), static_cast<int>(app::kOk));
        const auto read = app::draftOf(place.context, "orders");
        QCOMPARE(read->secrets.size(), std::size_t(1));
        QCOMPARE(read->secrets[0].place, SecretPlace::Command);
        QCOMPARE(read->properties.at("sasl.username"), std::string("vigia")); // the rest stays
        QVERIFY(
            !QFile::exists(place.folder.filePath(QStringLiteral("clusters/orders/sasl.password"))));
    }

    void aMissingKeyringSaysWhatToInstall() {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nonexistent");
        const std::string problem = backend::config::keyringProblem();
        qputenv("PATH", path);
        QVERIFY(problem.find("libsecret-tools") != std::string::npos);
    }

    void aSecretAmongTheOtherPropertiesIsRefused() {
        const Place place;
        auto draft = orders();
        draft.properties["ssl.keystore.password"] = "changeit";
        const auto saved = app::saveDraft(place.context, draft, true);
        QVERIFY(!saved.has_value());
        QVERIFY(saved.error().message.find("choose where it comes from") != std::string::npos);
        QVERIFY(saved.error().message.find("changeit") == std::string::npos);
        QVERIFY(place.yaml().empty());
    }

    void whatWouldNotHoldChangesNothing() {
        const Place place;
        auto draft = orders();
        draft.properties["no.such.property"] = "1";
        QVERIFY(!app::saveDraft(place.context, draft, true).has_value());
        QVERIFY(place.yaml().empty());
        QVERIFY(!QDir(place.folder.filePath(QStringLiteral("clusters/orders"))).exists());
        QVERIFY(app::saveDraft(place.context, orders(), true).has_value());
        QVERIFY(!app::saveDraft(place.context, orders(), true).has_value()); // the name is taken
    }
};

VIGIA_TEST_CLASS(ClusterDraftsTest)
#include "cluster_drafts_test.moc"
