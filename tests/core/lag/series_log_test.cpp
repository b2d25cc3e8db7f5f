#include "core/lag/series_log.h"
#include "core/base/varint.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>

using namespace vigia::core;
using namespace vigia::core::lag;

namespace {

std::vector<KeyedPoint> points(int frame) {
    return {{"g/orders/lag", {1'700'000'000'000 + frame * 10'000, frame * 7}},
            {"e/t/0", {1'700'000'000'000 + frame * 10'000, 1000 + frame}},
            {"g/orders/time", {1'700'000'000'001 + frame * 10'000, std::nullopt}}};
}

std::string fileOf(int frames) {
    SeriesLogWriter writer;
    std::string file = SeriesLogWriter::header("local");
    for (int i = 0; i < frames; ++i) {
        if (i == 2)
            writer.beginAnew(); // another process goes on
        file += writer.frame(points(i));
    }
    return file;
}

struct Read {
    Result<std::size_t> result;
    std::vector<KeyedPoint> points;
};

Read read(std::string_view file, std::string_view cluster = "local") {
    std::vector<KeyedPoint> taken;
    auto result =
        readSeriesLog(file, cluster, [&](const std::string& key, const PackedPoint& point) {
            taken.emplace_back(key, point);
        });
    return {std::move(result), std::move(taken)};
}

} // namespace

class SeriesLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsReadAlsoAcrossProcesses() {
        const std::string file = fileOf(5);
        const Read back = read(file);
        QVERIFY(back.result.has_value());
        QCOMPARE(*back.result, file.size());
        QCOMPARE(back.points.size(), std::size_t(15));
        for (int i = 0; i < 5; ++i) {
            const auto expected = points(i);
            for (std::size_t k = 0; k < 3; ++k)
                QVERIFY(back.points[static_cast<std::size_t>(3 * i) + k] == expected[k]);
        }
    }

    void aFileCutAtAnyByteLosesItsLastFrameAtMost() {
        const std::string whole = fileOf(4);
        const std::size_t three = fileOf(3).size();
        for (std::size_t size = three; size < whole.size(); ++size) {
            const Read back = read(std::string_view(whole).substr(0, size));
            QVERIFY(back.result.has_value());
            QCOMPARE(*back.result, three);
            QCOMPARE(back.points.size(), std::size_t(9));
        }
    }

    void aTornLastFrameIsCutOff() {
        std::string file = fileOf(3);
        file.back() = static_cast<char>(file.back() ^ 0x55);
        const Read back = read(file);
        QVERIFY(back.result.has_value());
        QCOMPARE(*back.result, fileOf(2).size());
    }

    void damageInTheMiddleIsRefusedWithItsPlace() {
        std::string file = fileOf(4);
        const std::size_t at = fileOf(1).size() + 20;
        file[at] = static_cast<char>(file[at] ^ 1);
        const Read back = read(file);
        QVERIFY(!back.result.has_value());
        QCOMPARE(back.result.error().code, ErrorCode::Corrupt);
        QVERIFY(back.result.error().message.find(
                    "damaged at byte " + std::to_string(fileOf(1).size())) != std::string::npos);
    }

    void foreignFilesAreRefused() {
        QCOMPARE(read("PK\3\4 something else").result.error().code, ErrorCode::Corrupt);
        QCOMPARE(read("").result.error().code, ErrorCode::Corrupt);
        QVERIFY(read(fileOf(1), "production").result.error().message.find("local") !=
                std::string::npos);
    }

    void randomBytesNeverCrashTheReader() {
        std::mt19937 random(11);
        for (int round = 0; round < 3000; ++round) {
            std::string file = fileOf(3);
            for (int flips = 0; flips < 3; ++flips)
                file[random() % file.size()] = static_cast<char>(random());
            file.resize(random() % (file.size() + 1));
            (void)read(file).result.has_value();
        }
    }

    void aFrameOfImpossibleLengthIsRefused() {
        std::string file = SeriesLogWriter::header("local") + std::string(64, '\xFF');
        QVERIFY(read(file).result.error().message.find("impossible length") != std::string::npos);
    }

    void varintsThatNeverEndAreRefused() {
        std::string_view endless = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
        QVERIFY(!takeVarint(endless));
        std::string_view cut = "\x80";
        QVERIFY(!takeVarint(cut));
    }
};

VIGIA_TEST_CLASS(SeriesLogTest)
#include "series_log_test.moc"
