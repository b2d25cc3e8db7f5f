#include "tests/support/gui_test.h"

#include "ui/clusters/cluster_dialog.h"
#include "ui/clusters/cluster_form.h"
#include "ui/clusters/connection_view.h"
#include "ui/clusters/secret_field.h"
#include "ui/desktop_parts.h"
#include "ui/testing/fake_desk.h"
#include "ui/widgets/console_context.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vigia;
using core::ops::SecretPlace;
using ui::clusters::ClusterDialog;
using ui::testing::FakeDesk;

namespace {

struct DialogRig {
    explicit DialogRig(const QString& cluster = {})
        : settings((folder.path() + QStringLiteral("/desktop.ini")).toStdString()),
          context(tests::theme(), control, settings),
          dialog(new ClusterDialog(context, desk, cluster, nullptr)) {
        dialog->show();
        settle();
    }
    ~DialogRig() { delete dialog.data(); }

    static void settle() {
        for (int i = 0; i < 6; ++i)
            QCoreApplication::processEvents();
    }
    template <class Field> Field* field(const QString& name) const {
        for (auto* each : dialog->findChildren<Field*>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    void type(const QString& name, const QString& text) const {
        field<QLineEdit>(name)->setText(text);
    }
    void choose(const QString& name, const QString& item) const {
        auto* box = field<QComboBox>(name);
        box->setCurrentIndex(box->findText(item));
        Q_EMIT box->activated(box->currentIndex());
    }
    QPushButton* button(const QString& text) const {
        for (auto* each : dialog->findChildren<QPushButton*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    bool says(const QString& words) const {
        const auto labels = dialog->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    }

    QTemporaryDir folder;
    FakeDesk desk;
    ui::testing::FakeControl control;
    ui::LayoutSettings settings;
    ui::widgets::ConsoleContext context;
    QPointer<ClusterDialog> dialog;
};

} // namespace

class ClusterDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void nothingIsSavedBeforeNameAndServersAreThere() {
        const DialogRig rig;
        QVERIFY(!rig.button(QStringLiteral("Add"))->isEnabled());
        rig.type(QStringLiteral("Name"), QStringLiteral("local"));
        rig.type(QStringLiteral("Servers"), QStringLiteral("kafka:9092"));
        QVERIFY(!rig.button(QStringLiteral("Add"))->isEnabled()); // the platform's own
        rig.type(QStringLiteral("Name"), QStringLiteral("orders 2"));
        QVERIFY(!rig.button(QStringLiteral("Add"))->isEnabled());
        rig.type(QStringLiteral("Name"), QStringLiteral("orders-2"));
        QVERIFY(rig.button(QStringLiteral("Add"))->isEnabled());
    }

    void onlyTheFieldsOfTheChosenSecurityAreShown() {
        const DialogRig rig;
        QVERIFY(!rig.field<QLineEdit>(QStringLiteral("User"))->isVisible());
        QVERIFY(!rig.field<QLineEdit>(QStringLiteral("Authorities"))->isVisible());
        rig.choose(QStringLiteral("Sign-in"), QStringLiteral("SCRAM-SHA-512"));
        rig.choose(QStringLiteral("Encryption"), QStringLiteral("TLS"));
        QVERIFY(!rig.field<QLineEdit>(QStringLiteral("User"))->isHidden());
        QVERIFY(!rig.field<QLineEdit>(QStringLiteral("Token endpoint"))->isVisible());
        rig.choose(QStringLiteral("Sign-in"), QStringLiteral("OAUTHBEARER (OIDC)"));
        QVERIFY(rig.field<QLineEdit>(QStringLiteral("User"))->isHidden());
        QVERIFY(!rig.field<QLineEdit>(QStringLiteral("Token endpoint"))->isHidden());
    }

    void everySecurityBecomesItsProperties_data() {
        QTest::addColumn<QString>("encryption");
        QTest::addColumn<QString>("signIn");
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QString>("mechanism");
        QTest::newRow("plaintext") << "None"
                                   << "None"
                                   << ""
                                   << "";
        QTest::newRow("TLS") << "TLS"
                             << "None"
                             << "SSL"
                             << "";
        QTest::newRow("mutual") << "TLS with a certificate of ours"
                                << "None"
                                << "SSL"
                                << "";
        QTest::newRow("PLAIN") << "TLS"
                               << "PLAIN"
                               << "SASL_SSL"
                               << "PLAIN";
        QTest::newRow("256") << "None"
                             << "SCRAM-SHA-256"
                             << "SASL_PLAINTEXT"
                             << "SCRAM-SHA-256";
        QTest::newRow("512") << "TLS"
                             << "SCRAM-SHA-512"
                             << "SASL_SSL"
                             << "SCRAM-SHA-512";
        QTest::newRow("oauth") << "TLS"
                               << "OAUTHBEARER (OIDC)"
                               << "SASL_SSL"
                               << "OAUTHBEARER";
        QTest::newRow("kerberos") << "TLS"
                                  << "GSSAPI (Kerberos)"
                                  << "SASL_SSL"
                                  << "GSSAPI";
    }

    void everySecurityBecomesItsProperties() {
        QFETCH(QString, encryption);
        QFETCH(QString, signIn);
        QFETCH(QString, protocol);
        QFETCH(QString, mechanism);
        const DialogRig rig;
        rig.choose(QStringLiteral("Encryption"), encryption);
        rig.choose(QStringLiteral("Sign-in"), signIn);
        auto properties = rig.dialog->form().draft().properties;
        QCOMPARE(QString::fromStdString(properties["security.protocol"]), protocol);
        QCOMPARE(QString::fromStdString(properties["sasl.mechanisms"]), mechanism);
    }

    void whatTheFileHoldsComesBackUnchanged() {
        const DialogRig rig(QStringLiteral("orders"));
        const auto draft = rig.dialog->form().draft();
        QCOMPARE(draft.name, rig.desk.kept.name);
        QCOMPARE(draft.servers, rig.desk.kept.servers);
        QCOMPARE(draft.properties, rig.desk.kept.properties); // also what has no field of its own
        QCOMPARE(draft.secrets.size(), std::size_t(1));
        QCOMPARE(draft.secrets[0].place, SecretPlace::Command);
        QCOMPARE(draft.secrets[0].text, std::string("pass show kafka/orders"));
    }

    void theTestShowsEachStepAndWhatToDo() {
        const DialogRig rig(QStringLiteral("orders"));
        rig.button(QStringLiteral("Test"))->click();
        DialogRig::settle();
        QVERIFY(rig.says(QStringLiteral("the broker refuses the user or the password")));
        QVERIFY(rig.says(QStringLiteral("Check mechanism, user name and password")));
        QVERIFY(rig.says(QStringLiteral("No connection: Sign-in fails.")));
        QVERIFY(rig.button(QStringLiteral("Test"))->isEnabled());
    }

    void aSecretThatIsTypedIsNeitherShownNorCopied() {
        const DialogRig rig(QStringLiteral("orders"));
        rig.choose(QStringLiteral("Password: where from"), QStringLiteral("File of Vigia's"));
        rig.type(QStringLiteral("Password"), QStringLiteral("hunter2"));
        QCOMPARE(rig.field<QLineEdit>(QStringLiteral("Password"))->echoMode(), QLineEdit::Password);
        rig.button(QStringLiteral("Copy as command"))->click();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.startsWith(QStringLiteral("vigia cluster edit orders ")));
        QVERIFY(!command.contains(QStringLiteral("hunter2")));
    }

    void aMissingKeyringIsExplainedAndAFileProposed() {
        DialogRig rig;
        rig.dialog->form().setKeyring(QStringLiteral("no keyring service runs in this session"));
        rig.choose(QStringLiteral("Sign-in"), QStringLiteral("PLAIN"));
        DialogRig::settle();
        QVERIFY(rig.says(QStringLiteral("no keyring service runs in this session")));
        rig.dialog->form().setKeyring({});
        QCOMPARE(rig.field<QComboBox>(QStringLiteral("Password: where from"))->currentText(),
                 QStringLiteral("Keyring"));
    }

    void anImportFillsTheFieldsAndLeavesTheName() {
        const DialogRig rig;
        rig.type(QStringLiteral("Name"), QStringLiteral("mine"));
        rig.dialog->importFrom(QStringLiteral("/tmp/client.properties"));
        DialogRig::settle();
        const auto draft = rig.dialog->form().draft();
        QCOMPARE(draft.name, std::string("mine"));
        QCOMPARE(draft.servers, rig.desk.kept.servers);
        QCOMPARE(draft.importFile, std::string("/tmp/client.properties"));
    }

    void savingSaysWhatWouldNotHold() {
        DialogRig rig(QStringLiteral("orders"));
        rig.desk.failure =
            core::failure(core::ErrorCode::InvalidInput, "there is no such property");
        QSignalSpy saved(rig.dialog, &ClusterDialog::saved);
        rig.button(QStringLiteral("Save"))->click();
        DialogRig::settle();
        QVERIFY(rig.says(QStringLiteral("there is no such property")));
        QCOMPARE(saved.size(), 0);
        rig.desk.failure.reset();
        rig.button(QStringLiteral("Save"))->click();
        DialogRig::settle();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(rig.desk.drafts.front().name, std::string("orders"));
    }
};

VIGIA_TEST_CLASS(ClusterDialogTest)
#include "cluster_dialog_test.moc"
