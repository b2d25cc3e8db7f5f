#include "ui/clusters/cluster_form.h"

#include "ui/bridge/plain_text.h"

#include "ui/clusters/secret_field.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace vigia::ui::clusters {

using bridge::qtext;
using core::ops::ClusterDraft;
using core::ops::ClusterSecret;

namespace {

enum Encryption { kNone, kTls, kMutual };
enum SignIn { kNobody, kPlain, kScram256, kScram512, kOauth, kKerberos };

constexpr const char* kMechanisms[] = {
    "", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "GSSAPI"};

/// `name=value` lines.
std::map<std::string, std::string> pairs(const QPlainTextEdit& field) {
    std::map<std::string, std::string> all;
    for (const QString& line : field.toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0)
            all[line.left(equals).trimmed().toStdString()] =
                line.mid(equals + 1).trimmed().toStdString();
    }
    return all;
}

QString lines(const std::map<std::string, std::string>& all) {
    QStringList out;
    for (const auto& [name, value] : all)
        out += qtext(name) % u'=' % qtext(value);
    return out.join(u'\n');
}

std::string take(std::map<std::string, std::string>& from, const std::string& name) {
    const auto found = from.find(name);
    if (found == from.end())
        return {};
    std::string value = std::move(found->second);
    from.erase(found);
    return value;
}

QString quoted(const QString& word) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:,=@%+-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' % QString(word).replace(u'\'', QStringLiteral("'\\''")) % u'\'';
}

} // namespace

ClusterForm::ClusterForm(const theme::Theme& theme, bool isNew, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_form(new QFormLayout(this)) {
    m_form->setContentsMargins(0, 0, 8, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    addIdentity(isNew);
    addSecurity();
    addRest();
    showRows();
}

QLineEdit* ClusterForm::addLine(const QString& label, const char* property, const QString& hint,
                                bool file) {
    auto* field = new QLineEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    field->setMaxLength(4096);
    connect(field, &QLineEdit::textChanged, this, &ClusterForm::changed);
    QWidget* row = field;
    if (file) {
        row = new QWidget(this);
        row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // as high as its field
        auto* inside = new QHBoxLayout(row);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(8);
        inside->addWidget(field, 1);
        auto* choose = new QPushButton(tr("Choose…"), row);
        choose->setAccessibleName(tr("%1: choose a file").arg(label));
        choose->setAutoDefault(false);
        connect(choose, &QPushButton::clicked, this, [this, field] { browse(*field); });
        inside->addWidget(choose);
    }
    m_form->addRow(widgets::makeLabel(label), row);
    if (*property != '\0') {
        m_lines[property] = field;
        m_rows[property] = row;
    }
    return field;
}

SecretField* ClusterForm::addSecret(const QString& label, const char* property) {
    auto* field = new SecretField(m_theme, property, label, this);
    connect(field, &SecretField::changed, this, &ClusterForm::changed);
    m_form->addRow(widgets::makeLabel(label), field);
    m_secrets[property] = field;
    m_rows[property] = field;
    return field;
}

QPlainTextEdit* ClusterForm::addLines(const QString& label, const QString& hint) {
    auto* field = new QPlainTextEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    field->setTabChangesFocus(true);
    field->setFixedHeight(m_theme.px(58));
    connect(field, &QPlainTextEdit::textChanged, this, &ClusterForm::changed);
    m_form->addRow(widgets::makeLabel(label), field);
    return field;
}

void ClusterForm::browse(QLineEdit& field) {
    const QString file = QFileDialog::getOpenFileName(
        this, field.accessibleName(), field.text(), {}, nullptr, QFileDialog::DontUseNativeDialog);
    if (!file.isEmpty())
        field.setText(file);
}

void ClusterForm::addIdentity(bool isNew) {
    m_name = addLine(tr("Name"), "", tr("orders"));
    m_name->setEnabled(isNew);
    m_servers = addLine(tr("Servers"), "", QStringLiteral("kafka-1:9092,kafka-2:9092"));
    m_tag = new QComboBox(this);
    m_tag->setAccessibleName(tr("Tag"));
    m_tag->addItem(tr("Development"), QStringLiteral("dev"));
    m_tag->addItem(tr("Test"), QStringLiteral("test"));
    m_tag->addItem(tr("Production: read-only"), QStringLiteral("prod"));
    connect(m_tag, &QComboBox::currentIndexChanged, this, &ClusterForm::changed);
    m_form->addRow(widgets::makeLabel(tr("Tag")), m_tag);
    m_colour = addLine(tr("Colour"), "", tr("#RRGGBB; empty: by the tag"));
}

void ClusterForm::addSecurity() {
    const auto combo = [this](const QString& label, const QStringList& items) {
        auto* box = new QComboBox(this);
        box->setAccessibleName(label);
        box->addItems(items);
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            showRows();
            Q_EMIT changed();
        });
        m_form->addRow(widgets::makeLabel(label), box);
        return box;
    };
    m_encryption = combo(tr("Encryption"),
                         {tr("None"), QStringLiteral("TLS"), tr("TLS with a certificate of ours")});
    addLine(tr("Authorities"), "ssl.ca.location", tr("PEM file; empty: the system's"), true);
    addLine(tr("Certificate"), "ssl.certificate.location", tr("PEM file"), true);
    addLine(tr("Key"), "ssl.key.location", tr("PEM file"), true);
    addSecret(tr("Key's password"), "ssl.key.password");
    m_signIn =
        combo(tr("Sign-in"), {tr("None"), QStringLiteral("PLAIN"), QStringLiteral("SCRAM-SHA-256"),
                              QStringLiteral("SCRAM-SHA-512"), QStringLiteral("OAUTHBEARER (OIDC)"),
                              QStringLiteral("GSSAPI (Kerberos)")});
    addLine(tr("User"), "sasl.username", {});
    addSecret(tr("Password"), "sasl.password");
    addLine(tr("Token endpoint"), "sasl.oauthbearer.token.endpoint.url",
            QStringLiteral("https://login.example.com/oauth2/token"));
    addLine(tr("Client"), "sasl.oauthbearer.client.id", {});
    addSecret(tr("Client's secret"), "sasl.oauthbearer.client.secret");
    addLine(tr("Scope"), "sasl.oauthbearer.scope", tr("as the provider asks; may be empty"));
    addLine(tr("Service"), "sasl.kerberos.service.name", QStringLiteral("kafka"));
    addLine(tr("Principal"), "sasl.kerberos.principal", QStringLiteral("vigia@EXAMPLE.COM"));
    addLine(tr("Keytab"), "sasl.kerberos.keytab", {}, true);
}

