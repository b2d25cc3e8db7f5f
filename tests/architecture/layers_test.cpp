#include "tests/architecture/source_tree.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace vigia::tests;

namespace {

bool startsWithAny(const std::string& text, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const auto& p) { return text.rfind(p, 0) == 0; });
}

/// Qt's headers are `Qxxx` or `QtXxx/…`.
bool isQt(const std::string& include) {
    return include.size() > 1 && include[0] == 'Q' &&
           ((include[1] >= 'A' && include[1] <= 'Z') || include[1] == 't');
}

/// First offending include of the folder, or "".
std::string offence(const std::string& folder, const std::vector<std::string>& forbidden,
                    bool qtAllowed) {
    for (const auto& file : sourcesBelow(folder)) {
        for (const auto& include : includesOf(file)) {
            if (startsWithAny(include, forbidden) || (!qtAllowed && isQt(include)))
                return file.path + " includes " + include;
        }
    }
    return {};
}

} // namespace

/// The arrows of the architecture: app → ui, backend, core; ui → core; backend → core; core →
/// nothing of ours.
class LayersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTreeIsSeen() { QVERIFY(sourcesBelow("core").size() > 20); }

    void coreIncludesNothingOfTheOuterWorld() {
        QCOMPARE(
            offence("core",
                    {"ui/", "backend/", "app/", "librdkafka/", "pqxx", "boost/asio", "boost/beast",
                     "sys/socket", "yaml-cpp", "prometheus/", "spdlog/", "curl/"},
                    false),
            std::string());
    }

    void backendIncludesNoFaceAndNoQt() {
        QCOMPARE(offence("backend", {"ui/", "app/"}, false), std::string());
    }

    void uiIncludesOnlyCoreOfOurs() {
        QCOMPARE(offence("ui",
                         {"backend/", "app/", "librdkafka/", "pqxx", "boost/", "yaml-cpp",
                          "prometheus/"},
                         true),
                 std::string());
    }

    void onlyThePlotFolderIncludesQCustomPlot() {
        for (const auto* folder : {"ui", "app", "core", "backend"}) {
            for (const auto& file : sourcesBelow(folder)) {
                for (const auto& include : includesOf(file))
                    QVERIFY2(include != "qcustomplot.h" || file.path.rfind("ui/plot/", 0) == 0,
                             file.path.c_str());
            }
        }
    }

    void beastStaysInItsSourceFiles() {
        for (const auto& file : sourcesBelow("backend")) {
            for (const auto& include : includesOf(file))
                QVERIFY2(include.rfind("boost/beast", 0) != 0 ||
                             file.path.rfind("backend/http/", 0) == 0,
                         file.path.c_str());
        }
    }

    void libcryptoInCoreOnlyWhereAgreed() {
        for (const auto& file : sourcesBelow("core")) {
            for (const auto& include : includesOf(file))
                QVERIFY2(include.rfind("openssl/", 0) != 0 || file.path == "core/base/sha256.cpp",
                         file.path.c_str());
        }
    }

    void theTestWouldCatchAnOffence() {
        const SourceFile bad{"core/x.cpp",
                             "#include \"backend/http/message.h\"\n#include <QObject>\n"};
        const auto includes = includesOf(bad);
        QCOMPARE(includes.size(), std::size_t(2));
        QVERIFY(startsWithAny(includes[0], {"backend/"}));
        QVERIFY(isQt(includes[1]));
    }
};

VIGIA_TEST_CLASS(LayersTest)
#include "layers_test.moc"
