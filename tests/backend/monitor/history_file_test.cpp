#include "backend/monitor/history_file.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace vigia;
using backend::monitor::HistoryFile;

namespace {

std::vector<core::lag::KeyedPoint> point(std::int64_t n) {
    return {{"g/billing/lag", {1'700'000'000'000 + n * 10'000, n}}};
}

struct Loaded {
    core::Result<void> result;
    std::vector<std::int64_t> values;
};

Loaded load(HistoryFile& file) {
    std::vector<std::int64_t> values;
    auto result = file.open([&](const std::string&, const core::lag::PackedPoint& p) {
        values.push_back(p.value.value_or(-1));
    });
    return {std::move(result), std::move(values)};
}

} // namespace

class HistoryFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatWasAppendedComesBackAfterARestart() {
        for (int run = 0; run < 3; ++run) {
            HistoryFile file(folder(), "local");
            const Loaded before = load(file);
            QVERIFY(before.result.has_value());
            QCOMPARE(before.values.size(), static_cast<std::size_t>(2 * run));
            QVERIFY(file.append(point(2 * run)).has_value());
            QVERIFY(file.append(point(2 * run + 1)).has_value());
        }
    }

    void whoOnlyReadsSeesWhatAWriterHasWrittenAndChangesNothing() {
        HistoryFile writer(folder(), "local");
        QVERIFY(load(writer).result.has_value());
        QVERIFY(writer.append(point(1)).has_value());
        const HistoryFile reader(folder(), "local");
        std::vector<std::int64_t> values;
        for (int i = 0; i < 2; ++i) {
            QVERIFY(reader
                        .read([&](const std::string&, const core::lag::PackedPoint& p) {
                            values.push_back(p.value.value_or(-1));
                        })
                        .has_value());
        }
        QCOMPARE(values, (std::vector<std::int64_t>{1, 1}));
        QVERIFY(!reader.isOpen());
        QVERIFY(writer.append(point(2)).has_value());
        const HistoryFile nowhere(folder() / "missing", "local");
        QVERIFY(nowhere.read([](const auto&, const auto&) {}).has_value());
        QVERIFY(!std::filesystem::exists(folder() / "missing"));
    }

    void aFileCutByACrashGoesOn() {
        std::filesystem::path path;
        {
            HistoryFile file(folder(), "local");
            QVERIFY(load(file).result.has_value());
            for (int i = 0; i < 5; ++i)
                QVERIFY(file.append(point(i)).has_value());
            path = file.path();
        }
        std::filesystem::resize_file(path, std::filesystem::file_size(path) - 3);
        HistoryFile file(folder(), "local");
        QCOMPARE(load(file).values.size(), std::size_t(4));
        QVERIFY(file.append(point(9)).has_value());
        HistoryFile again(folder(), "local");
        QCOMPARE(load(again).values, (std::vector<std::int64_t>{0, 1, 2, 3, 9}));
    }

    void aHeaderThatWasCutIsBegunAnew() {
        std::filesystem::path path;
        {
            HistoryFile file(folder(), "local");
            QVERIFY(load(file).result.has_value());
            path = file.path();
        }
        std::filesystem::resize_file(path, 5);
        HistoryFile file(folder(), "local");
        QVERIFY(load(file).result.has_value());
        QVERIFY(file.append(point(1)).has_value());
        HistoryFile again(folder(), "local");
        QCOMPARE(load(again).values.size(), std::size_t(1));
    }

    void aForeignFileIsRefusedAndLeftAsItIs() {
        HistoryFile file(folder(), "local");
        std::ofstream(file.path()) << "something else entirely";
        const Loaded loaded = load(file);
        QVERIFY(!loaded.result.has_value());
        QCOMPARE(loaded.result.error().code, core::ErrorCode::Corrupt);
        QVERIFY(loaded.result.error().message.find(file.path().string()) != std::string::npos);
        QVERIFY(!file.isOpen());
        QVERIFY(file.append(point(1)).has_value());
        QCOMPARE(std::filesystem::file_size(file.path()), std::uintmax_t(23));
    }

    void theBudgetHoldsAndTheNewestStay() {
        HistoryFile file(folder(), "local", 4000);
        QVERIFY(load(file).result.has_value());
        for (int i = 0; i < 2000; ++i)
            QVERIFY(file.append(point(i)).has_value());
        std::uintmax_t total = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder()))
            total += entry.file_size();
        QVERIFY(total <= 4200);
        HistoryFile again(folder(), "local", 4000);
        const Loaded loaded = load(again);
        QVERIFY(loaded.result.has_value());
        QCOMPARE(loaded.values.back(), std::int64_t(1999));
        QVERIFY(loaded.values.size() > 20);
    }

    void clustersNeverShareAFileWhateverTheirName() {
        HistoryFile plain(folder(), "local");
        HistoryFile hostile(folder(), "../../etc/passwd");
        HistoryFile upper(folder(), "LOCAL");
        QCOMPARE(hostile.path().parent_path(), folder());
        QVERIFY(plain.path() != upper.path());
        QVERIFY(load(hostile).result.has_value());
    }

    void aFolderThatCanNotBeWrittenIsSaid() {
        HistoryFile file("/proc/no/such/folder", "local");
        const Loaded loaded = load(file);
        QVERIFY(!loaded.result.has_value());
        QVERIFY(loaded.result.error().message.find("memory only") != std::string::npos);
    }

private:
    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

VIGIA_TEST_CLASS(HistoryFileTest)
#include "history_file_test.moc"
