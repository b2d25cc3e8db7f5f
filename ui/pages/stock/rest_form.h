#pragma once

#include "core/ops/platform_control.h"
#include "ui/pages/common/change_dialog.h"

class QComboBox;
class QGridLayout;

namespace vigia::ui::pages {

/// One field of a request as a form shows it.
struct FormField {
    enum class Kind { Text, Number, Choice, Fixed };
    std::string name; ///< as the API calls it
    QString label;
    Kind kind = Kind::Text;
    QString initial;
    QString hint; ///< placeholder
    QStringList choices;
    std::vector<std::string> concerns; ///< error codes that are about this field
    QString option{};                  ///< of the command that does the same, e.g. `quantity`
};

/// A request of the REST API as a form.
struct FormSpec {
    QString title;
    QString explanation; ///< what it will do, before it is done
    QString verb;        ///< of its button
    std::string method;
    std::string path;
    std::vector<FormField> fields;
    bool inQuery = false;     ///< DELETE: fields go into the query
    bool destructive = false; ///< on PROD the cluster's name is asked for
    QString command{};        ///< `vigia stock reserve <id>`; the options are the fields
    std::string before{};     ///< what undoing needs
};

/// Fills in a request, sends it, and shows what the API says about a field at that field. The API
/// is the judge: nothing is refused here that it would take. Enter sends, Esc leaves. Deletes
/// itself.
class RestForm : public ChangeDialog {
    Q_OBJECT

public:
    RestForm(widgets::ConsoleContext& context, FormSpec spec, QWidget* parent);

    [[nodiscard]] QString command() const override;
    /// What will be sent; figures stay as they are typed.
    [[nodiscard]] std::string body() const;
    /// The text below a field; empty when all is well. For tests.
    [[nodiscard]] QString errorOf(const std::string& field) const;
    [[nodiscard]] QString generalError() const;

Q_SIGNALS:
    /// The API did it.
    void done(const vigia::core::JsonValue& answer);

private:
    struct Editor {
        QLineEdit* line = nullptr;
        QComboBox* choice = nullptr;
        QLabel* error = nullptr;
    };

    void build();
    void addField(QGridLayout& grid, const FormField& field);
    [[nodiscard]] QString valueOf(std::size_t field) const;
    [[nodiscard]] std::string query() const;
    [[nodiscard]] std::string reason() const;
    void run() override;
    void refused(const QString& sentence) override;
    static Outcome outcomeOf(const core::Result<core::ops::RestAnswer>& answer);
    void answered(const core::Result<core::ops::RestAnswer>& answer);
    void showErrors(int status, const core::JsonValue& body);
    bool showAt(const std::string& field, const std::string& code, const QString& message);
    void clearErrors();

    FormSpec m_spec;
    std::vector<Editor> m_editors;
    QLabel* m_general = nullptr;
};

} // namespace vigia::ui::pages
