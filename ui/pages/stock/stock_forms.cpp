#include "ui/pages/stock/stock_forms.h"

#include "core/base/json_writer.h"
#include "core/view/envelope.h"
#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"

#include <QCoreApplication>
#include <QUrl>

namespace vigia::ui::pages {
namespace {

using core::view::ReservationRow;
using core::view::StockRow;
using Kind = FormField::Kind;

/// Texts of the forms, in one context for the translators.
class StockForms {
    Q_DECLARE_TR_FUNCTIONS(StockForms)
};

QString tr(const char* text) {
    return StockForms::tr(text);
}

const std::string kBase = "/api/v1/virtual-stock/stocks";

std::string pathOf(const StockRow& stock, const char* action) {
    return kBase + "/" + QUrl::toPercentEncoding(bridge::qtext(stock.id)).toStdString() + action;
}

FormField who(const char* name) {
    return {name, tr("By"), Kind::Text,          qEnvironmentVariable("USER"), tr("who does it"),
            {},   {},       QStringLiteral("by")};
}

FormField why() {
    return {"reason",
            tr("Reason"),
            Kind::Text,
            {},
            tr("for the history; may stay empty"),
            {},
            {},
            QStringLiteral("reason")};
}

FormField number(const char* name, const QString& label, const QString& hint, const char* option,
                 std::vector<std::string> concerns = {}) {
    return {name, label, Kind::Number,        {},
            hint, {},    std::move(concerns), QString::fromLatin1(option)};
}

QString state(const StockRow& stock) {
    const QString price = stock.price ? bridge::qtext(stock.price->dollars()) : QStringLiteral("—");
    return tr("Now: %1 available, %2 reserved, %3 each, %4.")
        .arg(bridge::qtext(core::view::groupedText(stock.quantity)),
             bridge::qtext(core::view::groupedText(stock.reserved)), price,
             bridge::qtext(stock.status));
}

QString named(const char* text, const StockRow& stock) {
    return tr(text).arg(bridge::qtext(stock.symbol.empty() ? stock.productId : stock.symbol));
}

/// What the API said, as one sentence.
core::Result<std::string> sentenceOf(const core::Result<core::ops::RestAnswer>& answer) {
    if (!answer)
        return answer.error();
    if (answer->status < 200 || answer->status > 299)
        return core::failure(core::ErrorCode::Rejected,
                             core::view::readApiError(answer->status, answer->body).message);
    return answer->body.stringAt("message").value_or("Done");
}

/// The command that does the same, and what undoing needs.
void remember(FormSpec& form, const StockRow& stock, const char* command) {
    form.command = QStringLiteral("vigia stock ") % QString::fromLatin1(command) % u' ' %
                   QString::fromStdString(stock.id);
    core::JsonWriter json;
    json.beginObject()
        .member("productId", stock.productId)
        .member("symbol", stock.symbol)
        .member("productName", stock.name)
        .member("quantity", stock.quantity)
        .member("reservedQuantity", stock.reserved)
        .member("unitPrice", stock.price)
        .member("status", stock.status)
        .member("version", stock.version);
    form.before = json.endObject().take();
}

} // namespace

FormSpec createForm() {
    FormSpec form{tr("Create stock"),
                  tr("One record goes to the topics of its routing."),
                  tr("Create"),
                  "POST",
                  kBase,
                  {}};
    form.fields = {{"productId",
                    tr("Product"),
                    Kind::Text,
                    {},
                    tr("up to 100 characters"),
                    {},
                    {"DUPLICATE_PRODUCT"},
                    QStringLiteral("product")},
                   {"symbol",
                    tr("Symbol"),
                    Kind::Text,
                    {},
                    tr("the product's first 20 characters"),
                    {},
                    {},
                    QStringLiteral("symbol")},
                   {"productName",
                    tr("Name"),
                    Kind::Text,
                    {},
                    tr("as the product"),
                    {},
                    {},
                    QStringLiteral("name")},
                   number("quantity", tr("Quantity"), tr("0 or more"), "quantity"),
                   number("unitPrice", tr("Price"), tr("above 0, two decimals"), "price"),
                   who("createdBy"),
                   why()};
    form.command = QStringLiteral("vigia stock create");
    return form;
}

FormSpec quantityForm(const StockRow& stock) {
    FormSpec form{named(QT_TRANSLATE_NOOP("StockForms", "Quantity of %1"), stock),
                  state(stock),
                  tr("Change"),
                  "PUT",
                  pathOf(stock, "/quantity"),
                  {}};
    form.fields = {number("newQuantity", tr("Quantity"), tr("0 or more"), "quantity"),
                   who("updatedBy"), why()};
    form.fields[0].initial = QString::number(stock.quantity);
    remember(form, stock, "quantity");
    return form;
}

FormSpec priceForm(const StockRow& stock) {
    FormSpec form{named(QT_TRANSLATE_NOOP("StockForms", "Price of %1"), stock),
                  state(stock),
                  tr("Change"),
                  "PUT",
                  pathOf(stock, "/price"),
                  {}};
    form.fields = {number("newPrice", tr("Price"), tr("above 0, two decimals"), "price"),
                   who("updatedBy"), why()};
    form.fields[0].initial = stock.price ? bridge::qtext(stock.price->text()) : QString();
    remember(form, stock, "price");
    return form;
}

FormSpec statusForm(const StockRow& stock) {
    FormSpec form{named(QT_TRANSLATE_NOOP("StockForms", "Status of %1"), stock),
                  state(stock),
                  tr("Change"),
                  "PUT",
                  pathOf(stock, "/status"),
                  {}};
    const bool active = stock.status != "DISCONTINUED";
    form.fields = {{"status",
                    tr("Status"),
                    Kind::Choice,
                    active ? QStringLiteral("DISCONTINUED") : QStringLiteral("ACTIVE"),
                    {},
                    {QStringLiteral("ACTIVE"), QStringLiteral("DISCONTINUED")},
                    {},
                    QStringLiteral("status")},
                   who("updatedBy"),
                   why()};
    remember(form, stock, "status");
    return form;
}

FormSpec replenishForm(const StockRow& stock) {
    FormSpec form{named(QT_TRANSLATE_NOOP("StockForms", "Replenish %1"), stock),
                  state(stock),
                  tr("Replenish"),
                  "POST",
                  pathOf(stock, "/replenish"),
                  {}};
    form.fields = {number("quantityToAdd", tr("Units to add"), tr("1 or more"), "quantity"),
                   who("updatedBy"), why()};
    remember(form, stock, "replenish");
    return form;
}

FormSpec reserveForm(const StockRow& stock) {
    FormSpec form{named(QT_TRANSLATE_NOOP("StockForms", "Reserve %1"), stock),
                  state(stock),
                  tr("Reserve"),
                  "POST",
                  pathOf(stock, "/reserve"),
                  {}};
    form.fields = {number("quantityToReserve", tr("Units"), tr("1 or more"), "quantity",
                          {"INSUFFICIENT_STOCK", "STOCK_NOT_RESERVABLE"}),
                   number("ttlSeconds", tr("Expires after, s"), tr("900"), "ttl"),
                   who("reservedBy"), why()};
    remember(form, stock, "reserve");
    return form;
}

namespace {

FormSpec closing(const StockRow& stock, const ReservationRow& reservation, const char* title,
                 const QString& explanation, const QString& verb, const char* action,
                 const char* by) {
    FormSpec form{named(title, stock), explanation, verb, "POST", pathOf(stock, action), {}};
    form.fields = {{"reservationId",
                    tr("Reservation"),
                    Kind::Fixed,
                    bridge::qtext(reservation.id),
                    {},
                    {},
                    {"NO_MATCHING_RESERVATION", "RESERVATION_NOT_ACTIVE"},
                    QStringLiteral("reservation")},
                   who(by),
                   why()};
    remember(form, stock, action + 1);
    return form;
}

} // namespace

FormSpec releaseForm(const StockRow& stock, const ReservationRow& reservation) {
    return closing(stock, reservation,
                   QT_TRANSLATE_NOOP("StockForms", "Release a reservation of %1"),
                   tr("%1 units become available again.").arg(reservation.quantity), tr("Release"),
                   "/release", "releasedBy");
}

FormSpec confirmForm(const StockRow& stock, const ReservationRow& reservation) {
    return closing(stock, reservation,
                   QT_TRANSLATE_NOOP("StockForms", "Confirm a reservation of %1"),
                   tr("%1 units leave the stock for good.").arg(reservation.quantity),
                   tr("Confirm"), "/confirm", "confirmedBy");
}

FormSpec deleteForm(const StockRow& stock) {
    FormSpec form{named(QT_TRANSLATE_NOOP("StockForms", "Delete %1"), stock),
                  {},
                  tr("Delete"),
                  "DELETE",
                  pathOf(stock, ""),
                  {}};
    form.explanation =
        state(stock) % u' ' %
        (stock.reserved > 0
             ? tr("It will be refused while units are reserved: release or confirm them first.")
             : tr("It vanishes from every list; its product may be created anew. Its history "
                  "stays."));
    form.fields = {who("deletedBy"), why()};
    form.inQuery = true;
    form.destructive = true;
    remember(form, stock, "delete");
    return form;
}

ActionTarget deleteTarget(core::ops::PlatformControl& control, const StockRow& stock) {
    const FormSpec form = deleteForm(stock);
    ActionTarget target{bridge::qtext(stock.symbol.empty() ? stock.productId : stock.symbol),
                        form.explanation,
                        {},
                        {},
                        form.command};
    target.audit.verb = form.method;
    target.audit.target = form.path;
    target.audit.before = form.before;
    const std::string who = QUrl::toPercentEncoding(qEnvironmentVariable("USER")).toStdString();
    target.run = [&control, path = form.path + (who.empty() ? "" : "?deletedBy=" + who)](
                     core::ops::PlatformControl::Done done) {
        control.rest("DELETE", path, {},
                     [done = std::move(done)](const core::Result<core::ops::RestAnswer>& answer) {
                         done(sentenceOf(answer));
                     });
    };
    return target;
}

} // namespace vigia::ui::pages
