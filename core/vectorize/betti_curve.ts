/**
 * Betti curves.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { pointText, readDiagram } from "../diagrams/_diagram.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { gridOf, SAMPLE_OPTIONS, type SampleOptions } from "./sample_grid.ts";

/** Options of {@linkcode bettiCurve}. */
export type BettiCurveOptions = SampleOptions;

/**
 * The Betti curve of a diagram: how many of its points are alive, sampled on a grid.
 *
 * `#{ i : birth_i ≤ x < death_i }` at each place `x`: the Betti number of the complex at `x`.
 *
 * `dgm: [n, 2]` holds (birth, death) in rows; the result is `[resolution]`, whole numbers. For the grid see
 * {@linkcode sampleGrid}, which looks at finite points only; its places may be infinite here. Points that live forever are
 * counted.
 *
 * Differentiable: the gradient is 0, also where the curve jumps. For a descent take {@linkcode silhouette} or
 * {@linkcode persistenceLandscape}.
 *
 * Cost: `O((n + r) log n)` for a grid of `r` places.
 *
 * @throws {TypeError} If `dgm` is not `[n, 2]`, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, `resolution` is below 1, or `sampleRange` or
 * `predefinedGrid` does not ascend.
 *
 * @example Jumps, and a curve drawn
 * ```ts
 * import { bettiCurve, subplots } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const dgm = [[0, 2], [1, 3], [1, Infinity]], predefinedGrid = [0, 1, 2, 3];
 * const curve = bettiCurve(dgm, { predefinedGrid });
 * assertEquals(curve.toArray(), [1, 3, 2, 1]);
 *
 * const [, ax] = subplots();
 * ax.plot(predefinedGrid, curve);
 * ```
 *
 * See [Umeda17], [GUDHI].
 */
export function bettiCurve(dgm: TensorLike, options: BettiCurveOptions = {}): Tensor {
  const action = "compute a Betti curve";
  const known = asOptions(action, options, SAMPLE_OPTIONS);
  const { tensor, finitePoints, essentialRows } = readDiagram(action, "dgm", dgm);
  for (const row of essentialRows) {
    if (tensor.data[2 * row] < tensor.data[2 * row + 1]) continue;
    throw new RangeError(
      `Cannot ${action}: birth must come before an infinite death, but ${pointText("dgm", tensor, row)}; ` +
        "take neg() of diagrams of filtrations with negate",
    );
  }
  const grid = gridOf(action, known, [finitePoints]);
  const births = tensor.data.filter((_, at) => at % 2 === 0).sort();
  const deaths = tensor.data.filter((_, at) => at % 2 === 1).sort();
  let born = 0, died = 0;
  const curve = grid.map((x) => {
    while (born < births.length && births[born] <= x) born++;
    while (died < deaths.length && deaths[died] <= x) died++;
    return born - died;
  });
  const { size } = tensor;
  return record("bettiCurve", [tensor], curve, [grid.length], () => () => [new Float64Array(size)]);
}
