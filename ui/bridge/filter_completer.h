#pragma once

#include "core/view/filter_completion.h"

#include <QObject>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace vigia::ui::bridge {

/// Suggests columns, operators and values below a filter field while the user types; with an empty
/// field, and on Ctrl+Space or ↓, the filters used before. Owned by its field.
class FilterCompleter : public QObject {
    Q_OBJECT

public:
    FilterCompleter(QLineEdit& field, std::span<const core::view::Column> columns);

    void setValues(core::view::ColumnValues values) { m_values = std::move(values); }
    void setRemembered(QStringList filters) { m_remembered = std::move(filters); }
    /// What is suggested now. For tests.
    [[nodiscard]] QStringList suggestions() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void suggest(bool remembered);
    void insert(const QString& text);

    QLineEdit& m_field;
    std::span<const core::view::Column> m_columns;
    core::view::ColumnValues m_values;
    QStringList m_remembered;
    std::vector<core::view::FilterCompletion> m_found;
    QStringListModel* m_model = nullptr;
    QCompleter* m_completer = nullptr;
};

} // namespace vigia::ui::bridge
