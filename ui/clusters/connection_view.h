#pragma once

#include "core/ops/connection_report.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace vigia::ui::clusters {

/// A step of the doctor in the language of the window: `dns` → "Name".
QString stepTitle(const std::string& step);

/// The steps of a connection, one a row: ✓ or ✗, what was looked at, what was found, and below a
/// failed one what to do. Grows while the examination goes on.
class ConnectionView : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionView(const theme::Theme& theme, QWidget* parent = nullptr);

    void set(const core::ops::ConnectionReport& report);
    void clear();
    /// What the whole comes to, in one sentence.
    [[nodiscard]] static QString summary(const core::ops::ConnectionReport& report);

private:
    void addRow(const core::ops::ConnectionCheck& check);
    QLabel* text(const QString& text, const char* role, const char* tone);

    const theme::Theme& m_theme;
    QGridLayout* m_grid = nullptr;
    int m_rows = 0;
};

} // namespace vigia::ui::clusters
