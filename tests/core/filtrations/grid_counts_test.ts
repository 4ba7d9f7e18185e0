/**
 * Numbers of cells, and the check that codes fit 32 bits, on shapes that no test could fill.
 */
import { assertEquals, assertThrows } from "@std/assert";
import { checkGridSize } from "../../../core/filtrations/_grid_checks.ts";
import { cellCounts, cellOffsets, codeCount, type GridExtent } from "../../../core/filtrations/_grid_counts.ts";

function extent(cells: GridExtent["cells"], lengths: number[], features: Partial<GridExtent> = {}): GridExtent {
  return { cells, lengths, wrap: false, maxDim: lengths.length, ...features };
}

Deno.test("cellCounts() of two samples along each axis are those of one cube", () => {
  assertEquals(cellCounts(extent("simplices", [2])), [2, 1]);
  assertEquals(cellCounts(extent("simplices", [2, 2])), [4, 5, 2]);
  assertEquals(cellCounts(extent("simplices", [2, 2, 2])), [8, 19, 18, 6]);
  assertEquals(cellCounts(extent("simplices", [2, 2, 2, 2])), [16, 65, 110, 84, 24]);
  assertEquals(cellCounts(extent("cubes", [2, 2, 2, 2])), [16, 32, 24, 8, 1]);
});

Deno.test("cellCounts() of tori are multiples of the number of vertices, and cancel out", () => {
  assertEquals(cellCounts(extent("simplices", [3, 3], { wrap: true })), [9, 27, 18]);
  assertEquals(cellCounts(extent("simplices", [3, 4, 5, 6], { wrap: true })), [1, 15, 50, 60, 24].map((k) => 360 * k));
});

Deno.test("cellOffsets() are the sums up to maxDim", () => {
  assertEquals(cellOffsets(extent("simplices", [512, 512])), [0, 262144, 1046529, 1568771]);
  assertEquals(cellOffsets(extent("simplices", [512, 512], { maxDim: 1 })), [0, 262144, 1046529]);
});

Deno.test("codeCount() leaves room for the cells that would leave the grid", () => {
  assertEquals(codeCount(extent("simplices", [2, 2])), 24);
  assertEquals(codeCount(extent("cubes", [3, 1])), 12);
});

Deno.test("checkGridSize() refuses grids whose codes do not fit 32 bits, and takes those just below", () => {
  const check = (...given: Parameters<typeof extent>) => () => checkGridSize("build it", extent(...given));
  const side = Math.floor(2 ** 32 / 6);
  check("simplices", [1, side])();
  check("cubes", [2 ** 31 - 1])();
  const refused = [
    check("simplices", [1, side + 1]),
    check("cubes", [2 ** 31]),
    check("simplices", [70000, 70000]),
    check("simplices", [75, 75, 75, 75]),
  ];
  for (const refuse of refused) assertThrows(refuse, RangeError, "a grid with room for fewer than 2^32 cells was");
  const { message } = assertThrows(check("simplices", [75, 75, 75, 75]), RangeError);
  assertEquals(
    message,
    "Cannot build it: a grid with room for fewer than 2^32 cells was expected, but one with [75, 75, 75, 75] vertices and " +
      "maxDim 4 has room for 4746093750",
  );
  check("simplices", [75, 75, 75, 75], { maxDim: 3 })();
});
