#pragma once

#include "ui/desktop.h"
#include "ui/theme/theme.h"

#include <QSettings>
#include <QTranslator>

class QApplication;

namespace vigia::ui {

/// The INI file of layout and choices. It is read when made and written by `sync` or the destructor
/// only: the write that QSettings would do in some later turn of the event loop is held back.
class LayoutSettings : public QSettings {
    Q_OBJECT

public:
    explicit LayoutSettings(const std::string& file);

protected:
    bool event(QEvent* event) override;
};

/// Installs the translation for `language` (empty: the system's), else English.
void installLanguage(QApplication& application, QTranslator& translator,
                     const std::string& language);

/// Mode, density and zoom as wanted or as last time.
void restoreTheme(theme::Theme& theme, const QSettings& settings, const std::string& wanted);

} // namespace vigia::ui
