#include "ui/bridge/filter_completer.h"

#include "ui/bridge/plain_text.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>

#include <algorithm>

namespace vigia::ui::bridge {

FilterCompleter::FilterCompleter(QLineEdit& field, std::span<const core::view::Column> columns)
    : QObject(&field), m_field(field), m_columns(columns), m_model(new QStringListModel(this)),
      m_completer(new QCompleter(m_model, this)) {
    m_completer->setWidget(&field);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(10);
    field.installEventFilter(this);
    connect(&field, &QLineEdit::textEdited, this, [this] { suggest(false); });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            &FilterCompleter::insert);
}

QStringList FilterCompleter::suggestions() const {
    return m_model->stringList();
}

void FilterCompleter::suggest(bool remembered) {
    const QString text = m_field.text();
    const std::string bytes = text.toStdString();
    const auto cursor =
        static_cast<std::size_t>(text.left(m_field.cursorPosition()).toUtf8().size());
    QStringList shown;
    m_found.clear();
    if (remembered && text.isEmpty()) {
        shown = m_remembered;
    } else {
        m_found = core::view::completeFilter(bytes, cursor, m_columns, m_values);
        for (const auto& each : m_found)
            shown << qtext(each.text);
    }
    const auto typed = [&](const auto& each) {
        return each.text == bytes.substr(each.from, each.to - each.from);
    };
    if (std::any_of(m_found.begin(), m_found.end(), typed))
        shown.clear(); // the word is complete
    m_model->setStringList(shown);
    if (shown.isEmpty() || !m_field.isVisible())
        return m_completer->popup()->hide();
    const QRect caret = m_field.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const QRect below(QPoint(caret.left(), m_field.height() - 2), QSize(280, 1));
    m_completer->complete(below);
}

void FilterCompleter::insert(const QString& text) {
    const auto chosen = std::find_if(m_found.begin(), m_found.end(),
                                     [&](const auto& each) { return qtext(each.text) == text; });
    if (chosen == m_found.end())
        return m_field.setText(text);
    const QByteArray bytes = m_field.text().toUtf8();
    const QByteArray before = bytes.left(static_cast<qsizetype>(chosen->from));
    const QByteArray after = bytes.mid(static_cast<qsizetype>(chosen->to));
    const bool space = after.isEmpty() && !text.endsWith(u'(');
    const QString head =
        QString::fromUtf8(before) % text % (space ? QStringLiteral(" ") : QString());
    m_field.setText(head % QString::fromUtf8(after));
    m_field.setCursorPosition(static_cast<int>(head.size()));
}

bool FilterCompleter::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool asked = key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier;
        if (asked || (key->key() == Qt::Key_Down && m_field.text().isEmpty())) {
            suggest(true);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace vigia::ui::bridge
