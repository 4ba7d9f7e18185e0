/**
 * Checks at the door of filtrations of grids.
 *
 * @module
 */
import { formatShape, stridesOf } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { codeCount, type GridExtent } from "./_grid_counts.ts";

/** Checks that `array` has one to four axes, none of them empty. */
export function checkAxes(action: string, { shape }: Tensor): void {
  if (shape.length < 1 || shape.length > 4) {
    throw new TypeError(
      `Cannot ${action}: an array with one to four axes was expected, but the shape is ${formatShape(shape)}`,
    );
  }
  const empty = shape.indexOf(0);
  if (empty >= 0) {
    throw new RangeError(
      `Cannot ${action}: at least one value along each axis was expected, but axis ${empty} of shape ${
        formatShape(shape)
      } has none`,
    );
  }
}

/** Checks that the axes are long enough to be glued: along shorter ones cells would coincide. */
export function checkWrap(action: string, { shape }: Tensor): void {
  const short = shape.findIndex((length) => length < 3);
  if (short >= 0) {
    throw new RangeError(
      `Cannot ${action}: at least three values along each axis were expected with wrap, but axis ${short} of shape ${
        formatShape(shape)
      } has ${shape[short]}`,
    );
  }
}

/** Checks that codes of cells fit 32 bits. */
export function checkGridSize(action: string, extent: GridExtent): void {
  const count = codeCount(extent);
  if (count >= 2 ** 32) {
    throw new RangeError(
      `Cannot ${action}: a grid with room for fewer than 2^32 cells was expected, but one with ${
        formatShape(extent.lengths)
      } vertices and maxDim ${extent.maxDim} has room for ${count}`,
    );
  }
}

/** Checks that all values are finite. */
export function checkFinite(action: string, { data, shape }: Tensor): void {
  let bad = 0; // a plain loop: calling a function for each number would take longer than some diagrams
  while (bad < data.length && Number.isFinite(data[bad])) bad++;
  if (bad < data.length) {
    const index = stridesOf(shape).map((stride, axis) => Math.floor(bad / stride) % shape[axis]);
    throw new RangeError(
      `Cannot ${action}: finite values were expected, but the one at ${formatShape(index)} is ${data[bad]}`,
    );
  }
}
