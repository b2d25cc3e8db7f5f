#include "ui/pages/stock/rest_form.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/view/stock_rows.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia::ui::pages {
namespace {

/// A figure as JSON when it is one; else as text, so that the API names the mistake.
void writeFigure(core::JsonWriter& json, const std::string& text) {
    const auto parsed = core::parseJson(text);
    if (parsed && parsed->asNumber())
        json.raw(text);
    else
        json.value(text);
}

/// As one word of a shell.
QString shellQuoted(const QString& text) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_.,:/@%+-]+$"));
    if (plain.match(text).hasMatch())
        return text;
    QString inside = text;
    return u'\'' % inside.replace(u'\'', QStringLiteral("'\\''")) % u'\'';
}

} // namespace

RestForm::RestForm(widgets::ConsoleContext& context, FormSpec spec, QWidget* parent)
    : ChangeDialog(context, spec.title, 440, parent), m_spec(std::move(spec)) {
    setObjectName(m_spec.command.section(u' ', 2, 2)); // the name of its picture
    build();
}

void RestForm::build() {
    auto* explanation = widgets::makeLabel(m_spec.explanation, "", "muted");
    explanation->setWordWrap(true);
    explanation->setVisible(!m_spec.explanation.isEmpty());
    column().addWidget(explanation);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (const FormField& field : m_spec.fields)
        addField(*grid, field);
    column().addLayout(grid);
    m_general = widgets::makeLabel({}, "", "bad");
    m_general->setWordWrap(true);
    m_general->hide();
    column().addWidget(m_general);
    addEnd(m_spec.verb, m_spec.destructive);
    for (const Editor& editor : m_editors) {
        if (editor.line && editor.line->isReadOnly())
            continue;
        (editor.line ? static_cast<QWidget*>(editor.line) : editor.choice)->setFocus();
        break;
    }
}

void RestForm::addField(QGridLayout& grid, const FormField& field) {
    const int row = grid.rowCount();
    Editor editor;
    QWidget* widget = nullptr;
    if (field.kind == FormField::Kind::Choice) {
        editor.choice = new QComboBox(this);
        editor.choice->addItems(field.choices);
        editor.choice->setCurrentText(field.initial);
        widget = editor.choice;
    } else {
        editor.line = new QLineEdit(field.initial, this);
        editor.line->setPlaceholderText(field.hint);
        editor.line->setReadOnly(field.kind == FormField::Kind::Fixed);
        editor.line->setMaxLength(500);
        if (field.kind == FormField::Kind::Number)
            editor.line->setAlignment(Qt::AlignRight);
        widget = editor.line;
    }
    widget->setAccessibleName(field.label);
    widget->setObjectName(bridge::qtext(field.name));
    auto* label = widgets::makeLabel(field.label, "", "muted");
    label->setBuddy(widget);
    editor.error = widgets::makeLabel({}, "small", "bad");
    editor.error->setWordWrap(true);
    editor.error->hide();
    grid.addWidget(label, row, 0);
    grid.addWidget(widget, row, 1);
    grid.addWidget(editor.error, row + 1, 1);
    m_editors.push_back(editor);
}

std::string RestForm::reason() const {
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        if (m_spec.fields[i].name == "reason")
            return valueOf(i).toStdString();
    }
    return {};
}

QString RestForm::valueOf(std::size_t field) const {
    const Editor& editor = m_editors[field];
    return (editor.choice ? editor.choice->currentText() : editor.line->text()).trimmed();
}

std::string RestForm::body() const {
    core::JsonWriter json;
    json.beginObject();
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        const std::string value = valueOf(i).toStdString();
        if (value.empty())
            continue; // absent, so that the API says what is required
        json.key(m_spec.fields[i].name);
        if (m_spec.fields[i].kind == FormField::Kind::Number)
            writeFigure(json, value);
        else
            json.value(value);
    }
    return json.endObject().take();
}

std::string RestForm::query() const {
    QByteArray text;
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        if (!valueOf(i).isEmpty())
            text += (text.isEmpty() ? "?" : "&") +
                    QByteArray::fromStdString(m_spec.fields[i].name) + '=' +
                    QUrl::toPercentEncoding(valueOf(i));
    }
    return text.toStdString();
}

