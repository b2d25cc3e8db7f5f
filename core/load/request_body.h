#pragma once

#include "core/load/text_template.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vigia::core::load {

/// Bytes that are no text: as many as are drawn, of bytes that are made once for a run, or a
/// file's.
struct BlobPlan {
    std::size_t least = 0, most = 0;              ///< drawn for each request, both ends too
    std::shared_ptr<const std::string> file = {}; ///< in their place: sent whole
};

/// A body that is bytes and nothing else.
struct BlobBody {
    BlobPlan bytes;
    std::string type; ///< Content-Type; empty: a header says it
};

/// A part of a form: a field with a text, or a file.
struct FormPart {
    std::string name;
    std::variant<TextTemplate, BlobPlan> content;
    TextTemplate fileName = {}; ///< of a file
    std::string type = {};      ///< empty: none is said
};

/// A body as browsers send files: multipart/form-data (RFC 7578).
struct FormBody {
    std::vector<FormPart> parts;
};

/// What a request carries. A text goes as JSON where no header says otherwise.
using RequestBody = std::variant<TextTemplate, BlobBody, FormBody>;

/// The most bytes that this body draws in one place; 0: it draws none.
[[nodiscard]] std::size_t mostGenerated(const RequestBody& body);
/// What it carries beside texts: `100 KiB to 1 MiB`, `a form with a file of 5 KiB`; empty: nothing.
[[nodiscard]] std::string uploadText(const RequestBody& body);

} // namespace vigia::core::load
