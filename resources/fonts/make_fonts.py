#!/usr/bin/python3
"""Makes the fonts that the desktop ships from Debian's packages fonts-inter and fonts-jetbrains-mono.

    make_fonts.py /usr/share/fonts/opentype/inter /usr/share/fonts/truetype/jetbrains-mono OUT

Qt 6.4 can't switch OpenType features on or off, so the choice is frozen into the files: tabular digits, an l with a tail
and round quotes take the place of the plain glyphs in the character map of Inter; ligatures and contextual forms go from
both, because names from outside must be shown as they are ("->" stays two characters). Each rule of Inter costs time at every
word that is measured or drawn, together twice as much as the rest: kerning stays where it is seen, after a capital ("To",
"Av"); marks are composed and placed by the shaper itself. Renamed, so that a system's own Inter is never taken for ours.
"""
import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF),
          (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),
          (0x2300, 0x23FF), (0x2500, 0x25FF)]
SANS_FEATURES = ["kern"]
MONO_FEATURES = ["mark", "mkmk", "ccmp", "locl"]


def singles(font, tag):
    """The one-to-one substitutions of a feature: glyph name -> glyph name."""
    table = font["GSUB"].table
    found = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                sub = getattr(sub, "ExtSubTable", sub)
                found.update(getattr(sub, "mapping", {}))
    return found


def freeze(font, tag, characters):
    mapping = singles(font, tag)
    for table in font["cmap"].tables:
        for code in characters:
            name = table.cmap.get(code)
            if name in mapping:
                table.cmap[code] = mapping[name]


def level_digits(font):
    """One advance for all ten digits: Inter's Medium and SemiBold are off by a thousandth."""
    names = {font.getBestCmap()[ord(c)] for c in "0123456789"}
    widest = max(font["hmtx"][name][0] for name in names)
    for name in names:
        font["hmtx"][name] = (widest, font["hmtx"][name][1])


def rename(font, family, style, weight):
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 5, 13, 14)]
    full = f"{family} {style}"
    for identifier, text in {1: full if style != "Regular" else family, 2: "Regular", 3: full, 4: full,
                             6: full.replace(" ", ""), 16: family, 17: style}.items():
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [full.replace(" ", "")]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = family, full


def shrink(font, features):
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    worker.subset(font)


def kern_after_capitals_only(font):
    """A pair whose first glyph is no capital is found missing at once, without a look into the classes."""
    capitals = {name for code, name in font.getBestCmap().items() if unicodedata.category(chr(code)) == "Lu"}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for sub in lookup.SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            kept = [i for i, name in enumerate(sub.Coverage.glyphs) if name in capitals]
            sub.Coverage.glyphs = [sub.Coverage.glyphs[i] for i in kept]
            if sub.Format == 1:
                sub.PairSet = [sub.PairSet[i] for i in kept]
                sub.PairSetCount = len(kept)
            else:
                defs = sub.ClassDef1.classDefs
                sub.ClassDef1.classDefs = {name: c for name, c in defs.items() if name in capitals}


def make(source, target, family, style, weight, frozen, features):
    font = TTFont(source)
    for tag, characters in frozen.items():
        freeze(font, tag, [ord(c) for c in characters])
    shrink(font, features)
    if "kern" in features:
        kern_after_capitals_only(font)
    level_digits(font)
    rename(font, family, style, weight)
    font.save(target)
    print(target, target.stat().st_size)


def main():
    inter, mono, out = (Path(p) for p in sys.argv[1:4])
    frozen = {"tnum": "0123456789", "cv05": "l", "ss03": "'\"‘’“”,;"}
    for style, weight in (("Regular", 400), ("Medium", 500), ("SemiBold", 600)):
        make(inter / f"Inter-{style}.otf", out / f"VigiaSans-{style}.otf", "Vigia Sans", style, weight, frozen,
             SANS_FEATURES)
    make(mono / "JetBrainsMono-Regular.ttf", out / "VigiaMono-Regular.ttf", "Vigia Mono", "Regular", 400, {},
         MONO_FEATURES)


main()
