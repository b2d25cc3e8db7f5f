#include "ui/widgets/core_texts.h"

#include "ui/widgets/core_sentences.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace vigia::ui::widgets {
namespace {

using Holes = std::array<std::string_view, 4>;

bool fits(const CoreSentence& wanted, std::string_view pattern, std::string_view text,
          Holes& holes);

/// `pattern` begins with a hole. A hole for a sentence takes as much as it can, one for a name or a
/// number as little.
bool fitsHole(const CoreSentence& wanted, std::string_view pattern, std::string_view text,
              Holes& holes) {
    const auto hole = static_cast<std::size_t>(pattern[1] - '1');
    const std::string_view rest = pattern.substr(2);
    if (rest.empty()) {
        holes.at(hole) = text;
        return !text.empty();
    }
    const std::string_view next = rest.substr(0, rest.find('%'));
    const bool greedy = (wanted.sentences >> hole & 1U) != 0;
    auto at = greedy ? text.rfind(next) : text.find(next, 1);
    while (at != std::string_view::npos && at > 0) {
        holes.at(hole) = text.substr(0, at);
        if (fits(wanted, rest, text.substr(at), holes))
            return true;
        at = greedy ? text.rfind(next, at - 1) : text.find(next, at + 1);
    }
    return false;
}

bool fits(const CoreSentence& wanted, std::string_view pattern, std::string_view text,
          Holes& holes) {
    const auto mark = pattern.find('%');
    if (mark == std::string_view::npos)
        return pattern == text;
    if (!text.starts_with(pattern.substr(0, mark)))
        return false;
    return fitsHole(wanted, pattern.substr(mark), text.substr(mark), holes);
}

QString asQt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// How much of a sentence is its own: the one with the most fits best.
std::size_t ownLetters(const CoreSentence& sentence) {
    const std::string_view text = sentence.text;
    return text.size() - 2 * static_cast<std::size_t>(std::count(text.begin(), text.end(), '%'));
}

QString filled(const CoreSentence& found, const Holes& holes, int depth);

QString sentence(std::string_view text, int depth) {
    constexpr int kDeepest = 5;
    if (depth > kDeepest)
        return asQt(text);
    const CoreSentence* best = nullptr;
    Holes holes;
    for (const CoreSentence& each : coreSentences()) {
        Holes found;
        const bool narrower = best == nullptr || ownLetters(*best) < ownLetters(each);
        if (!narrower || !fits(each, each.text, text, found))
            continue;
        best = &each;
        holes = found;
    }
    return best == nullptr ? asQt(text) : filled(*best, holes, depth);
}

QString filled(const CoreSentence& found, const Holes& holes, int depth) {
    const QString form = QCoreApplication::translate("CoreTexts", found.text);
    QString text;
    for (qsizetype i = 0; i < form.size(); ++i) {
        const bool isHole = form[i] == u'%' && i + 1 < form.size() && form[i + 1].isDigit();
        if (!isHole) {
            text += form[i];
            continue;
        }
        const auto hole = static_cast<std::size_t>(form[++i].digitValue() - 1);
        const bool again = (found.sentences >> hole & 1U) != 0;
        text += again ? sentence(holes.at(hole), depth + 1) : asQt(holes.at(hole));
    }
    return text;
}

bool isEnglish() {
    const char* first = coreSentences().front().text;
    return QCoreApplication::translate("CoreTexts", first) == QLatin1String(first);
}

} // namespace

QString localized(std::string_view text) {
    constexpr std::string_view kJoint = " · ";
    if (text.empty() || isEnglish())
        return asQt(text);
    QString all;
    for (auto at = text.find(kJoint); at != std::string_view::npos; at = text.find(kJoint)) {
        all += sentence(text.substr(0, at), 0) % asQt(kJoint);
        text.remove_prefix(at + kJoint.size());
    }
    return all + sentence(text, 0);
}

} // namespace vigia::ui::widgets
