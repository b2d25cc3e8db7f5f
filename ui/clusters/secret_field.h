#pragma once

#include "core/ops/cluster_desk.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace vigia::ui::clusters {

/// Where a secret comes from and what is needed for that: the secret itself for the keyring or a
/// file of ours, else a path, a variable or a command. What is typed is never shown.
class SecretField : public QWidget {
    Q_OBJECT

public:
    SecretField(const theme::Theme& theme, std::string property, const QString& title,
                QWidget* parent = nullptr);

    void set(const core::ops::ClusterSecret& secret);
    [[nodiscard]] core::ops::ClusterSecret secret() const;
    /// There is something to write down.
    [[nodiscard]] bool filled() const;
    /// Why the keyring can't be used; empty: it can, and is what is proposed.
    void setKeyring(const QString& problem);

Q_SIGNALS:
    void changed();

private:
    void showPlace();
    [[nodiscard]] core::ops::SecretPlace place() const;
    void choose(core::ops::SecretPlace place);

    const std::string m_property;
    QComboBox* m_place = nullptr;
    QLineEdit* m_text = nullptr;
    QLabel* m_note = nullptr;
    QString m_keyringProblem;
    bool m_stored = false; ///< it lies in the keyring already
    bool m_chosen = false; ///< by the user or the file
};

} // namespace vigia::ui::clusters
