#include "core/report/html_style.h"

#include "core/report/palette.h"
#include "core/report/svg_chart.h"

#include <fmt/format.h>

namespace vigia::core::report {
namespace {

constexpr std::string_view kPage = R"(
*{box-sizing:border-box;margin:0;padding:0}
body{background:var(--window);color:var(--text);font:14px/22px Inter,"Vigia Sans",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;padding:32px 16px 64px}
main,header,nav,footer{max-width:960px;margin:0 auto}
header{margin-bottom:16px}
h1{font-size:26px;line-height:34px;font-weight:650;letter-spacing:-.01em}
h2{font-size:17px;line-height:24px;font-weight:650;margin:28px 0 10px}
h3{font-size:14px;line-height:20px;font-weight:600}
.sub,.origin,.small{color:var(--muted)}
.origin,.small{font-size:12.5px;line-height:18px}
.card{background:var(--panel);border:1px solid var(--line);border-radius:8px;margin:0 0 12px;overflow-x:auto}
.card>h3{padding:10px 14px 0}.card>.small{padding:0 14px 8px}table+.small{padding-top:7px;border-top:1px solid var(--line)}
.verdict{display:flex;gap:12px;align-items:baseline;padding:14px 16px;font-size:18px;line-height:26px;font-weight:600;border-left:4px solid var(--accent);margin:16px 0 12px}
.verdict.good{border-left-color:var(--ok);background:var(--ok-soft)}.verdict.bad{border-left-color:var(--bad);background:var(--bad-soft)}
.chip{font-size:12px;line-height:20px;font-weight:650;letter-spacing:.03em;text-transform:uppercase;white-space:nowrap;color:var(--accent)}
.good>.chip,td.good,dd.good{color:var(--ok)}.bad>.chip,td.bad,dd.bad{color:var(--bad)}.warning>.chip,td.warning,dd.warning{color:var(--warn)}
td.good,td.bad,td.warning{font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:1px;background:var(--line)}
.tiles>div{background:var(--panel);padding:10px 14px}
.tiles dt{color:var(--muted);font-size:12.5px;line-height:18px}.tiles dd{font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.01em;overflow-wrap:anywhere}
.list{display:grid;grid-template-columns:minmax(150px,max-content) 1fr;padding:6px 0}
.list>div{display:contents}.list dt{color:var(--muted);padding:4px 14px}.list dd{padding:4px 14px;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse}
th{font-weight:500;font-size:12.5px;color:var(--muted);text-align:left;background:var(--raised)}
th,td{padding:5px 14px;border-bottom:1px solid var(--line);vertical-align:top}tr:last-child td{border-bottom:0}
td{overflow-wrap:anywhere;min-width:64px}th.r,td.r{text-align:right;white-space:nowrap}
.note{padding:10px 14px}.note.warning{background:var(--warn-soft)}.note.bad{background:var(--bad-soft)}.note.good{background:var(--ok-soft)}
.note>.chip{margin-right:8px}
figure.card{padding-bottom:6px}svg.chart{display:block;width:100%;height:auto}
nav{font-size:12.5px;line-height:22px;margin-bottom:4px}nav a{color:var(--accent);text-decoration:none;margin-right:16px}nav a:hover{text-decoration:underline}
footer{margin-top:28px}
)";

/// Colours as on white paper, whatever the screen has; nothing torn apart between pages.
constexpr std::string_view kPaper = R"(
@page{size:A4;margin:15mm 14mm}
@media print{body{padding:0;background:#fff;font-size:11px;line-height:16px;-webkit-print-color-adjust:exact;print-color-adjust:exact}
nav{display:none}h2{break-after:avoid}tr,figure,.tiles,.verdict,.note{break-inside:avoid}thead{display:table-header-group}th,td{padding:3px 10px}.card{overflow:visible}}
)";

std::string tokens(bool dark) {
    std::string out = ":root{";
    for (const auto& tint : kPalette)
        out += fmt::format("--{}:{};", tint.name, dark ? tint.dark : tint.light);
    return out + "}";
}

} // namespace

std::string pageStyle() {
    return ":root{color-scheme:light dark}" + tokens(false) +
           "@media screen and (prefers-color-scheme:dark){" + tokens(true) + "}" +
           std::string(kPage) + chartStyle(ChartColours::Page) + std::string(kPaper);
}

} // namespace vigia::core::report