QString RestForm::command() const {
    if (m_spec.command.isEmpty())
        return {};
    QString text = m_spec.command;
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        if (!m_spec.fields[i].option.isEmpty() && !valueOf(i).isEmpty())
            text +=
                QStringLiteral(" --") % m_spec.fields[i].option % u' ' % shellQuoted(valueOf(i));
    }
    return text;
}

void RestForm::run() {
    clearErrors();
    setReady(false);
    core::ops::AuditEntry entry;
    entry.verb = m_spec.method;
    entry.target = m_spec.path;
    entry.before = m_spec.before;
    entry.after = body();
    entry.reason = reason();
    const std::string path = m_spec.inQuery ? m_spec.path + query() : m_spec.path;
    const std::string sent = m_spec.inQuery ? std::string() : body();
    carryOut<core::ops::RestAnswer>(
        entry,
        [&control = context().control(), method = m_spec.method, path,
         sent](core::ops::PlatformControl::Answered done) {
            control.rest(method, path, sent, std::move(done));
        },
        outcomeOf, [this](const core::Result<core::ops::RestAnswer>& answer) { answered(answer); });
}

void RestForm::refused(const QString& sentence) {
    m_general->setText(sentence);
    m_general->show();
    setReady(true);
}

ChangeDialog::Outcome RestForm::outcomeOf(const core::Result<core::ops::RestAnswer>& answer) {
    if (!answer)
        return {false, answer.error().message};
    return {answer->status >= 200 && answer->status < 300,
            answer->body.stringAt("message").value_or("")};
}

void RestForm::answered(const core::Result<core::ops::RestAnswer>& answer) {
    setReady(true);
    if (!answer)
        return refused(widgets::localized(answer.error().message));
    if (answer->status < 200 || answer->status > 299)
        return showErrors(answer->status, answer->body);
    context().notify(core::ops::Health::Ok,
                     bridge::qtext(answer->body.stringAt("message").value_or("Done")));
    Q_EMIT done(answer->body);
    accept();
}

void RestForm::showErrors(int status, const core::JsonValue& body) {
    const auto error = core::view::readApiError(status, body);
    bool placed = false;
    for (const auto& field : error.fields)
        placed = showAt(field.field, {}, bridge::qtext(field.message)) || placed;
    if (error.fields.empty())
        placed = showAt({}, error.code, bridge::qtext(error.message));
    if (!placed) {
        m_general->setText(bridge::qtext(error.message));
        m_general->show();
    }
    for (const Editor& editor : m_editors) {
        if (editor.error->isHidden())
            continue;
        (editor.line ? static_cast<QWidget*>(editor.line) : editor.choice)->setFocus();
        break;
    }
}

/// Puts `message` below the field it concerns, found by its name or by the error's code. False:
/// there is none.
bool RestForm::showAt(const std::string& field, const std::string& code, const QString& message) {
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        const auto& concerns = m_spec.fields[i].concerns;
        const bool byCode =
            !code.empty() && std::find(concerns.begin(), concerns.end(), code) != concerns.end();
        if (!byCode && (field.empty() || m_spec.fields[i].name != field))
            continue;
        m_editors[i].error->setText(message);
        m_editors[i].error->show();
        if (auto* line = m_editors[i].line) {
            widgets::setStyleProperty(*line, "state", QStringLiteral("bad"));
            line->setAccessibleDescription(message);
        }
        return true;
    }
    return false;
}

void RestForm::clearErrors() {
    m_general->hide();
    for (const Editor& editor : m_editors) {
        editor.error->hide();
        editor.error->clear();
        if (!editor.line)
            continue;
        widgets::setStyleProperty(*editor.line, "state", QString());
        editor.line->setAccessibleDescription({});
    }
}

QString RestForm::errorOf(const std::string& field) const {
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        if (m_spec.fields[i].name == field)
            return m_editors[i].error->text();
    }
    return {};
}

QString RestForm::generalError() const {
    return m_general->isHidden() ? QString() : m_general->text();
}

} // namespace vigia::ui::pages
