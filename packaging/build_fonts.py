"""Write resources/fonts/ from the font files of two folders; run by hand, the program never does.

    npm pack @expo-google-fonts/be-vietnam-pro && tar xzf *be-vietnam*.tgz && mv package screen
    npm pack @expo-google-fonts/tinos && tar xzf *tinos*.tgz && mv package print
    pip install --group fonts && python packaging/build_fonts.py screen print

The face of the screen has no figures of equal width, which columns of numbers need. They are added as the
feature `tnum`: the same drawings, centred in one width. The face of papers is copied as it is. Both
licences (OFL 1.1, no reserved name) allow it.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

TARGET = Path(__file__).parent.parent / "resources" / "fonts"
FACES = ("400Regular", "600SemiBold")
PRINTED = ("400Regular", "400Regular_Italic", "700Bold")
WIDTH, FEATURE, SUFFIX = 660, "tnum", ".tnum"  # units of 1,000 to the em
ROUND_TO_GRID, XY_ARE_OFFSETS = 0x0004, 0x0002


def main(screen: Path, print_: Path) -> None:
    """Both faces, and their licences beside them."""
    for face in FACES:
        font = TTFont(screen / face / f"BeVietnamPro_{face}.ttf")
        add_figures(font)
        font.save(TARGET / f"BeVietnamPro_{face}.ttf")
    shutil.copyfile(screen / "LICENSE_FONT", TARGET / "OFL.txt")
    for face in PRINTED:
        shutil.copyfile(print_ / face / f"Tinos_{face}.ttf", TARGET / f"Tinos_{face}.ttf")
    licence = (print_ / "LICENSE_FONT").read_text("utf-8")
    (TARGET / "OFL-Tinos.txt").write_text(licence.rstrip() + "\n", "utf-8")


def add_figures(font: Any) -> None:
    """Ten glyphs of one width, and the feature that puts them in place of the ordinary ones."""
    cmap = font.getBestCmap()
    figures = {cmap[ord(figure)]: cmap[ord(figure)] + SUFFIX for figure in "0123456789"}
    font.setGlyphOrder([*font.getGlyphOrder(), *figures.values()])
    for old, new in figures.items():
        width, left = font["hmtx"][old]
        shift = (WIDTH - width) // 2
        font["glyf"][new] = moved(font, old, shift)
        font["hmtx"][new] = (WIDTH, left + shift)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    add_feature(font["GSUB"].table, figures)


def moved(font: Any, old: str, shift: int) -> Any:
    """The drawing of `old`, moved to the right."""
    part = GlyphComponent()
    part.glyphName, part.x, part.y = old, shift, 0
    part.flags = ROUND_TO_GRID | XY_ARE_OFFSETS
    made = Glyph()
    made.numberOfContours, made.components = -1, [part]
    made.recalcBounds(font["glyf"])
    return made


def add_feature(table: Any, figures: dict[str, str]) -> None:
    """One substitution, known to every script and language; records stay in the order of their names."""
    single = otTables.SingleSubst()
    single.mapping = figures
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, 0, [single], 1
    table.LookupList.Lookup.append(lookup)
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = FEATURE, otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [len(table.LookupList.Lookup) - 1]
    before = table.FeatureList.FeatureRecord
    after = sorted([*before, record], key=lambda one: one.FeatureTag)
    place = {id(one): n for n, one in enumerate(after)}
    for languages in language_systems(table):
        kept = [place[id(before[n])] for n in languages.FeatureIndex]
        languages.FeatureIndex = sorted([*kept, place[id(record)]])
    table.FeatureList.FeatureRecord = after


def language_systems(table: Any) -> list[Any]:
    """Every list of features of every script."""
    scripts = [record.Script for record in table.ScriptList.ScriptRecord]
    own = [script.DefaultLangSys for script in scripts if script.DefaultLangSys]
    return own + [record.LangSys for script in scripts for record in script.LangSysRecord]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
