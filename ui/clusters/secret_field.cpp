#include "ui/clusters/secret_field.h"

#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace vigia::ui::clusters {

using core::ops::ClusterSecret;
using core::ops::SecretPlace;

SecretField::SecretField(const theme::Theme& theme, std::string property, const QString& title,
                         QWidget* parent)
    : QWidget(parent), m_property(std::move(property)), m_place(new QComboBox(this)),
      m_text(new QLineEdit(this)), m_note(widgets::makeLabel({}, "small", "muted", this)) {
    const std::pair<SecretPlace, QString> places[] = {
        {SecretPlace::Keyring, tr("Keyring")}, {SecretPlace::OwnFile, tr("File of Vigia's")},
        {SecretPlace::File, tr("File")},       {SecretPlace::Environment, tr("Environment")},
        {SecretPlace::Command, tr("Command")}, {SecretPlace::Imported, tr("Imported file")}};
    for (const auto& [place, name] : places)
        m_place->addItem(name, static_cast<int>(place));
    m_place->setAccessibleName(tr("%1: where from").arg(title));
    m_place->setMinimumWidth(theme.px(132));
    m_text->setAccessibleName(title);
    m_text->setMaxLength(4096);
    m_note->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_place);
    row->addWidget(m_text, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_note);
    connect(m_place, &QComboBox::activated, this, [this] {
        m_chosen = true;
        m_stored = false;
        m_text->clear();
    });
    connect(m_place, &QComboBox::currentIndexChanged, this, [this] {
        showPlace();
        Q_EMIT changed();
    });
    connect(m_text, &QLineEdit::textChanged, this, &SecretField::changed);
    choose(SecretPlace::OwnFile);
    showPlace();
}

SecretPlace SecretField::place() const {
    return static_cast<SecretPlace>(m_place->currentData().toInt());
}

void SecretField::choose(SecretPlace place) {
    m_place->setCurrentIndex(m_place->findData(static_cast<int>(place)));
}

void SecretField::showPlace() {
    const SecretPlace now = place();
    const bool typed = now == SecretPlace::Keyring || now == SecretPlace::OwnFile;
    m_text->setEchoMode(typed ? QLineEdit::Password : QLineEdit::Normal);
    m_text->setVisible(now != SecretPlace::Imported);
    QString hint;
    QString note;
    switch (now) {
    case SecretPlace::Keyring:
        hint = m_stored ? tr("as it lies in the keyring") : tr("the secret");
        note = tr("Kept in the desktop's keyring.");
        break;
    case SecretPlace::OwnFile:
        hint = tr("the secret");
        note = tr("Kept in a file beside the configuration that only you may read.");
        if (!m_keyringProblem.isEmpty())
            note = QString(m_keyringProblem % QStringLiteral(". ") % note);
        break;
    case SecretPlace::File:
        hint = tr("/path/to/the/secret");
        break;
    case SecretPlace::Environment:
        hint = QStringLiteral("KAFKA_PASSWORD");
        break;
    case SecretPlace::Command:
        hint = QStringLiteral("pass show kafka/orders");
        break;
    case SecretPlace::Imported:
        note = tr("Taken from the imported file and kept in a file that only you may read.");
        break;
    }
    m_text->setPlaceholderText(hint);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SecretField::set(const ClusterSecret& secret) {
    m_chosen = true;
    m_stored = secret.place == SecretPlace::Keyring && secret.text.empty();
    choose(secret.place);
    m_text->setText(QString::fromStdString(secret.text));
    showPlace();
}

ClusterSecret SecretField::secret() const {
    return {m_property, place(), m_text->text().toStdString()};
}

bool SecretField::filled() const {
    return place() == SecretPlace::Imported || m_stored || !m_text->text().isEmpty();
}

void SecretField::setKeyring(const QString& problem) {
    m_keyringProblem = problem;
    const int index = m_place->findData(static_cast<int>(SecretPlace::Keyring));
    if (auto* model = qobject_cast<QStandardItemModel*>(m_place->model())) {
        model->item(index)->setEnabled(problem.isEmpty() || m_stored);
        model->item(index)->setToolTip(problem);
    }
    if (problem.isEmpty() && !m_chosen && m_text->text().isEmpty())
        choose(SecretPlace::Keyring);
    else if (!problem.isEmpty() && !m_chosen && place() == SecretPlace::Keyring)
        choose(SecretPlace::OwnFile);
    showPlace();
}

} // namespace vigia::ui::clusters
