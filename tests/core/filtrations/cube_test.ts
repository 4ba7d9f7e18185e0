/**
 * Cubical filtrations by hand: values, ties, small inputs, and every bad input.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  cubeFiltration,
  type CubeOptions,
  type GridFiltration,
  persistenceDiagram,
  tensor,
  type TensorLike,
  zeros,
} from "../../../mod.ts";

const IMAGE = [[1, 2, 1.5], [0.5, 3, 2.5], [2, 1, 0.8]];

function counts({ dimOffsets }: GridFiltration): number[] {
  return dimOffsets.slice(1).map((end, d) => end - dimOffsets[d]);
}

Deno.test("cubeFiltration() has the diagrams of the image with nine pixels, whichever cells they are", () => {
  const ofVertices = persistenceDiagram(cubeFiltration(IMAGE));
  assertEquals(ofVertices[0].toArray(), [[0.8, 2], [1.5, 2]]);
  assertEquals(ofVertices[1].toArray(), [[2.5, 3]]);
  const fil = cubeFiltration(IMAGE, { valuesOn: "cells" });
  assertEquals(counts(fil), [16, 24, 9]);
  const ofCells = persistenceDiagram(fil);
  assertEquals(ofCells[0].toArray(), [[0.8, 1], [1.5, 2]]);
  assertEquals(ofCells[1].toArray(), [[2.5, 3]]);
});

Deno.test("cubeFiltration() lists the edge along the first axis before that along the last", () => {
  const fil = cubeFiltration([[0, 0], [0, 0]]);
  const vertices = (d: number) => fil.cellsInDimension(d).map((cell) => cell.vertices);
  assertEquals(vertices(1), [[0, 2], [0, 1], [1, 3], [2, 3]]);
  assertEquals(vertices(2), [[0, 1, 2, 3]]);
});

Deno.test("cubeFiltration() gives ties to the first entry in C order", () => {
  const image = tensor([[5, 5], [5, 5]], { requiresGrad: true });
  cubeFiltration(image).values.sum().backward();
  assertEquals(image.grad?.toArray(), [[4, 2], [2, 1]]);
  image.zeroGrad();
  cubeFiltration(image, { valuesOn: "cells" }).values.sum().backward();
  assertEquals(image.grad?.toArray(), [[9, 6], [6, 4]]);
});

Deno.test("cubeFiltration() of cells gives a face the first value around it", () => {
  const fil = cubeFiltration([2, 1], { valuesOn: "cells" });
  assertEquals(fil.cellsInDimension(0), [
    { dimension: 0, vertices: [1], value: 1 },
    { dimension: 0, vertices: [2], value: 1 },
    { dimension: 0, vertices: [0], value: 2 },
  ]);
  assertEquals(fil.cellsInDimension(1).map((cell) => cell.vertices), [[1, 2], [0, 1]]);
  const negated = cubeFiltration([2, 1], { valuesOn: "cells", negate: true });
  assertEquals(negated.values.toArray(), [2, 2, 1, 2, 1]);
});

Deno.test("cubeFiltration() takes one sample and axes of length 1", () => {
  assertEquals(counts(cubeFiltration([4])), [1, 0]);
  assertEquals(counts(cubeFiltration([[[[4]]]], { valuesOn: "cells" })), [16, 32, 24, 8, 1]);
  const column = cubeFiltration([[3], [1], [2], [0]], { valuesOn: "cells" });
  assertEquals(counts(column), [10, 13, 4]);
  assertEquals(persistenceDiagram(column)[0].toArray(), [[1, 2]]);
});

const REFUSED: [string, TensorLike, CubeOptions, ErrorConstructor, string][] = [
  ["NaN", [[0, 1], [2, NaN]], {}, RangeError, "finite values were expected, but the one at [1, 1] is NaN"],
  ["Infinity", [0, Infinity], {}, RangeError, "finite values were expected, but the one at [1] is Infinity"],
  ["-Infinity", [-Infinity], {}, RangeError, "finite values were expected, but the one at [0] is -Infinity"],
  ["a number", 5, {}, TypeError, "an array with one to four axes was expected, but the shape is []"],
  [
    "five axes",
    zeros([1, 1, 1, 1, 1]),
    { valuesOn: "cells" },
    TypeError,
    "an array with one to four axes was expected, but the shape is [1, 1, 1, 1, 1]",
  ],
  [
    "an axis of length 0",
    zeros([2, 0]),
    { valuesOn: "cells" },
    RangeError,
    "at least one value along each axis was expected, but axis 1 of shape [2, 0] has none",
  ],
  [
    "ragged rows",
    [[1, 2], [3]],
    {},
    TypeError,
    "arrays of length 2 were expected at depth 1, but one of length 1 was found",
  ],
  ["wrong options", [1, 2], "cells" as never, TypeError, "an object of options was expected, but a string was found"],
  [
    "values on other things",
    [1, 2],
    { valuesOn: "top_cells" as never },
    RangeError,
    'valuesOn must be one of "vertices", "cells", but is "top_cells"',
  ],
];
for (const [what, array, options, kind, text] of REFUSED) {
  Deno.test(`cubeFiltration() refuses ${what}`, () => {
    const { message } = assertThrows(() => cubeFiltration(array, options), kind, text);
    assertEquals(message, `Cannot build the cubical filtration: ${text}`);
  });
}
