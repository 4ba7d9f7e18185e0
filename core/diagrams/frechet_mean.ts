/**
 * Fréchet means of persistence diagrams.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { checkNormExponent } from "../ops/_exponent.ts";
import { checkFinite, type Seed } from "../random/_checks.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { type Diagram, readDiagram } from "./_diagram.ts";
import { essentialCost, matchEssential } from "./_essential.ts";
import {
  type EssentialMean,
  essentialMeans,
  essentialObjective,
  readDiagrams,
  readWeights,
  sampleOf,
} from "./_frechet_input.ts";
import { searchMean, type SearchOptions, type SearchResult } from "./_frechet_search.ts";
import { gridStart, medoid, randomStart, type Sample } from "./_frechet_start.ts";
import { shares, weightOf } from "./_frechet_step.ts";

/** Where the search for a mean starts. */
export type FrechetMeanInit = "grid" | "medoid" | "firstDiagram" | "random" | "custom";

/** Options of {@linkcode frechetMean}. */
export interface FrechetMeanOptions extends LimitOptions {
  /** One weight for each diagram, not negative; they are divided by their sum. Default: all equal. */
  weights?: TensorLike;
  /** The most steps, at least 0; default 100. */
  maxIter?: number;
  /**
   * The search ends when no coordinate moves farther in a step, and points whose birth and death are no farther apart are
   * left out; in the unit of the filtration, default 1e-7.
   */
  tol?: number;
  /** The relative error allowed in the costs of matchings; default 0, which is exact. */
  delta?: number;
  /** The norm `p` of the plane, in `[1, ∞]`; default 2. */
  internalP?: number;
  /**
   * Where to start. `"grid"`, the default: at the means of all points in each bin of a grid over middle and length of the
   * bars. `"medoid"`: at the diagram that costs least itself. `"firstDiagram"`. `"random"`: at one of the diagrams, its bars
   * shifted at random. `"custom"`: at `customInitialBarycenter`.
   */
  init?: FrechetMeanInit;
  /** The diagram to start at, whose essential points are ignored; makes `init` `"custom"`. */
  customInitialBarycenter?: TensorLike;
  /**
   * Let points of the diagrams that have no partner bring forth points of the mean, and merge points of the mean, where
   * this lowers the objective; default `true`. With `false` points only move or vanish, as upstream.
   */
  adaptSupport?: boolean;
  /** Leave out points with an infinite coordinate; default `false`. */
  ignoreInfPoints?: boolean;
  /** The seed of `init: "random"`, for NumPy's stream; default 42. */
  seed?: Seed;
  /** The standard deviation of the shifts of `init: "random"`, in the unit of the filtration; default 1. */
  randomNoiseScale?: number;
  /** Bins of the grid along the diagonal; default 16. */
  gridXBins?: number;
  /** Bins of the grid away from it; default 16. */
  gridYBins?: number;
}

const OPTIONS = [
  "weights",
  "maxIter",
  "tol",
  "delta",
  "internalP",
  "init",
  "customInitialBarycenter",
  "adaptSupport",
  "ignoreInfPoints",
  "seed",
  "randomNoiseScale",
  "gridXBins",
  "gridYBins",
  ...LIMIT_OPTIONS,
] as const;

const INITS: readonly FrechetMeanInit[] = ["grid", "medoid", "firstDiagram", "random", "custom"];

/** A Fréchet mean, and how it was found. */
export interface FrechetMean {
  /** The mean, `[k, 2]`; essential points come last. */
  readonly barycenter: Tensor;
  /** The weighted sum of squared distances that it minimises. */
  readonly objective: number;
  /** The objective at the start and after each step; it never rises. */
  readonly objectives: readonly number[];
  /** How many steps were taken. */
  readonly iterations: number;
  /** Whether the search ended because nothing moved any more. */
  readonly converged: boolean;
}

