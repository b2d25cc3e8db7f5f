#include "ui/theme/tokens.h"

namespace vigia::ui::theme {

namespace {

Tokens makeDark() {
    Tokens t;
    t.window = QColor(0x0E1217);
    t.panel = QColor(0x141A21);
    t.raised = QColor(0x1A222C);
    t.hover = QColor(0x202A36);
    t.line = QColor(0x26303C);
    t.text = QColor(0xE4EAF1);
    t.muted = QColor(0x97A5B5);
    t.faint = QColor(0x8E9CAD);
    t.control = QColor(0x637387);
    t.onAccent = QColor(0x081320);
    t.accent = QColor(0x4C9DF8);
    t.accentSoft = QColor(0x17304D);
    t.ok = QColor(0x3DBA8C);
    t.okSoft = QColor(0x12332A);
    t.warn = QColor(0xE2A33F);
    t.warnSoft = QColor(0x3A2B12);
    t.bad = QColor(0xF0605F);
    t.badSoft = QColor(0x421C1F);
    t.odd = QColor(0xA982F5);
    t.oddSoft = QColor(0x2A2145);
    t.unknown = QColor(0x8290A0);
    t.series = {QColor(0x4C9DF8), QColor(0x3DBA8C), QColor(0xE2A33F),
                QColor(0xC77BDB), QColor(0x45BFD0), QColor(0xF0805F)};
    t.band = QColor(240, 96, 95, 33);
    t.stage = QColor(76, 157, 248, 18);
    return t;
}

Tokens makeLight() {
    Tokens t;
    t.window = QColor(0xF3F5F8);
    t.panel = QColor(0xFFFFFF);
    t.raised = QColor(0xF8FAFC);
    t.hover = QColor(0xEDF2F7);
    t.line = QColor(0xDCE3EA);
    t.text = QColor(0x16202B);
    t.muted = QColor(0x566576);
    t.faint = QColor(0x5F6E80);
    t.control = QColor(0x7E8D9D);
    t.onAccent = QColor(0xFFFFFF);
    t.accent = QColor(0x1668C6);
    t.accentSoft = QColor(0xE3EEFB);
    t.ok = QColor(0x0F7A55);
    t.okSoft = QColor(0xDDF3EA);
    t.warn = QColor(0x9A5F00);
    t.warnSoft = QColor(0xFBEED6);
    t.bad = QColor(0xC42F31);
    t.badSoft = QColor(0xFBE3E3);
    t.odd = QColor(0x6A3CC3);
    t.oddSoft = QColor(0xECE4FB);
    t.unknown = QColor(0x66758A);
    t.series = {QColor(0x1668C6), QColor(0x0F8A60), QColor(0xB87400),
                QColor(0x8E44AD), QColor(0x0E8394), QColor(0xC7502D)};
    t.band = QColor(196, 47, 49, 23);
    t.stage = QColor(22, 104, 198, 13);
    return t;
}

} // namespace

const Tokens& lightTokens() {
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& darkTokens() {
    static const Tokens tokens = makeDark();
    return tokens;
}

std::vector<NamedToken> namedTokens(const Tokens& t) {
    return {{"window", t.window},   {"panel", t.panel},
            {"raised", t.raised},   {"hover", t.hover},
            {"line", t.line},       {"text", t.text},
            {"muted", t.muted},     {"faint", t.faint},
            {"control", t.control}, {"on-accent", t.onAccent},
            {"accent", t.accent},   {"accent-soft", t.accentSoft},
            {"ok", t.ok},           {"ok-soft", t.okSoft},
            {"warn", t.warn},       {"warn-soft", t.warnSoft},
            {"bad", t.bad},         {"bad-soft", t.badSoft},
            {"odd", t.odd},         {"odd-soft", t.oddSoft},
            {"unknown", t.unknown}, {"s1", t.series[0]},
            {"s2", t.series[1]},    {"s3", t.series[2]},
            {"s4", t.series[3]},    {"s5", t.series[4]},
            {"s6", t.series[5]},    {"band", t.band},
            {"stage", t.stage}};
}

} // namespace vigia::ui::theme
