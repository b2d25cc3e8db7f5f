#include "backend/monitor/prometheus_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Reads one line from its front; every step says whether it found what it must.
class LineReader {
public:
    LineReader(std::string_view line, const ScrapeLimits& limits)
        : m_rest(line), m_limits(limits) {}

    bool read(MetricSample& sample) {
        if (!name(sample.name, true))
            return refuse("a metric name");
        if (!m_rest.empty() && m_rest.front() == '{' && !labels(sample))
            return false;
        if (!blanks())
            return refuse("a blank before the value");
        if (!value(sample.value))
            return refuse("a number");
        return end();
    }

    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    bool refuse(std::string_view expected) {
        if (m_problem.empty())
            m_problem =
                fmt::format("expected {} at \"{}\"", expected, core::escapedForDisplay(m_rest, 40));
        return false;
    }

    bool name(std::string& out, bool colons) {
        std::size_t length = 0;
        while (length < m_rest.size() &&
               (letter(m_rest[length]) || (colons && m_rest[length] == ':') ||
                (length > 0 && core::isDigit(m_rest[length]))))
            ++length;
        out = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return length > 0 && length <= m_limits.maxLabelBytes;
    }

    bool labels(MetricSample& sample) {
        m_rest.remove_prefix(1);
        blanks();
        while (!m_rest.empty() && m_rest.front() != '}') {
            if (!label(sample))
                return false;
            blanks();
            if (!m_rest.empty() && m_rest.front() == ',') {
                m_rest.remove_prefix(1);
                blanks();
            } else if (m_rest.empty() || m_rest.front() != '}') {
                return refuse("',' or '}'");
            }
        }
        if (m_rest.empty())
            return refuse("'}'");
        m_rest.remove_prefix(1);
        return true;
    }

    bool label(MetricSample& sample) {
        std::string key, text;
        if (sample.labels.size() >= m_limits.maxLabels || !name(key, false))
            return refuse("a label name, at most 32");
        for (const auto& [known, other] : sample.labels) {
            if (known == key)
                return refuse("each label once");
        }
        blanks();
        if (m_rest.empty() || m_rest.front() != '=')
            return refuse("'='");
        m_rest.remove_prefix(1);
        blanks();
        if (!quoted(text))
            return refuse("a quoted value");
        sample.labels.emplace_back(std::move(key), std::move(text));
        return true;
    }

    bool quoted(std::string& out) {
        if (m_rest.empty() || m_rest.front() != '"')
            return false;
        for (std::size_t i = 1; i < m_rest.size() && out.size() <= m_limits.maxLabelBytes; ++i) {
            if (m_rest[i] == '"') {
                m_rest.remove_prefix(i + 1);
                return core::isValidUtf8(out);
            }
            if (m_rest[i] != '\\') {
                out.push_back(m_rest[i]);
                continue;
            }
            if (++i >= m_rest.size() || !escape(m_rest[i], out))
                return false;
        }
        return false;
    }

    static bool escape(char c, std::string& out) {
        if (c != 'n' && c != '\\' && c != '"')
            return false;
        out.push_back(c == 'n' ? '\n' : c);
        return true;
    }

    bool value(double& out) {
        const std::string_view word = m_rest.substr(0, m_rest.find_first_of(" \t"));
        m_rest.remove_prefix(word.size());
        if (word == "NaN" || word == "+Inf" || word == "Inf" || word == "-Inf") {
            const double infinity = std::numeric_limits<double>::infinity();
            out = word == "NaN"    ? std::numeric_limits<double>::quiet_NaN()
                  : word == "-Inf" ? -infinity
                                   : infinity;
            return true;
        }
        const std::string_view number = word.substr(!word.empty() && word.front() == '+' ? 1 : 0);
        const bool plain = !number.empty() && (core::isDigit(number.front()) ||
                                               number.front() == '-' || number.front() == '.');
        const auto read = std::from_chars(number.data(), number.data() + number.size(), out);
        const bool finite = out - out == 0;
        return plain && read.ec == std::errc{} && read.ptr == number.data() + number.size() &&
               finite;
    }

    bool end() {
        if (!blanks() && !m_rest.empty())
            return refuse("a blank after the value");
        std::int64_t time = 0;
        const auto read = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), time);
        if (!m_rest.empty() && read.ec != std::errc{})
            return refuse("a time stamp or nothing");
        m_rest.remove_prefix(static_cast<std::size_t>(read.ptr - m_rest.data()));
        blanks();
        return m_rest.empty() || refuse("the end of the line");
    }

    bool blanks() {
        const std::size_t before = m_rest.size();
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\t'))
            m_rest.remove_prefix(1);
        return m_rest.size() < before;
    }

    std::string_view m_rest;
    const ScrapeLimits& m_limits;
    std::string m_problem;
};

core::Error refused(std::size_t line, std::string_view problem) {
    return core::failure(core::ErrorCode::InvalidInput,
                         fmt::format("not a metrics page: line {}: {}", line, problem));
}

} // namespace

std::string_view MetricSample::label(std::string_view wanted) const {
    for (const auto& [key, text] : labels) {
        if (key == wanted)
            return text;
    }
    return {};
}

core::Result<std::vector<MetricSample>> parsePrometheusText(std::string_view text,
                                                            const ScrapeLimits& limits) {
    if (text.size() > limits.maxBytes)
        return core::failure(core::ErrorCode::InvalidInput,
                             fmt::format("a metrics page of {} bytes is over the limit of {}",
                                         text.size(), limits.maxBytes));
    std::vector<MetricSample> samples;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t length = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, length);
        text.remove_prefix(std::min(length + 1, text.size()));
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (line.empty() || line.front() == '#')
            continue;
        if (samples.size() >= limits.maxSamples)
            return refused(number, fmt::format("more than {} samples", limits.maxSamples));
        LineReader reader(line, limits);
        MetricSample sample;
        if (!reader.read(sample))
            return refused(number, reader.problem());
        samples.push_back(std::move(sample));
    }
    return samples;
}

} // namespace vigia::backend::monitor
