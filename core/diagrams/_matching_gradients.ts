/**
 * The gradient of the cost of a matching of finite points.
 *
 * @module
 */

import { DIAGONAL } from "../kernels.ts";

/** Where the gradient of the maximum norm goes when both coordinates attain it: to birth, or half to each. */
export type TieRule = "birth" | "symmetric";

/** What the cost of a pair is: `‖·‖_p^q`. */
export interface CostModel {
  /** The exponent. */
  readonly q: number;
  /** The norm of the plane. */
  readonly p: number;
  /** For `p = ∞`. */
  readonly ties: TieRule;
}

/** Gradients at `a: [n, 2]` and `b: [m, 2]` of the cost of the matching that gives each point of `a` its partner in `b`. */
export function matchingGradients(
  a: Float64Array,
  b: Float64Array,
  partners: Uint32Array,
  model: CostModel,
): [Float64Array, Float64Array] {
  const atA = new Float64Array(a.length), atB = new Float64Array(b.length);
  const isMatched = new Uint8Array(b.length / 2);
  partners.forEach((j, i) => {
    if (j === DIAGONAL) return pullToDiagonal(a, i, model, atA);
    isMatched[j] = 1;
    const [x, y] = slopes(a[2 * i] - b[2 * j], a[2 * i + 1] - b[2 * j + 1], model);
    atA.set([x, y], 2 * i);
    // Subtracted from 0, not negated: no gradient should print as −0.
    atB.set([0 - x, 0 - y], 2 * j);
  });
  isMatched.forEach((matched, j) => {
    if (!matched) pullToDiagonal(b, j, model, atB);
  });
  return [atA, atB];
}

/**
 * Sets the gradient at a point whose partner is its own projection.
 *
 * Birth and death are equally far from the projection. To agree with upstream to the last digit, the rule `"birth"` looks at
 * the rounded differences, and one in a few points then goes to death.
 */
function pullToDiagonal(points: Float64Array, row: number, model: CostModel, gradient: Float64Array): void {
  const birth = points[2 * row], death = points[2 * row + 1];
  const middle = birth / 2 + death / 2, half = death / 2 - birth / 2;
  const [x, y] = model.ties === "symmetric" ? [-half, half] : [birth - middle, death - middle];
  gradient.set(slopes(x, y, model), 2 * row);
}

/** The gradient of `‖(x, y)‖_p^q`, taken as 0 at 0. */
function slopes(x: number, y: number, { q, p, ties }: CostModel): [number, number] {
  const width = Math.abs(x), height = Math.abs(y), larger = Math.max(width, height);
  if (larger === 0) return [0, 0];
  if (p === Infinity) {
    const steepness = q * larger ** (q - 1);
    if (width === height && ties === "symmetric") return [steepness * Math.sign(x) / 2, steepness * Math.sign(y) / 2];
    return width === larger ? [steepness * Math.sign(x), 0] : [0, steepness * Math.sign(y)];
  }
  // Lengths are measured in the larger coordinate, because for a large p the power of a small one could vanish.
  const length = ((width / larger) ** p + (height / larger) ** p) ** (1 / p);
  const steepness = q * (larger * length) ** (q - 1);
  const along = (t: number) => t === 0 ? 0 : Math.sign(t) * (Math.abs(t) / larger / length) ** (p - 1);
  return [steepness * along(x), steepness * along(y)];
}
