"""Cuts the font that figures are drawn with, and prints it as two TypeScript modules.

Usage, with fonttools installed (`pip install fonttools`) and the npm package dejavu-fonts-ttf 2.37.3 unpacked:

    python tools/make_font.py <package>/ttf/DejaVuSans.ttf <package>/LICENSE plot/

writes `font.gen.ts` (the font file, base64) and `advances.gen.ts` (how far each character moves the pen).
Kept are Latin, Greek, and the signs and arrows of mathematics; hinting and kerning are dropped, so that the
widths in the second file are those of the picture.
"""

import base64
import io
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1 Supplement and Latin Extended-A
    (0x384, 0x3CE),  # Greek
    (0x3D1, 0x3D6),  # Greek symbols
    (0x3F5, 0x3F5),  # lunate epsilon
    (0x2010, 0x2026),  # dashes, quotes, bullet, ellipsis
    (0x2030, 0x2033),  # per mille, primes
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x2102, 0x2102), (0x2113, 0x2113), (0x2115, 0x2115), (0x211A, 0x211A), (0x211D, 0x211D), (0x2124, 0x2124),
    (0x2190, 0x2199), (0x21A6, 0x21A6), (0x21D0, 0x21D5),  # arrows
    (0x2200, 0x222E), (0x2234, 0x223C), (0x2243, 0x2248), (0x2260, 0x2265), (0x226A, 0x226B),  # operators
    (0x2282, 0x228B), (0x2295, 0x2297), (0x22A2, 0x22A5), (0x22C5, 0x22C5), (0x27E8, 0x27E9),
]  # fmt: skip

HEAD = """/**
 * {summary}
 *
 * Written by `tools/make_font.py` from DejaVu Sans 2.37; do not edit.
 *
 * @module
 */
"""


def subset_font(path: str) -> TTFont:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM"]
    options.name_IDs = [0, 1, 2, 4, 6, 13]
    options.notdef_outline = True
    font = TTFont(path)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    cutter.subset(font)
    return font


def font_module(font: TTFont, licence: str) -> str:
    buffer = io.BytesIO()
    font.save(buffer)
    text = base64.b64encode(buffer.getvalue()).decode()
    notice = "".join(f" * {line}".rstrip() + "\n" for line in licence.strip().splitlines())
    return (
        HEAD.format(summary="DejaVu Sans, cut to Latin, Greek and mathematics: the font that PNG files are drawn with.")
        + "// deno-fmt-ignore-file\n\n/*\n * Licence of the font:\n *\n" + notice.replace("*/", "* /") + " */\n\n"
        + "/** The font file in base64. */\nexport const FONT_BASE64: string =\n"
        + f'  "{text}";\n'
    )


def advances_module(font: TTFont) -> str:
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    runs: list[tuple[int, list[int]]] = []
    for code in sorted(cmap):
        if runs and code == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(metrics[cmap[code]][0])
        else:
            runs.append((code, [metrics[cmap[code]][0]]))
    lines = "".join(f"  [{first}, {widths}],\n" for first, widths in runs)
    return (
        HEAD.format(summary="How far each character of the embedded font moves the pen.")
        + "// deno-fmt-ignore-file\n\n"
        + f"/** Length of the em, the unit of {{@linkcode ADVANCES}}. */\nexport const UNITS_PER_EM = {font['head'].unitsPerEm};\n\n"
        + "/** Runs of consecutive characters: the first code point, then one width each. */\n"
        + f"export const ADVANCES: readonly (readonly [number, readonly number[]])[] = [\n{lines}];\n"
    )


def main() -> None:
    font_path, licence_path, folder = sys.argv[1:]
    font = subset_font(font_path)
    with open(licence_path, encoding="utf-8") as file:
        licence = file.read()
    with open(f"{folder}/font.gen.ts", "w", encoding="utf-8") as file:
        file.write(font_module(font, licence))
    with open(f"{folder}/advances.gen.ts", "w", encoding="utf-8") as file:
        file.write(advances_module(font))


main()
