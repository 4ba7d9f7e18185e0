/**
 * The bottleneck distance of two persistence diagrams as a loss.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { DIAGONAL } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { type Diagram, readDiagram } from "./_diagram.ts";
import { addEssentialGradients, matchEssential } from "./_essential.ts";
import { matchingGradients, type TieRule } from "./_matching_gradients.ts";
import { type Bottleneck, matchBottleneck } from "./bottleneck.ts";

/** Options of {@linkcode bottleneckCost}. */
export interface BottleneckCostOptions extends LimitOptions {
  /** Leave out points with an infinite coordinate; default `true`. */
  ignoreInfPoints?: boolean;
  /**
   * Where the gradient of the maximum norm goes when both coordinates attain it, as they always do between a point and the
   * diagonal: half to each, or all to birth; default `"symmetric"`, which between a point and the diagonal is the gradient of
   * half its persistence. `"birth"` is what `wassersteinCost` does by default.
   */
  ties?: TieRule;
}

const OPTIONS = ["ignoreInfPoints", "ties", ...LIMIT_OPTIONS] as const;

const TIES: readonly TieRule[] = ["birth", "symmetric"];

/**
 * The bottleneck distance of two persistence diagrams, with a gradient: that of the one edge that decides it.
 *
 * The value is that of {@linkcode bottleneckDistance}. It is the length of one edge of the matching: `‖x − y‖_∞` of two
 * points, `(death − birth)/2` of one point, or the difference of two essential points. So at most four numbers of both
 * diagrams get a gradient that is not 0.
 *
 * `a: [n, 2]` and `b: [m, 2]` hold (birth, death) in rows, in the unit of the filtration; an empty diagram is `[0, 2]` or
 * `[]`. The result is a single number in that unit.
 *
 * Differentiable: in both diagrams, where one edge alone decides, however many are as long but could be shortened without
 * changing the distance. At ties between edges it is the gradient of one of them, always the same: among the edges of the
 * matching that leave a set of points which proves that no shorter distance will do, the one with the least row in the
 * diagram of that set; finite points come before essential ones. For two coordinates that are equally far see `ties`. At
 * distance 0, and at ignored points, the gradient is 0.
 *
 * Cost: as that of `bottleneckMatching`; the gradient takes linear time.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, essential points do not correspond, an
 * option is out of range, or more memory would be needed than is allowed.
 *
 * @example The gradient moves only the point that is farthest off
 * ```ts
 * import { bottleneckCost, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const a = tensor([[0, 4], [1, 2]], { requiresGrad: true });
 * const cost = bottleneckCost(a, [[0.25, 4.75]]);
 * assertEquals(cost.item(), 0.75);
 * cost.backward();
 * assertEquals(a.grad?.toArray(), [[0, -1], [0, 0]]);
 * ```
 *
 * See [EfratItaiKatz01] for the distance, [Leygonie22] for where it is differentiable.
 */
export function bottleneckCost(a: TensorLike, b: TensorLike, options: BottleneckCostOptions = {}): Tensor {
  const action = "compute the bottleneck cost";
  const { ignoreInfPoints = true, ties = "symmetric", ...rest } = asOptions(action, options, OPTIONS);
  checkFlag(action, "ignoreInfPoints", ignoreInfPoints);
  checkChoice(action, "ties", ties, TIES);
  const limits = checkLimits(action, rest);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  const found = matchBottleneck(first, second, essential, limits);
  return record("bottleneckCost", [first.tensor, second.tensor], Float64Array.of(found.distance), [], () => {
    const way = criticalGradients(first, second, found, ties);
    return ([scale]) => way(scale);
  });
}

/** The way back through the critical edge alone. */
function criticalGradients(
  a: Diagram,
  b: Diagram,
  { finite, farthest }: Bottleneck,
  ties: TieRule,
): (scale: number) => [Float64Array, Float64Array] {
  const [i, j] = finite.critical;
  const [atA, atB] = matchingGradients(
    pointOf(a, i),
    pointOf(b, j),
    i === DIAGONAL ? new Uint32Array(0) : Uint32Array.of(j === DIAGONAL ? DIAGONAL : 0),
    { q: 1, p: Infinity, ties },
  );
  const put = ({ tensor, finiteRows }: Diagram, k: number, at: Float64Array, scale: number) => {
    const gradient = new Float64Array(tensor.size);
    at.forEach((slope, axis) => gradient[2 * finiteRows[k] + axis] = scale * slope);
    return gradient;
  };
  return (scale) => {
    if (farthest === undefined) return [put(a, i, atA, scale), put(b, j, atB, scale)];
    const gradients: [Float64Array, Float64Array] = [new Float64Array(a.tensor.size), new Float64Array(b.tensor.size)];
    addEssentialGradients([farthest], 1, scale, ...gradients);
    return gradients;
  };
}

/** The finite point of this number, or none for the diagonal. */
function pointOf({ finitePoints }: Diagram, k: number): Float64Array {
  return k === DIAGONAL ? new Float64Array(0) : finitePoints.slice(2 * k, 2 * k + 2);
}