void ClusterForm::addRest() {
    m_always = new QCheckBox(tr("Also while it isn't open: for the fleet page"), this);
    m_always->setAccessibleName(tr("Collect also while it isn't open"));
    connect(m_always, &QCheckBox::toggled, this, &ClusterForm::changed);
    m_form->addRow(widgets::makeLabel(tr("Collect")), m_always);
    m_others = addLines(tr("Other properties"), tr("librdkafka's names, name=value, one a line"));
    m_brokerMap = addLines(tr("Broker map"), tr("advertised:port=reachable:port, for tunnels"));
}

bool ClusterForm::isShown(const std::string& property) const {
    if (m_extra.contains(property))
        return true;
    const int encryption = m_encryption->currentIndex();
    const int signIn = m_signIn->currentIndex();
    if (property == "ssl.ca.location")
        return encryption != kNone;
    if (property.starts_with("ssl."))
        return encryption == kMutual;
    if (property == "sasl.username" || property == "sasl.password")
        return signIn >= kPlain && signIn <= kScram512;
    if (property.starts_with("sasl.oauthbearer."))
        return signIn == kOauth;
    return signIn == kKerberos;
}

void ClusterForm::showRows() {
    if (m_signIn == nullptr)
        return;
    for (const auto& [property, row] : m_rows)
        m_form->setRowVisible(row, isShown(property));
}

void ClusterForm::takeProtocol(std::map<std::string, std::string>& properties) {
    const QString protocol = qtext(take(properties, "security.protocol")).toUpper();
    std::string mechanism = take(properties, "sasl.mechanisms");
    if (mechanism.empty())
        mechanism = take(properties, "sasl.mechanism");
    const bool ours =
        properties.contains("ssl.certificate.location") || properties.contains("ssl.key.location");
    m_encryption->setCurrentIndex(!protocol.endsWith(QStringLiteral("SSL")) ? kNone
                                  : ours                                    ? kMutual
                                                                            : kTls);
    int signIn = kNobody;
    for (int i = kPlain; i <= kKerberos; ++i)
        if (mechanism == kMechanisms[i] && protocol.startsWith(QStringLiteral("SASL")))
            signIn = i;
    m_signIn->setCurrentIndex(signIn);
    if (signIn == kOauth)
        take(properties, "sasl.oauthbearer.method");
}

void ClusterForm::putProtocol(std::map<std::string, std::string>& properties) const {
    const bool tls = m_encryption->currentIndex() != kNone;
    const int signIn = m_signIn->currentIndex();
    if (signIn != kNobody) {
        properties["security.protocol"] = tls ? "SASL_SSL" : "SASL_PLAINTEXT";
        properties["sasl.mechanisms"] = kMechanisms[signIn];
    } else if (tls) {
        properties["security.protocol"] = "SSL";
    }
    if (signIn == kOauth)
        properties["sasl.oauthbearer.method"] = "oidc";
}

