#include "tests/support/gui_test.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QVBoxLayout>

class VigiaStyleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void aFocusedButtonHasOneFrameAtItsEdge() {
        QWidget window;
        vigia::tests::theme().parts()->add(window);
        QPushButton button(QStringLiteral("Cancel"), &window);
        (new QVBoxLayout(&window))->addWidget(&button);
        button.setFocusPolicy(Qt::StrongFocus);
        window.show();
        window.activateWindow();
        button.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(button.hasFocus());
        const QImage picture = button.grab().toImage();
        const QColor accent = vigia::tests::theme().tokens().accent;
        QCOMPARE(picture.pixelColor(picture.width() / 2, 0), accent);
        const QRect inside = picture.rect().adjusted(2, 2, -2, -2);
        int marked = 0;
        for (int y = inside.top(); y <= inside.bottom(); ++y)
            for (int x = inside.left(); x <= inside.right(); ++x)
                marked += picture.pixelColor(x, y) == accent ? 1 : 0;
        QCOMPARE(marked, 0);
    }
};

VIGIA_TEST_CLASS(VigiaStyleTest)
#include "vigia_style_test.moc"
