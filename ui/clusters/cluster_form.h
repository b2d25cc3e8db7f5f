#pragma once

#include "core/ops/cluster_desk.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <map>
#include <set>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace vigia::ui::clusters {

class SecretField;

/// The fields of a cluster; only those that its encryption and its sign-in need are shown.
class ClusterForm : public QWidget {
    Q_OBJECT

public:
    ClusterForm(const theme::Theme& theme, bool isNew, QWidget* parent = nullptr);

    void set(const core::ops::ClusterDraft& draft);
    [[nodiscard]] core::ops::ClusterDraft draft() const;
    void setKeyring(const QString& problem);
    /// What is missing before it can be tested or saved; empty: nothing.
    [[nodiscard]] QString problem() const;
    /// The first field that is to be filled in.
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    void addIdentity(bool isNew);
    void addSecurity();
    void addRest();
    QLineEdit* addLine(const QString& label, const char* property, const QString& hint,
                       bool file = false);
    SecretField* addSecret(const QString& label, const char* property);
    QPlainTextEdit* addLines(const QString& label, const QString& hint);
    void browse(QLineEdit& field);
    void showRows();
    [[nodiscard]] bool isShown(const std::string& property) const;
    void takeProtocol(std::map<std::string, std::string>& properties);
    void putProtocol(std::map<std::string, std::string>& properties) const;

    const theme::Theme& m_theme;
    QFormLayout* m_form = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_servers = nullptr;
    QComboBox* m_tag = nullptr;
    QLineEdit* m_colour = nullptr;
    QCheckBox* m_always = nullptr;
    QComboBox* m_encryption = nullptr;
    QComboBox* m_signIn = nullptr;
    std::map<std::string, QLineEdit*> m_lines;     ///< by property
    std::map<std::string, QWidget*> m_rows;        ///< by property: what stands in the form
    std::map<std::string, SecretField*> m_secrets; ///< by property
    std::set<std::string> m_extra;                 ///< secrets that no field of the form stands for
    QPlainTextEdit* m_others = nullptr;
    QPlainTextEdit* m_brokerMap = nullptr;
    core::ops::ClusterDraft m_start; ///< what it was filled with
};

/// The command that adds or changes the same cluster. Secrets that were typed are not in it.
QString clusterCommand(const core::ops::ClusterDraft& draft, bool isNew);

} // namespace vigia::ui::clusters