void ClusterForm::set(const ClusterDraft& draft) {
    m_start = draft;
    if (!draft.name.empty())
        m_name->setText(qtext(draft.name));
    m_servers->setText(qtext(draft.servers));
    m_tag->setCurrentIndex(std::max(0, m_tag->findData(qtext(draft.tag))));
    m_colour->setText(qtext(draft.colour));
    m_always->setChecked(draft.collect == "always");
    auto properties = draft.properties;
    takeProtocol(properties);
    for (const auto& [property, field] : m_lines)
        field->setText(qtext(take(properties, property)));
    for (const auto& secret : draft.secrets) {
        if (!m_secrets.contains(secret.property)) {
            addSecret(qtext(secret.property), secret.property.c_str());
            m_extra.insert(secret.property);
        }
        m_secrets[secret.property]->set(secret);
    }
    m_others->setPlainText(lines(properties));
    m_brokerMap->setPlainText(lines(draft.brokerMap));
    for (auto* field : findChildren<QLineEdit*>())
        field->setCursorPosition(0); // what is too long shows its beginning
    showRows();
}

ClusterDraft ClusterForm::draft() const {
    ClusterDraft draft;
    draft.name = m_name->text().trimmed().toStdString();
    draft.servers = m_servers->text().trimmed().toStdString();
    draft.tag = m_tag->currentData().toString().toStdString();
    draft.colour = m_colour->text().trimmed().toStdString();
    draft.collect = m_always->isChecked()         ? "always"
                    : m_start.collect == "always" ? "open"
                                                  : m_start.collect;
    draft.importFile = m_start.importFile;
    draft.properties = pairs(*m_others);
    putProtocol(draft.properties);
    for (const auto& [property, field] : m_lines)
        if (isShown(property) && !field->text().trimmed().isEmpty())
            draft.properties[property] = field->text().trimmed().toStdString();
    for (const auto& [property, field] : m_secrets)
        if (field->filled() && !field->isHidden())
            draft.secrets.push_back(field->secret());
    draft.brokerMap = pairs(*m_brokerMap);
    return draft;
}

void ClusterForm::setKeyring(const QString& problem) {
    for (const auto& [property, field] : m_secrets)
        field->setKeyring(problem);
}

QString ClusterForm::problem() const {
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    static const QRegularExpression colour(QStringLiteral("^(#[0-9A-Fa-f]{6})?$"));
    if (!name.match(m_name->text().trimmed()).hasMatch())
        return tr("Give it a name of a–z, A–Z, 0–9, - and _.");
    if (m_name->text().trimmed() == QStringLiteral("local"))
        return tr("“local” is the platform's own cluster; take another name.");
    if (m_servers->text().trimmed().isEmpty())
        return tr("Name at least one server, such as kafka-1:9092.");
    if (!colour.match(m_colour->text().trimmed()).hasMatch())
        return tr("A colour is written #RRGGBB.");
    return {};
}

void ClusterForm::focusFirst() {
    (m_name->isEnabled() ? m_name : m_servers)->setFocus();
}

QString clusterCommand(const ClusterDraft& draft, bool isNew) {
    using core::ops::SecretPlace;
    QStringList words{QStringLiteral("vigia cluster %1 %2")
                          .arg(isNew ? QStringLiteral("add") : QStringLiteral("edit"),
                               quoted(qtext(draft.name)))};
    const auto add = [&words](const char* option, const QString& value) {
        words += QStringLiteral("--%1 %2").arg(QString::fromLatin1(option), quoted(value));
    };
    if (!draft.importFile.empty())
        add("from", qtext(draft.importFile));
    add("servers", qtext(draft.servers));
    add("tag", qtext(draft.tag));
    if (!draft.colour.empty())
        add("colour", qtext(draft.colour));
    if (!draft.collect.empty())
        add("collect", qtext(draft.collect));
    for (const auto& [property, value] : draft.properties)
        add("property", qtext(property) % u'=' % qtext(value));
    for (const ClusterSecret& secret : draft.secrets) {
        const QString property = qtext(secret.property);
        if (secret.place == SecretPlace::File)
            add("property", property % QStringLiteral("File=") % qtext(secret.text));
        else if (secret.place == SecretPlace::Command)
            add("property", property % QStringLiteral("Command=") % qtext(secret.text));
        else if (secret.place == SecretPlace::Environment)
            add("property", property % QStringLiteral("=${") % qtext(secret.text) % u'}');
        else if (secret.place == SecretPlace::OwnFile)
            add("property", property % QStringLiteral("File=PATH"));
        else if (secret.place == SecretPlace::Keyring)
            add("keyring", property);
    }
    for (const auto& [advertised, reachable] : draft.brokerMap)
        add("map", qtext(advertised) % u'=' % qtext(reachable));
    return words.join(u' ');
}

} // namespace vigia::ui::clusters
