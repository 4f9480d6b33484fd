"""Build static/fonts/pdf/: "Sarabun ITA", Sarabun with one glyph for every SARA AM cluster.

    npm pack @expo-google-fonts/sarabun && tar xf expo-google-fonts-sarabun-*.tgz
    python assets/build_font.py package

HarfBuzz always takes ำ apart into NIKHAHIT and SARA AA. WeasyPrint then remembers one text per
glyph for the whole document, so ำ and า become indistinguishable when the PDF is searched or read
aloud. Joined into one glyph again, every cluster keeps its text, and the page looks the same.
"""

import shutil
import sys
from pathlib import Path

from fontTools.otlLib.builder import buildLigatureSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FAMILY = "Sarabun ITA"
TARGET = Path(__file__).parent.parent / "static" / "fonts" / "pdf"
STYLES = {
    "400Regular": "SarabunITA-Regular.ttf",
    "400Regular_Italic": "SarabunITA-Italic.ttf",
    "700Bold": "SarabunITA-Bold.ttf",
    "700Bold_Italic": "SarabunITA-BoldItalic.ttf",
}
SARA_AA, NIKHAHIT = 0x0E32, 0x0E4D
BASE_GLYPH = 1  # GDEF class
ROUND_TO_GRID_AND_USE_LAST_METRICS = 0x0204
LIGATURE_LOOKUP = 4  # GSUB lookup type


def sara_am_ligatures(font: TTFont) -> dict[tuple[str, str], str]:
    """Map (nikhahit with or without a tone, sara aa) to the name of the glyph that joins them."""
    cmap = font.getBestCmap()
    nikhahit, sara_aa = cmap[NIKHAHIT], cmap[SARA_AA]
    narrow, with_tone = f"{nikhahit}.", f"uni{NIKHAHIT:04X}0E4"
    heads = [
        name
        for name in font.getGlyphOrder()
        if name == nikhahit or name.startswith((narrow, with_tone))
    ]
    return {(head, sara_aa): f"{head}_{sara_aa}" for head in heads}


def add_composite(font: TTFont, name: str, parts: tuple[str, str]) -> None:
    """Draw `parts` over each other as the glyph `name`, as wide as the last of them."""
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    for part in parts:
        component = GlyphComponent()
        component.glyphName, component.x, component.y = part, 0, 0
        component.flags = ROUND_TO_GRID_AND_USE_LAST_METRICS
        glyph.components.append(component)
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    advance_width, _ = font["hmtx"][parts[-1]]
    font["hmtx"][name] = (advance_width, glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE_GLYPH


def add_glyphs(font: TTFont, ligatures: dict[tuple[str, str], str]) -> None:
    order = list(font.getGlyphOrder())
    for parts, name in ligatures.items():
        add_composite(font, name, parts)
    order += ligatures.values()
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def add_substitution(font: TTFont, ligatures: dict[tuple[str, str], str]) -> None:
    """Join the clusters in `ccmp`, the feature that every Thai text passes through."""
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = LIGATURE_LOOKUP, 0
    lookup.SubTable, lookup.SubTableCount = [buildLigatureSubstSubtable(ligatures)], 1
    table = font["GSUB"].table
    # Last, because the narrow alternates of the marks must have been chosen before.
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(table.LookupList.LookupCount - 1)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def rename(font: TTFont) -> None:
    style = font["name"].getDebugName(2)
    names = {
        1: FAMILY,
        3: f"{FAMILY}-{style}-derived-from-Sarabun".replace(" ", ""),
        4: f"{FAMILY} {style}",
        6: f"{FAMILY}-{style}".replace(" ", ""),
        16: FAMILY,
    }
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.string)


def build(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)  # same input, same bytes
    ligatures = sara_am_ligatures(font)
    add_glyphs(font, ligatures)
    add_substitution(font, ligatures)
    rename(font)
    font.save(target)


def main(package: Path) -> None:
    for style, filename in STYLES.items():
        build(package / style / f"Sarabun_{style}.ttf", TARGET / filename)
    shutil.copy(package / "LICENSE_FONT", TARGET / "OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
