#include "core/stock/branch_request.h"

#include "core/base/text.h"
#include "core/stock/fields.h"

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

constexpr std::size_t kMaxProduct = 50;
constexpr std::size_t kMaxPlace = 20;
constexpr std::size_t kMaxDocument = 100;
constexpr std::size_t kMaxCorrelation = 128;

/// Reads one field with a FieldReader of its own, so that its first error gets the code of that
/// field.
class MovementReader {
public:
    MovementReader(const JsonObject& object, FieldReader::Source source)
        : m_object(object), m_source(source) {}

    std::optional<std::string> text(std::string_view name, std::size_t maxLength,
                                    std::string_view code) {
        return read(code, [&](FieldReader& fields) {
            return fields.text({name}, {.maxLength = maxLength});
        });
    }

    std::string requiredText(std::string_view name, std::size_t maxLength, std::string_view code) {
        return read(code,
                    [&](FieldReader& fields) {
                        return fields.text({name}, {.maxLength = maxLength, .required = true});
                    })
            .value_or("");
    }

    std::int64_t quantity(std::int64_t min) {
        return read("INVALID_QUANTITY",
                    [&](FieldReader& fields) {
                        return fields.integer({"quantity"}, {.min = min, .required = true});
                    })
            .value_or(FieldInteger{})
            .value;
    }

    /// The first error becomes the answer; the others are not looked for.
    [[nodiscard]] const std::optional<BranchError>& error() const { return m_error; }
    void refuse(std::string_view code, std::string message) {
        if (!m_error)
            m_error = BranchError{std::string(code), std::move(message)};
    }

private:
    template <class Read>
    std::invoke_result_t<Read, FieldReader&> read(std::string_view code, Read readField) {
        FieldReader fields(m_object, m_source);
        auto value = readField(fields);
        if (fields.failed()) {
            const auto error = std::move(fields).error();
            refuse(code,
                   fmt::format("{} {}", error.errors.front().field, error.errors.front().message));
        }
        return value;
    }

    const JsonObject& m_object;
    const FieldReader::Source m_source;
    std::optional<BranchError> m_error;
};

void readPlaces(MovementReader& reader, BranchRequest& request) {
    request.target.productId = reader.requiredText("productId", kMaxProduct, "INVALID_PRODUCT_ID");
    request.target.distributionCenter =
        reader.requiredText("distributionCenter", kMaxPlace, "INVALID_DISTRIBUTION_CENTER");
    if (request.operation != BranchOperation::Transfer) {
        request.target.branch = reader.requiredText("branch", kMaxPlace, "INVALID_BRANCH");
        return;
    }
    auto target = reader.text("targetBranch", kMaxPlace, "INVALID_BRANCH");
    request.target.branch =
        target ? *target : reader.requiredText("branch", kMaxPlace, "INVALID_BRANCH");
    request.sourceBranch = reader.text("sourceBranch", kMaxPlace, "INVALID_BRANCH");
    if (!request.sourceBranch || *request.sourceBranch == request.target.branch)
        reader.refuse("TRANSFER_REQUIRES_SOURCE",
                      "a transfer needs a sourceBranch other than its target");
}

void readReason(MovementReader& reader, BranchRequest& request) {
    const auto code = reader.text("reasonCode", 30, "VALIDATION_ERROR");
    request.reasonCode = code.value_or(std::string(defaultReasonCode(request.operation)));
    if (!isReasonCode(request.reasonCode))
        reader.refuse("VALIDATION_ERROR", fmt::format("unknown reasonCode {}", request.reasonCode));
    request.referenceDocument = reader.text("referenceDocument", kMaxDocument, "VALIDATION_ERROR");
}

BranchChecked<BranchRequest> readRest(MovementReader& reader, BranchOperation operation,
                                      const BranchContext& context) {
    BranchRequest request;
    request.operation = operation;
    request.now = context.now;
    readPlaces(reader, request);
    request.quantity = reader.quantity(operation == BranchOperation::Set ? 0 : 1);
    readReason(reader, request);
    request.correlationId = reader.text("correlationId", kMaxCorrelation, "VALIDATION_ERROR")
                                .value_or(context.correlationId);
    if (reader.error())
        return *reader.error();
    return request;
}

} // namespace

BranchChecked<BranchRequest> readMovement(const JsonValue& body, const BranchContext& context) {
    const auto* object = body.asObject();
    if (object == nullptr)
        return BranchError{"VALIDATION_ERROR",
                           fmt::format("a movement must be an object, not {}", body.typeName())};
    MovementReader reader(*object, FieldReader::Source::Body);
    const auto name = body.stringAt("operation");
    const auto operation = parseBranchOperation(name ? trimmed(*name) : "");
    if (!operation)
        return BranchError{"INVALID_OPERATION",
                           "operation must be ADD, REMOVE, SET, TRANSFER, RESERVE or RELEASE"};
    return readRest(reader, *operation, context);
}

BranchChecked<BranchRequest> readMovementForm(const JsonObject& parameters,
                                              BranchOperation operation,
                                              const BranchContext& context) {
    MovementReader reader(parameters, FieldReader::Source::Query);
    return readRest(reader, operation, context);
}

BranchChecked<BranchQuery> readBranchQuery(const JsonObject& parameters) {
    FieldReader fields(parameters, FieldReader::Source::Query);
    BranchQuery query;
    query.productId = fields.text({"productId"}, {.maxLength = kMaxProduct});
    query.distributionCenter = fields.text({"distributionCenter"}, {.maxLength = kMaxPlace});
    query.branch = fields.text({"branch"}, {.maxLength = kMaxPlace});
    query.page.number = fields.integer({"page"}, {}).value_or(FieldInteger{0, {}, {}}).value;
    query.page.size =
        fields.integer({"size"}, {.min = 1, .max = 1000}).value_or(FieldInteger{100, {}, {}}).value;
    if (fields.failed()) {
        const auto error = std::move(fields).error();
        return BranchError{"VALIDATION_ERROR", fmt::format("{} {}", error.errors.front().field,
                                                           error.errors.front().message)};
    }
    if (query.page.number * query.page.size > 100'000)
        return BranchError{"VALIDATION_ERROR",
                           "narrow the filter: page x size must be 100000 or less"};
    return query;
}

} // namespace vigia::core::stock
