#include "core/base/file.h"
#include "core/base/temporary_folder.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace vigia::core;

class FileTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void whatWasWrittenIsReadWithEveryByte() {
        const std::string text("a\0b\r\n\xff", 6);
        QVERIFY(replaceFile(path("bytes"), text).has_value());
        QCOMPARE(*readFile(path("bytes")), text);
    }

    void aFileIsReplacedWholeAndForItsOwnerOnly() {
        const auto file = path("deep/er/vigia.yaml");
        QVERIFY(replaceFile(file, "a: 1 and more\n").has_value());
        QVERIFY(replaceFile(file, "b: 2\n").has_value());
        QCOMPARE(*readFile(file), std::string("b: 2\n"));
        const QFileInfo info(QString::fromStdString(file));
        QVERIFY(!(info.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(!QFile::exists(QString::fromStdString(file) + ".new"));
    }

    void aModeAskedForHoldsWhateverTheMask() {
        const auto before = ::umask(0077);
        const auto written = replaceFile(path("shared"), "x", {.mode = 0644, .owner = {}});
        ::umask(before);
        QVERIFY(written.has_value());
        struct stat info {};
        QCOMPARE(::stat(path("shared").c_str(), &info), 0);
        QCOMPARE(info.st_mode & 07777u, 0644u);
    }

    void whatLiesInTheWayOfTheNewFileIsNotFollowed() {
        QVERIFY(replaceFile(path("other"), "untouched").has_value());
        QVERIFY(QFile::link(m_folder.filePath("other"), m_folder.filePath("target.new")));
        QVERIFY(replaceFile(path("target"), "text").has_value());
        QCOMPARE(*readFile(path("other")), std::string("untouched"));
        QCOMPARE(*readFile(path("target")), std::string("text"));
    }

    void aFolderInItsPlaceIsARefusalThatLeavesNothingBehind() {
        const auto written = replaceFile(m_folder.path().toStdString(), "x");
        QVERIFY(!written);
        QVERIFY2(written.error().message.find("can't be written") != std::string::npos,
                 written.error().message.c_str());
        QVERIFY(!QFile::exists(m_folder.path() + ".new"));
    }

    void whatCannotBeReadSaysWhy() {
        QVERIFY(readFile(path("missing")).error().code == ErrorCode::NotFound);
        QVERIFY(readFile(m_folder.path().toStdString()).error().message.find("is a folder") !=
                std::string::npos);
        QVERIFY(replaceFile(path("large"), std::string(20001, 'x')).has_value());
        QVERIFY(readFile(path("large"), 20000).error().code == ErrorCode::Corrupt);
        QCOMPARE(readFile(path("large"), 20001)->size(), std::size_t{20001});
        QVERIFY(readFile("a\x1b[31m").error().message.find('\x1b') == std::string::npos);
    }

    void aTemporaryFolderIsOursAloneAndGoesWithAllInIt() {
        std::filesystem::path path;
        {
            const vigia::core::TemporaryFolder folder;
            const vigia::core::TemporaryFolder other;
            path = folder.path();
            QVERIFY(std::filesystem::is_directory(path));
            QVERIFY(path != other.path());
            QCOMPARE(std::filesystem::status(path).permissions(),
                     std::filesystem::perms::owner_all);
            std::ofstream(path / "secret") << "x";
        }
        QVERIFY(!std::filesystem::exists(path));
    }
};

VIGIA_TEST_CLASS(FileTest)
#include "file_test.moc"
