#pragma once

#include "core/view/filter.h"
#include "ui/widgets/filter_field.h"

#include <QWidget>

class QHBoxLayout;
class QSettings;
class QToolButton;

namespace vigia::ui::bridge {

class FilterCompleter;

/// The filter row of a table: a field that is green or red while typing, filters saved as buttons,
/// "Faults only", and room for the table's own buttons. An invalid text never runs: what ran before
/// goes on. Filters are kept under `key`.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    FilterBar(const theme::Theme& theme, QSettings& settings, QString key,
              std::span<const core::view::Column> columns, QWidget* parent = nullptr);

    [[nodiscard]] widgets::FilterField* field() const { return m_field; }
    [[nodiscard]] FilterCompleter* completer() const { return m_completer; }
    [[nodiscard]] QToolButton* faultsOnly() const { return m_faults; }
    /// Where the table puts its buttons.
    [[nodiscard]] QHBoxLayout* buttons() const { return m_buttons; }
    void setCaption(const QString& caption);
    /// Adds a condition to what is typed, with a comma.
    void addCondition(const QString& condition);
    /// The filters that are buttons. For tests.
    [[nodiscard]] QStringList saved() const;

Q_SIGNALS:
    /// Null: all rows.
    void filterChanged(std::shared_ptr<const vigia::core::view::Filter> filter);
    void faultsOnlyChanged(bool on);
    /// The user leaves the field for the table.
    void left();

private:
    void build();
    void parse();
    void remember();
    void save();
    void setSaved(const QStringList& filters);
    void showSaved();

    const theme::Theme& m_theme;
    QSettings& m_settings;
    QString m_key;
    std::span<const core::view::Column> m_columns;
    widgets::FilterField* m_field = nullptr;
    FilterCompleter* m_completer = nullptr;
    QToolButton* m_save = nullptr;
    QToolButton* m_faults = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QHBoxLayout* m_savedRow = nullptr;
    bool m_valid = true;
};

} // namespace vigia::ui::bridge
