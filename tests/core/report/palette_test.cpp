#include "core/base/file.h"
#include "core/report/palette.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

using namespace vigia::core;
using namespace vigia::core::report;

/// Reports and the desktop show one design: the colours are those of ui/theme/tokens.cpp.
class PaletteTest : public QObject {
    Q_OBJECT

private:
    static QString tokens(const QString& theme) {
        const auto file =
            std::string(qgetenv("VIGIA_SOURCE_DIR").constData()) + "/ui/theme/tokens.cpp";
        const auto text = QString::fromStdString(readFile(file).value_or(""));
        return text.mid(text.indexOf("Tokens make" + theme + "()")).section("return t;", 0, 0);
    }
    /// `#0E1217`; empty when the desktop has no such token.
    static QString colour(const QString& theme, QString name) {
        if (QRegularExpression("^s[1-6]$").match(name).hasMatch()) {
            const auto series = tokens(theme).section("t.series", 1, 1);
            return "#" + series.section("0x", name.mid(1).toInt(), name.mid(1).toInt()).left(6);
        }
        if (name.endsWith("-soft"))
            name = name.chopped(5) + "Soft";
        const QRegularExpression line("t\\." + name + " = QColor\\(0x([0-9A-F]{6})\\)");
        const auto match = line.match(tokens(theme));
        return match.hasMatch() ? "#" + match.captured(1) : QString();
    }

private Q_SLOTS:
    void everyColourIsTheDesktops() {
        for (const auto& tint : kPalette) {
            const auto name = QString::fromUtf8(tint.name.data(), qsizetype(tint.name.size()));
            const auto hex = [](std::string_view text) {
                return QString::fromUtf8(text.data(), qsizetype(text.size()));
            };
            QCOMPARE(hex(tint.light), colour("Light", name));
            QCOMPARE(hex(tint.dark), colour("Dark", name));
        }
    }

    void aColourIsFoundByItsName() {
        QCOMPARE(lightTint("text"), std::string_view("#16202B"));
        QCOMPARE(lightTint("nothing"), std::string_view("#000000"));
    }
};

VIGIA_TEST_CLASS(PaletteTest)
#include "palette_test.moc"
