#include "tests/support/gui_test.h"

#include "ui/theme/health_look.h"
#include "ui/theme/tinted_icon.h"

#include <QDir>
#include <QPainter>
#include <QSet>

using namespace vigia::ui::theme;
using vigia::core::ops::Health;

namespace {

bool hasInk(const QImage& image) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qAlpha(image.pixel(x, y)) > 100)
                return true;
    return false;
}

} // namespace

class IconsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void everyIconPaintsAtEveryScale() {
        const auto files =
            QDir(QStringLiteral(":/vigia/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 40);
        for (const QString& file : files)
            for (const int pixels : {16, 20, 24, 32})
                QVERIFY2(hasInk(tintedPixmap(file.chopped(4), Qt::red, pixels).toImage()),
                         qPrintable(file));
    }

    void anIconTakesTheColourOfTheThemeThatIsOn() {
        Theme theme;
        const QIcon icon = theme.icon(QStringLiteral("status-ok"), &Tokens::ok);
        theme.setMode(Mode::Dark);
        QCOMPARE(icon.pixmap(20, 20).toImage().pixelColor(10, 10).rgb(), darkTokens().ok.rgb());
        theme.setMode(Mode::Light);
        QCOMPARE(icon.pixmap(20, 20).toImage().pixelColor(10, 10).rgb(), lightTokens().ok.rgb());
    }

    void everyStateHasItsOwnShapeAndWord() {
        QSet<QString> shapes, words;
        for (const auto health : {Health::Ok, Health::Working, Health::Degraded, Health::Broken,
                                  Health::Inconsistent, Health::Unknown}) {
            const HealthLook look = healthLook(health);
            shapes.insert(look.icon);
            words.insert(look.word);
            QVERIFY(QFile::exists(QStringLiteral(":/vigia/icons/%1.svg").arg(look.icon)));
        }
        QCOMPARE(shapes.size(), 6);
        QCOMPARE(words.size(), 6);
    }

    void theStyleSheetsSignsHaveTheColoursOfTheirTheme() {
        for (const auto& [suffix, tokens] : {std::pair(QStringLiteral("dark"), &darkTokens()),
                                             std::pair(QStringLiteral("light"), &lightTokens())})
            for (const QString& name : {QStringLiteral("chevron-down"),
                                        QStringLiteral("chevron-up"), QStringLiteral("check")}) {
                QFile file(QStringLiteral(":/vigia/icons/style/%1-%2.svg").arg(name, suffix));
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QColor wanted =
                    name == QStringLiteral("check") ? tokens->onAccent : tokens->muted;
                QVERIFY(file.readAll().toUpper().contains(wanted.name().toUpper().toLatin1()));
            }
    }
};

VIGIA_TEST_CLASS(IconsTest)
#include "icons_test.moc"
