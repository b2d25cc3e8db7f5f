#include "tests/architecture/source_tree.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <regex>

using namespace vigia::tests;

namespace {

std::vector<SourceFile> productSources() {
    std::vector<SourceFile> all;
    for (const auto* folder : {"core", "backend", "ui", "app"}) {
        auto files = sourcesBelow(folder);
        all.insert(all.end(), std::make_move_iterator(files.begin()),
                   std::make_move_iterator(files.end()));
    }
    return all;
}

/// The folders that are a part of their own: `app`, `ui`, and those of `core` and `backend`.
std::vector<std::string> parts() {
    std::vector<std::string> found{"app", "ui"};
    for (const auto* house : {"core", "backend"}) {
        for (const auto& entry : std::filesystem::directory_iterator(sourceRoot() / house)) {
            if (entry.is_directory())
                found.push_back(std::string(house) + "/" + entry.path().filename().string());
        }
    }
    return found;
}

/// Tables of the shared names: SQL that leaves the schema out would reach whichever comes first on
/// the search path.
const std::regex& unqualifiedTable() {
    static const std::regex pattern(
        R"((FROM|JOIN|INTO|UPDATE|TABLE)\s+(outbox|consumer_offsets|stocks|reservations|idempotency_keys|event_history|symbol_minutes|branch_stocks|branch_movements|instances|dead_letters|schema_migrations)\b)");
    return pattern;
}

} // namespace

/// Rules of the house that a grep can hold.
class SourceRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noFileIsOverFiveHundredLines() {
        for (const auto& file : productSources())
            QVERIFY2(std::count(file.text.begin(), file.text.end(), '\n') <= 500,
                     file.path.c_str());
    }

    void nothingIsLeftToDoLater() {
        const std::vector<std::string> marks{std::string("TO") + "DO", std::string("FIX") + "ME"};
        for (const auto* folder : {"core", "backend", "ui", "app", "tests"}) {
            for (const auto& file : sourcesBelow(folder)) {
                for (const auto& mark : marks)
                    QVERIFY2(file.text.find(mark) == std::string::npos, file.path.c_str());
            }
        }
    }

    void everyPartExplainsItselfOnOneScreen() {
        for (const auto& part : parts()) {
            const auto text = readText(sourceRoot() / part / "README.md");
            QVERIFY2(!text.empty(), (part + " has no README.md").c_str());
            QVERIFY2(std::count(text.begin(), text.end(), '\n') <= 40 && text.size() <= 5000,
                     (part + "/README.md is longer than a screen").c_str());
        }
    }

    void allSqlNamesItsSchema() {
        for (const auto& file : productSources()) {
            std::smatch match;
            QVERIFY2(!std::regex_search(file.text, match, unqualifiedTable()),
                     (file.path + ": " + match.str()).c_str());
        }
        QVERIFY(std::regex_search(std::string("SELECT 1 FROM outbox"), unqualifiedTable()));
    }
};

VIGIA_TEST_CLASS(SourceRulesTest)
#include "source_rules_test.moc"