/**
 * A diagram in the middle of others: a local minimum of the weighted sum of squared Wasserstein distances to them.
 *
 * `Σ_i w_i W(mean, D_i)²` with `W² = min_γ Σ_(x, y) ∈ γ ‖x − y‖_p² + Σ_(x not in γ) ‖x − πx‖_p²`. In every step the mean is
 * matched to all diagrams, and each of its points moves to where it costs least with the partners that it has, the diagonal
 * among them. This is repeated until nothing moves, so that the objective never rises. It may have many minima; which one is
 * found depends on the start. Unless ignored, essential points are averaged by rank within their families, of which all
 * diagrams must have equally many.
 *
 * `diagrams` hold (birth, death) in rows, `[n, 2]`, in the unit of the filtration; empty ones are `[0, 2]` or `[]`. The
 * objective is in the square of that unit.
 *
 * Upstream matches by the maximum norm and moves by the Euclidean one, so that its objective need not fall; here one norm,
 * by default the Euclidean one, serves both. Upstream's mean also never has more points than the start, nor
 * merges any: that is `adaptSupport: false`. And random starts are drawn from another stream.
 *
 * Differentiable: the barycenter, for `internalP: 2`, in the diagrams and with the matchings kept fixed, which is right for
 * a mean that has converged, wherever the cheapest matchings are unique. For other norms the way back throws a `RangeError`.
 * Not in weights and start. See `frechetMeanObjective` for the objective.
 *
 * Cost: a matching for each diagram and step; the start at the medoid one for each pair of diagrams. For other norms than
 * the Euclidean one, points move by a search that costs some thousand evaluations.
 *
 * @throws {TypeError} If `diagrams` is not a list of diagrams `[n, 2]`, or weights have another shape.
 * @throws {RangeError} If there is no diagram, weights do not sum to a positive number, a coordinate is NaN, a death comes
 * before its birth, essential points do not correspond, or an option is out of range.
 *
 * @example The mean of two bars
 * ```ts
 * import { frechetMean } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const { barycenter, objective, converged } = frechetMean([[[0, 20]], [[2, 22]]]);
 * assertEquals(barycenter.toArray(), [[1, 21]]);
 * assertEquals([objective, converged], [2, true]);
 * ```
 *
 * See [Turner14].
 */
export function frechetMean(diagrams: readonly TensorLike[], options: FrechetMeanOptions = {}): FrechetMean {
  const action = "compute a Fréchet mean";
  const checked = checkedOptions(action, options);
  const read = readDiagrams(action, diagrams);
  const weights = readWeights(action, options.weights, read.length);
  const essential = checked.ignoreInfPoints ? [] : essentialMeans(action, read, weights);
  const sample = sampleOf(read, weights);
  const found = searchMean(startOf(action, sample, read, checked), sample, checked);
  const fixed = essentialObjective(essential, read, weights);
  const objectives = found.objectives.map((objective) => objective + fixed);
  const barycenter = recordMean(action, found, essential, read, sample, checked.internalP);
  const { iterations, converged } = found;
  return { barycenter, objective: objectives[objectives.length - 1], objectives, iterations, converged };
}

type CheckedOptions =
  & SearchOptions
  & Required<Omit<FrechetMeanOptions, "weights" | "customInitialBarycenter" | keyof LimitOptions>>
  & {
    readonly customInitialBarycenter: TensorLike | undefined;
  };

