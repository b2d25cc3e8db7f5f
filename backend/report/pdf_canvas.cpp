#include "backend/report/pdf_canvas.h"

#include "backend/report/pdf_fonts.h"
#include "core/base/text.h"
#include "core/report/palette.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

#include <fmt/format.h>

#include <charconv>
#include <numbers>

namespace vigia::backend::report {
namespace {

constexpr double kFooter = 28; ///< room at the lower edge

struct RsvgDeleter {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
    void operator()(GError* error) const { g_error_free(error); }
};

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int length) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): Cairo's bytes are unsigned
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

double channel(std::string_view colour, std::size_t at) {
    unsigned value = 0;
    std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
    return value / 255.0;
}

std::string attribute(const std::string& name) {
    return fmt::format("'{}'", name);
}

} // namespace

PdfCanvas::PdfCanvas(std::function<void(int)> footer) : m_footer(std::move(footer)) {
    provideFonts();
    m_surface.reset(cairo_pdf_surface_create_for_stream(append, &m_bytes, kWidth, kHeight));
    m_context.reset(cairo_create(m_surface.get()));
}

bool PdfCanvas::need(double height) {
    if (m_y + height <= kHeight - kMargin - kFooter || m_y <= kMargin)
        return false;
    m_footer(m_page);
    cairo_show_page(m_context.get());
    ++m_page;
    m_y = kMargin;
    return true;
}

CairoOwned<PangoLayout> PdfCanvas::layout(const std::string& text, const TextLook& look) const {
    CairoOwned<PangoLayout> layout(pango_cairo_create_layout(m_context.get()));
    const CairoOwned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), "Vigia Sans,Inter,sans-serif");
    pango_font_description_set_weight(font.get(),
                                      look.bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), look.size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    if (look.width > 0) {
        pango_layout_set_width(layout.get(), static_cast<int>(look.width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    }
    if (look.right)
        pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
    pango_layout_set_spacing(layout.get(), static_cast<int>(0.25 * look.size * PANGO_SCALE));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

double PdfCanvas::heightOf(const std::string& text, const TextLook& look) const {
    int width = 0, height = 0;
    pango_layout_get_size(layout(text, look).get(), &width, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

double PdfCanvas::widthOf(const std::string& text, const TextLook& look) const {
    int width = 0, height = 0;
    pango_layout_get_size(layout(text, look).get(), &width, &height);
    return static_cast<double>(width) / PANGO_SCALE;
}

void PdfCanvas::colour(std::string_view name) {
    const auto tint = core::report::lightTint(name);
    cairo_set_source_rgb(m_context.get(), channel(tint, 1), channel(tint, 3), channel(tint, 5));
}

void PdfCanvas::text(double x, double y, const std::string& text, const TextLook& look) {
    colour(look.colour);
    cairo_move_to(m_context.get(), x, y);
    pango_cairo_show_layout(m_context.get(), layout(text, look).get());
}

void PdfCanvas::box(double x, double y, double width, double height, std::string_view name,
                    double radius) {
    constexpr double kRight = std::numbers::pi / 2;
    cairo_t* context = m_context.get();
    colour(name);
    cairo_new_sub_path(context);
    cairo_arc(context, x + width - radius, y + radius, radius, -kRight, 0);
    cairo_arc(context, x + width - radius, y + height - radius, radius, 0, kRight);
    cairo_arc(context, x + radius, y + height - radius, radius, kRight, 2 * kRight);
    cairo_arc(context, x + radius, y + radius, radius, 2 * kRight, 3 * kRight);
    cairo_close_path(context);
    cairo_fill(context);
}

void PdfCanvas::rule(double x, double y, double width) {
    colour("line");
    cairo_set_line_width(m_context.get(), 0.6);
    cairo_move_to(m_context.get(), x, y);
    cairo_line_to(m_context.get(), x + width, y);
    cairo_stroke(m_context.get());
}

core::Result<void> PdfCanvas::svg(const std::string& document, double y, double width,
                                  double height) {
    GError* raw = nullptr;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): librsvg's bytes are unsigned
    const auto* bytes = reinterpret_cast<const guint8*>(document.data());
    const std::unique_ptr<RsvgHandle, RsvgDeleter> handle(
        rsvg_handle_new_from_data(bytes, document.size(), &raw));
    const RsvgRectangle place{kMargin, y, width, height};
    if (handle && rsvg_handle_render_document(handle.get(), m_context.get(), &place, &raw))
        return {};
    const std::unique_ptr<GError, RsvgDeleter> error(raw);
    return core::failure(core::ErrorCode::Rejected,
                         fmt::format("a chart could not be drawn into the PDF: {}",
                                     core::escapedForDisplay(error ? error->message : "", 200)));
}

void PdfCanvas::destination(const std::string& name, const std::string& title) {
    const auto attributes = "name=" + attribute(name);
    cairo_tag_begin(m_context.get(), CAIRO_TAG_DEST, attributes.c_str());
    cairo_tag_end(m_context.get(), CAIRO_TAG_DEST);
    const auto target = "dest=" + attribute(name);
    cairo_pdf_surface_add_outline(m_surface.get(), CAIRO_PDF_OUTLINE_ROOT, title.c_str(),
                                  target.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

void PdfCanvas::link(const std::string& name, const std::function<void()>& draw) {
    const auto attributes = "dest=" + attribute(name);
    cairo_tag_begin(m_context.get(), CAIRO_TAG_LINK, attributes.c_str());
    draw();
    cairo_tag_end(m_context.get(), CAIRO_TAG_LINK);
}

void PdfCanvas::title(const std::string& title, const std::string& program) {
    cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_CREATOR, program.c_str());
}

core::Result<std::string> PdfCanvas::finish() {
    m_footer(m_page);
    cairo_show_page(m_context.get());
    const auto drawn = cairo_status(m_context.get());
    m_context.reset();
    cairo_surface_finish(m_surface.get());
    const auto status =
        drawn == CAIRO_STATUS_SUCCESS ? cairo_surface_status(m_surface.get()) : drawn;
    if (status != CAIRO_STATUS_SUCCESS)
        return core::failure(
            core::ErrorCode::Rejected,
            fmt::format("the PDF could not be made: {}; the other formats hold the same",
                        cairo_status_to_string(status)));
    return std::move(m_bytes);
}

} // namespace vigia::backend::report
