"""Prints the colour maps that no formula gives as a TypeScript module.

Usage, with matplotlib 3.11 installed:

    python tools/make_colormaps.py > plot/color_tables.gen.ts
"""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex

LEVELS = 256

HEAD = """/**
 * The colours of maps that no formula gives: from the lowest to the highest, six hexadecimal digits each.
 *
 * Written by `tools/make_colormaps.py` from matplotlib 3.11; do not edit.
 *
 * @module
 */
// deno-fmt-ignore-file
"""

MAPS = {
    "twilight": "The cyclic map of Bastian Bechtold, in the public domain (CC0)",
    "cividis": "The map of Jamie R. Nuñez, Christopher R. Anderton and Ryan S. Renslow [Nunez18]",
    "turbo": "The map of Anton Mikhailov, copyright 2019 Google LLC, https://www.apache.org/licenses/LICENSE-2.0",
}

print(HEAD)
for name, origin in MAPS.items():
    colors = colormaps[name]((np.arange(LEVELS) + 0.5) / LEVELS)
    print(f"/** {origin}. */")
    print(f"export const {name.upper()}: string =")
    print('  "' + "".join(to_hex(color)[1:] for color in colors) + '";')
