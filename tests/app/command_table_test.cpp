#include "app/commands/commands.h"
#include "tests/architecture/source_tree.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <regex>
#include <set>

using namespace vigia;

/// What every command must have, and that README and program name the same ones.
class CommandTableTest : public QObject {
    Q_OBJECT

private:
    const std::vector<app::Command> m_commands = app::allCommands();

    /// `topics list`, `topics describe` … as the table under "Commands" of the README writes them:
    /// a word alone after a full command belongs to the same group.
    static std::set<std::string> commandsOfReadme() {
        const auto text = tests::readText(tests::sourceRoot() / "README.md");
        const auto from = text.find("| command | does |");
        const auto end = text.find("\n\n", from);
        std::set<std::string> found;
        static const std::regex code("`(?:vigia )?([a-z]+)( [a-z]+)?[^`]*`");
        std::string group;
        for (std::size_t at = from; at < end; at = text.find('\n', at) + 1) {
            const auto line = text.substr(at, text.find('\n', at) - at);
            const auto cell = line.substr(0, line.find(" | ", 2));
            for (std::sregex_iterator it(cell.begin(), cell.end(), code), last; it != last; ++it) {
                const std::string first = (*it)[1];
                const std::string second = (*it)[2];
                if (first == "vigia")
                    continue; // the program itself
                const bool whole = (*it)[0].str().find("`vigia ") == 0;
                if (whole && !second.empty())
                    group = first;
                if (!second.empty() || whole)
                    found.insert(first + second);
                else
                    found.insert(group + " " + first);
            }
        }
        return found;
    }

private Q_SLOTS:
    void everyCommandHasASummaryAndAnExampleOfItself() {
        for (const auto& command : m_commands) {
            QVERIFY2(!command.summary.empty(), command.path.c_str());
            QVERIFY2(command.example.rfind(command.path, 0) == 0, command.path.c_str());
            for (const auto& option : command.options)
                QVERIFY2(!option.help.empty(), (command.path + " " + option.name).c_str());
        }
    }

    void everyGroupOfCommandsHasASummary() {
        for (const auto& command : m_commands) {
            const auto space = command.path.find(' ');
            if (space != std::string::npos)
                QVERIFY2(!app::groupSummary(command.path.substr(0, space)).empty(),
                         command.path.c_str());
        }
        QVERIFY(app::groupSummary("status").empty());
    }

    /// They go to the audit file, and a read-only platform refuses them.
    void commandsThatChangeThePlatformSaySo() {
        static const std::set<std::string> readers{
            "list",    "show",     "status",  "logs",   "describe",  "reservations", "events",
            "summary", "fleet",    "print",   "check",  "version",   "test",         "wait",
            "open",    "validate", "compare", "report", "operations"};
        for (const auto& command : m_commands) {
            const auto verb = command.path.substr(command.path.find(' ') + 1);
            const bool reads = readers.contains(verb) && command.path != "stock status";
            QVERIFY2((command.changes == app::Changes::Never) == reads, command.path.c_str());
            const bool ours = (command.path.rfind("cluster ", 0) == 0 && !reads) ||
                              command.path == "load note" || command.path == "load delete";
            QVERIFY2((command.changes == app::Changes::Configuration) == ours,
                     command.path.c_str());
        }
    }

    void everyCommandIsInTheReadme() {
        const auto known = commandsOfReadme();
        for (const auto& command : m_commands)
            QVERIFY2(known.contains(command.path), (command.path + " is not in README.md").c_str());
    }

    void everyCommandOfTheReadmeIsThere() {
        std::set<std::string> there;
        for (const auto& command : m_commands)
            there.insert(command.path);
        there.insert("shots"); // only of the program with Qt
        for (const auto& name : commandsOfReadme())
            QVERIFY2(there.contains(name), (name + " is in README.md only").c_str());
    }

    void whatAsksAClusterTakesItsName() {
        for (const auto& command : m_commands) {
            const bool asks = command.path.rfind("topics", 0) == 0 ||
                              command.path.rfind("groups", 0) == 0 || command.path == "status" ||
                              command.path == "report operations";
            const bool takes =
                std::any_of(command.options.begin(), command.options.end(),
                            [](const auto& option) { return option.name == "--cluster"; });
            QVERIFY2(asks == takes, command.path.c_str());
        }
    }
};

VIGIA_TEST_CLASS(CommandTableTest)
#include "command_table_test.moc"