function checkedOptions(action: string, options: FrechetMeanOptions): CheckedOptions {
  const {
    maxIter = 100,
    tol = 1e-7,
    delta = 0,
    internalP = 2,
    customInitialBarycenter,
    init = customInitialBarycenter === undefined ? "grid" : "custom",
    adaptSupport = true,
    ignoreInfPoints = false,
    seed = 42,
    randomNoiseScale = 1,
    gridXBins = 16,
    gridYBins = 16,
    ...rest
  } = asOptions(action, options, OPTIONS);
  checkCount(action, "maxIter", maxIter, 0);
  checkFinite(action, "tol", tol, 0);
  checkFinite(action, "delta", delta, 0);
  checkNormExponent(action, "internalP", internalP);
  checkChoice(action, "init", init, INITS);
  if ((init === "custom") !== (customInitialBarycenter !== undefined)) {
    const found = init === "custom" ? "no such diagram was given" : `init is "${init}"`;
    throw new TypeError(`Cannot ${action}: customInitialBarycenter goes with init "custom", but ${found}`);
  }
  checkFlag(action, "adaptSupport", adaptSupport);
  checkFlag(action, "ignoreInfPoints", ignoreInfPoints);
  checkFinite(action, "randomNoiseScale", randomNoiseScale, 0);
  checkCount(action, "gridXBins", gridXBins, 1);
  checkCount(action, "gridYBins", gridYBins, 1);
  return {
    maxIter,
    tol,
    delta,
    internalP,
    customInitialBarycenter,
    init,
    adaptSupport,
    ignoreInfPoints,
    seed,
    randomNoiseScale,
    gridXBins,
    gridYBins,
    limits: checkLimits(action, rest),
  };
}

/** A number of steps or bins; products of two numbers of bins must be exact. */
function checkCount(action: string, name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least || value >= 2 ** 26) {
    throw new RangeError(`Cannot ${action}: ${name} must be an integer from ${least} to 2^26 − 1, but is ${value}`);
  }
}

function startOf(action: string, sample: Sample, read: readonly Diagram[], options: CheckedOptions): Float64Array {
  const { init, customInitialBarycenter, delta, internalP, limits } = options;
  switch (init) {
    case "grid":
      return gridStart(sample, { x: options.gridXBins, y: options.gridYBins });
    case "firstDiagram":
      return sample.points[0];
    case "random":
      return randomStart(sample, options.randomNoiseScale, options.seed);
    case "custom":
      return readDiagram(action, "customInitialBarycenter", customInitialBarycenter!).finitePoints;
    case "medoid": {
      const cost = (i: number, j: number) => {
        const matching = kernels().matchDiagrams(sample.points[i], sample.points[j], {
          q: 2,
          internalP,
          delta,
          limits,
        });
        const essential = options.ignoreInfPoints ? [] : matchEssential(action, read[i], read[j]);
        return matching.cost + essentialCost(essential, 2);
      };
      return sample.points[medoid(sample.weights, cost)];
    }
  }
}

/** The mean as a tensor, through which gradients flow to the diagrams. */
function recordMean(
  action: string,
  { points, members }: SearchResult,
  essential: readonly EssentialMean[],
  read: readonly Diagram[],
  sample: Sample,
  internalP: number,
): Tensor {
  const data = Float64Array.from([...points, ...essential.flatMap(({ point }) => point)]);
  const inputs = read.map(({ tensor }) => tensor);
  return record("frechetMean", inputs, data, [data.length / 2, 2], () => (gradient) => {
    if (internalP !== 2) {
      throw new RangeError(
        `Cannot ${action}: for gradients internalP: 2 was expected, but it is ${internalP}; take the objective instead`,
      );
    }
    const gradients = inputs.map(({ size }) => new Float64Array(size));
    members.forEach((own, k) => {
      if (own.length === 0) return;
      const { same, other } = shares(weightOf(own, sample));
      const atBirth = gradient[2 * k], atDeath = gradient[2 * k + 1];
      for (const { diagram, row } of own) {
        const place = 2 * read[diagram].finiteRows[row], weight = sample.weights[diagram];
        gradients[diagram][place] += weight * (same * atBirth + other * atDeath);
        gradients[diagram][place + 1] += weight * (other * atBirth + same * atDeath);
      }
    });
    essential.forEach(({ axis, rows }, k) => {
      const at = gradient[points.length + 2 * k + axis];
      rows.forEach((row, i) => gradients[i][2 * row + axis] += sample.weights[i] * at);
    });
    return gradients;
  });
}
