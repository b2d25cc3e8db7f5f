#include "tests/support/test_main.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

/// All SQL names its schema: several tables are called `outbox`, and the search path differs
/// between roles.
class SqlNamesTest : public QObject {
    Q_OBJECT

    static std::string textOf(const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    }

    static std::vector<fs::path> sources() {
        const fs::path root(qEnvironmentVariable("VIGIA_SOURCE_DIR", ".").toStdString());
        std::vector<fs::path> files;
        for (const char* folder : {"backend", "app", "resources/sql"}) {
            for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
                const auto extension = entry.path().extension();
                if (extension == ".cpp" || extension == ".h" || extension == ".sql")
                    files.push_back(entry.path());
            }
        }
        return files;
    }

    static std::string tablePattern(const std::vector<fs::path>& files) {
        static const std::regex create("CREATE TABLE [a-z]+\\.([a-z_]+)");
        std::set<std::string> names;
        for (const auto& file : files) {
            if (file.extension() != ".sql")
                continue;
            const std::string text = textOf(file);
            for (std::sregex_iterator it(text.begin(), text.end(), create), end; it != end; ++it)
                names.insert((*it)[1]);
        }
        std::string pattern;
        for (const auto& name : names)
            pattern += (pattern.empty() ? "" : "|") + name;
        return pattern;
    }

private Q_SLOTS:
    void everyStatementNamesTheSchemaOfItsTable() {
        const auto files = sources();
        const auto tables = tablePattern(files);
        QVERIFY(tables.find("outbox") != std::string::npos);
        const std::regex unqualified("(FROM|INTO|UPDATE|JOIN|TABLE|TRUNCATE) +(" + tables +
                                     ")\\b[^.]");
        for (const auto& file : files) {
            const std::string text = textOf(file);
            std::smatch match;
            if (std::regex_search(text, match, unqualified))
                QFAIL(("no schema in " + file.string() + ": " + match.str()).c_str());
        }
    }
};

VIGIA_TEST_CLASS(SqlNamesTest)
#include "sql_names_test.moc"
