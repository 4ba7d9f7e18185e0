"""Prints the colour map twilight as a TypeScript module.

Usage, with matplotlib 3.11 installed:

    python tools/make_twilight.py > plot/twilight.gen.ts
"""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex

LEVELS = 256

HEAD = """/**
 * The cyclic colour map twilight of Bastian Bechtold, in the public domain (CC0).
 *
 * Written by `tools/make_twilight.py` from matplotlib 3.11; do not edit.
 *
 * @module
 */
// deno-fmt-ignore-file

/** Its colours from the lowest to the highest, six hexadecimal digits each. */
export const TWILIGHT: string =
"""

colors = colormaps["twilight"]((np.arange(LEVELS) + 0.5) / LEVELS)
print(HEAD + '  "' + "".join(to_hex(color)[1:] for color in colors) + '";')
