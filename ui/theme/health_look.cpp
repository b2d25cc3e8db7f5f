#include "ui/theme/health_look.h"

#include <QCoreApplication>

namespace vigia::ui::theme {

namespace {

QString word(const char* english) {
    return QCoreApplication::translate("HealthLook", english);
}

} // namespace

HealthLook healthLook(core::ops::Health health) {
    using core::ops::Health;
    switch (health) {
    case Health::Ok:
        return {&Tokens::ok, &Tokens::okSoft, QStringLiteral("status-ok"),
                word(QT_TRANSLATE_NOOP("HealthLook", "OK"))};
    case Health::Working:
        return {&Tokens::accent, &Tokens::accentSoft, QStringLiteral("status-working"),
                word(QT_TRANSLATE_NOOP("HealthLook", "working"))};
    case Health::Degraded:
        return {&Tokens::warn, &Tokens::warnSoft, QStringLiteral("status-degraded"),
                word(QT_TRANSLATE_NOOP("HealthLook", "degraded"))};
    case Health::Broken:
        return {&Tokens::bad, &Tokens::badSoft, QStringLiteral("status-broken"),
                word(QT_TRANSLATE_NOOP("HealthLook", "broken"))};
    case Health::Inconsistent:
        return {&Tokens::odd, &Tokens::oddSoft, QStringLiteral("status-inconsistent"),
                word(QT_TRANSLATE_NOOP("HealthLook", "inconsistent"))};
    case Health::Unknown:
        break;
    }
    return {&Tokens::unknown, &Tokens::raised, QStringLiteral("status-unknown"),
            word(QT_TRANSLATE_NOOP("HealthLook", "unknown"))};
}

} // namespace vigia::ui::theme
