#pragma once

#include <QString>
#include <QStringList>
#include <QXmlStreamReader>

#include <string>

namespace vigia::tests {

/// A document read as strict XML.
struct XmlDocument {
    QString error;          ///< empty: it is well-formed
    QStringList elements;   ///< in order
    QStringList attributes; ///< `element@name=value`
    QString text;           ///< of all elements, with spaces between

    explicit XmlDocument(const std::string& document) {
        QXmlStreamReader reader(QByteArray::fromStdString(document));
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement())
                element(reader);
            else if (reader.isCharacters())
                text += reader.text().toString() + " ";
        }
        error = reader.errorString();
    }

    [[nodiscard]] qsizetype count(const char* name) const {
        return elements.count(QString::fromLatin1(name));
    }
    [[nodiscard]] bool has(const char* attribute) const {
        return attributes.contains(QString::fromUtf8(attribute));
    }

private:
    void element(const QXmlStreamReader& reader) {
        elements.append(reader.name().toString());
        for (const auto& one : reader.attributes())
            attributes.append(QString("%1@%2=%3").arg(reader.name(), one.name(), one.value()));
    }
};

} // namespace vigia::tests
