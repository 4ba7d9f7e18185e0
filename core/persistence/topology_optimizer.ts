/**
 * Moving the points of a diagram by moving cells.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { RevaluedFiltration } from "../filtrations/revalued.ts";
import { DIAGONAL, kernels, type Limits, type Resolution } from "../kernels.ts";
import { checkNormExponent } from "../ops/_exponent.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import type { TensorLike } from "../tensor/tensor.ts";
import { checkFiltration } from "./_diagram_request.ts";
import { checkedMoves, checkMonotone, checkSet } from "./_moves.ts";
import { MovingCells } from "./_moving_cells.ts";
import { templatePoints } from "./_template.ts";
import type { CellTargets, CriticalSet } from "./critical_set.ts";
import type { Diagrams } from "./diagrams.ts";
import { persistenceDiagram } from "./persistence_diagram.ts";

/** What becomes of points of small persistence: deaths move to births, births to deaths, or both to the middle. */
export type DenoiseStrategy = "BirthBirth" | "DeathDeath" | "Midway";

/**
 * What becomes of a cell that several critical sets want at different values: the one farthest from its own, the mean, all of
 * them, or the mean but for the cells that are moved themselves, which get what they are moved to.
 */
export type ConflictStrategy = "Max" | "Avg" | "Sum" | "FixCritAvg";

/** Options of {@linkcode TopologyOptimizer.match}. */
export interface MatchOptions {
  /** The exponent `q` of the cost, at least 1; default 1. */
  wassersteinQ?: number;
  /** The relative error allowed, at least 0; default 0.01. The matching found is the cheapest, which is within any. */
  wassersteinDelta?: number;
  /** The norm `p` of the plane, in `[1, ∞]`; default `Infinity`. */
  internalP?: number;
}

const DENOISE_STRATEGIES: readonly DenoiseStrategy[] = ["BirthBirth", "DeathDeath", "Midway"];

const RESOLUTIONS: Readonly<Record<ConflictStrategy, Resolution>> = {
  Max: "max",
  Avg: "avg",
  Sum: "sum",
  FixCritAvg: "fca",
};

const NO_MOVES: CellTargets = { indices: new Uint32Array(), values: new Float64Array() };

/**
 * Moves births and deaths of a filtration to where they are wanted, with all the cells that must move along.
 *
 * A descent on a diagram moves two cells for each point, and as soon as they meet others in the order, these become the
 * critical ones. A *critical set* has all cells up to the value wanted that would come in between: moved together, they take
 * the birth or the death there in one step. What is wanted comes from {@linkcode simplify}, {@linkcode match}, or anybody;
 * {@linkcode singletons} finds the critical sets, {@linkcode combineLoss} settles what cells that are in several are to have. The
 * loss to descend on is `mean((fil.values[indices] − values)²)`.
 *
 * Indices are places of cells in the filtration order. Values are those that cells are ordered by: of Vietoris–Rips filtrations the
 * plain lengths, without `eps`. Where large values come first, as with `negate`, a *later* value is a smaller one, and to
 * increase is to make later.
 *
 * Cost: one reduction of the boundary for deaths and one of the coboundary for births, of the cells up to the last value
 * wanted, when they are first needed; both are kept. A critical set costs what its members bring in.
 *
 * Methods throw an `Error` if the optimizer was disposed of, or the filtration is not what it was when it was given.
 *
 * @throws {TypeError} If `filtration` is none, or an option is unknown.
 * @throws {RangeError} If a limit is out of range.
 *
 * @example Fill the less persistent one of two loops
 * ```ts
 * import { indexSelect, mean, square, sub, tensor, TopologyOptimizer, vrFiltration } from "@diagrad/diagrad";
 * import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const points = tensor([[0, 0], [2, 0], [2, 2], [0, 2], [3, 0], [3, 1], [2, 1]], { requiresGrad: true });
 * const fil = vrFiltration(points, { maxDim: 2, eps: 0 });
 * using optimizer = new TopologyOptimizer(fil);
 * const eps = optimizer.getNthPersistence(1, 2);
 * assertAlmostEquals(eps, Math.sqrt(5) - 2);
 *
 * const moves = optimizer.simplify(eps, "BirthBirth", 1);
 * assertEquals([...moves.values], [2]); // its death moves to its birth
 * const sets = optimizer.singletons(moves.indices, moves.values);
 * const wanted = optimizer.combineLoss(sets, "Max");
 * const loss = mean(square(sub(indexSelect(fil.values, wanted.indices), tensor(wanted.values))));
 * loss.backward();
 * assert(points.grad!.data.some((part) => part !== 0));
 * ```
 *
 * See [NigmetovMorozov24].
 */
export class TopologyOptimizer implements Disposable {
  readonly #limits: Limits;
  #filtration: DiffFiltration;
  #cells: MovingCells | undefined;

  /** An optimizer of `filtration`, whose limits it has by default. */
  constructor(filtration: DiffFiltration, options: LimitOptions = {}) {
    const action = "make a topology optimizer";
    checkFiltration(action, filtration);
    this.#limits = checkLimits(action, asOptions(action, options, LIMIT_OPTIONS), filtration.limits);
    this.#filtration = filtration;
    this.#cells = new MovingCells(filtration, this.#limits);
  }

  /** The filtration, after {@linkcode update} the new one. */
  get filtration(): DiffFiltration {
    return this.#filtration;
  }

  /** The diagrams of the filtration, as {@linkcode persistenceDiagram} gives them. */
  computeDiagram(): Diagrams {
    this.#unchanged("compute the diagrams");
    return persistenceDiagram(this.#filtration, {
      nThreads: this.#limits.threads,
      ...(this.#limits.maxMemory === undefined ? {} : { maxMemory: this.#limits.maxMemory }),
    });
  }

  /**
   * The `n`-th largest persistence `|death − birth|` of the points of dimension `dim`, counted from 1; 0 if there are fewer.
   *
   * @throws {RangeError} If the dimension has no diagram, or `n` is no positive integer.
   */
  getNthPersistence(dim: number, n: number): number {
    const action = "tell a persistence";
    if (!Number.isInteger(n) || n < 1) {
      throw new RangeError(`Cannot ${action}: n must be an integer of at least 1, but is ${String(n)}`);
    }
    const { births, deaths } = this.#pointsOf(action, dim);
    const all = births.map((birth, k) => Math.abs(deaths[k] - birth)).sort();
    return all.at(-n) ?? 0;
  }

  /**
   * The moves that take all points of dimension `dim` with persistence at most `epsilon` to the diagonal: `"BirthBirth"`
   * moves deaths to births, `"DeathDeath"` births to deaths, `"Midway"` both to the middle.
   *
   * @throws {RangeError} If `epsilon` is negative or no number, the strategy is unknown, or the dimension has no diagram.
   */
  simplify(epsilon: number, strategy: DenoiseStrategy, dim: number): CellTargets {
    const action = "simplify the diagram";
    if (!(typeof epsilon === "number" && epsilon >= 0)) {
      throw new RangeError(`Cannot ${action}: epsilon must be a number of at least 0, but is ${String(epsilon)}`);
    }
    checkChoice(action, "strategy", strategy, DENOISE_STRATEGIES);
    const { pairs, births, deaths } = this.#pointsOf(action, dim);
    const indices: number[] = [], values: number[] = [];
    const move = (place: number, value: number) => {
      indices.push(place);
      values.push(value);
    };
    births.forEach((birth, k) => {
      const death = deaths[k], middle = midway(birth, death);
      if (Math.abs(death - birth) > epsilon) return;
      if (strategy !== "BirthBirth") move(pairs[2 * k], strategy === "Midway" ? middle : death);
      if (strategy !== "DeathDeath") move(pairs[2 * k + 1], strategy === "Midway" ? middle : birth);
    });
    return { indices: Uint32Array.from(indices), values: Float64Array.from(values) };
  }

  /**
   * The moves that take the points of dimension `dim` to those of a template `[m, 2]` that the cheapest matching gives them, and
   * those matched to the diagonal to the middle of birth and death; and the Wasserstein distance to the template.
   *
   * @throws {TypeError} If the template is not `[m, 2]`.
   * @throws {RangeError} If a point of it is infinite or dies before it is born, the dimension has no diagram, or an option
   * is out of range.
   */
  match(
    template: TensorLike,
    dim: number,
    options: MatchOptions = {},
  ): CellTargets & { readonly distance: number } {
    const action = "match the diagram with a template";
    const { wassersteinQ: q = 1, wassersteinDelta: delta = 0.01, internalP = Infinity } = asOptions(action, options, [
      "wassersteinQ",
      "wassersteinDelta",
      "internalP",
    ]);
    checkNormExponent(action, "internalP", internalP);
    if (!(typeof q === "number" && q >= 1 && q < Infinity)) {
      throw new RangeError(`Cannot ${action}: wassersteinQ must be a number of at least 1, but is ${String(q)}`);
    }
    if (!(typeof delta === "number" && delta >= 0)) {
      throw new RangeError(
        `Cannot ${action}: wassersteinDelta must be a number of at least 0, but is ${String(delta)}`,
      );
    }
    const { negate } = this.#filtration;
    const wanted = templatePoints(action, template, negate);
    const { pairs, births, deaths } = this.#pointsOf(action, dim);
    const sign = negate ? -1 : 1, own = new Float64Array(pairs.length);
    births.forEach((birth, k) => own.set([sign * birth, sign * deaths[k]], 2 * k));
    const request = { q, internalP, delta: 0, limits: this.#limits };
    const { partners, cost } = kernels().matchDiagrams(own, wanted.map((x) => sign * x), request);
    const values = Float64Array.from(pairs, (_, i) => {
      const k = i >> 1, partner = partners[k];
      return partner === DIAGONAL ? midway(births[k], deaths[k]) : wanted[2 * partner + i % 2];
    });
    return { indices: pairs.slice(), values, distance: cost ** (1 / q) };
  }

  /**
   * The critical set that takes the birth or death of the cell at place `index` to `value`.
   *
   * @throws {RangeError} If there is no such cell, it is neither birth nor death of a point or of a class that never dies, or
   * the value is not finite.
   */
  singleton(index: number, value: number): CriticalSet {
    return this.singletons([index], [value])[0];
  }

  /** The critical sets of several moves; see {@linkcode singleton}. */
  singletons(indices: Uint32Array | readonly number[], values: Float64Array | readonly number[]): CriticalSet[] {
    const action = "find critical sets";
    return this.#unchanged(action).criticalSets(action, checkedMoves(action, indices, values));
  }

  /**
   * The cells that must move for the class born with the cell at place `index` to be born later, up to `value`: by default as
   * late as it goes.
   *
   * @throws {RangeError} If no class is born with this cell, or `value` is before its own.
   */
  increaseBirth(index: number, value: number = this.#latest): Uint32Array {
    return this.#moved("increase a birth", "births", index, value, 1);
  }

  /** The cells that must move for the class born with the cell at place `index` to be born sooner; as {@linkcode increaseBirth}. */
  decreaseBirth(index: number, value: number = -this.#latest): Uint32Array {
    return this.#moved("decrease a birth", "births", index, value, -1);
  }

  /** The cells that must move for the class killed by the cell at place `index` to die later; as {@linkcode increaseBirth}. */
  increaseDeath(index: number, value: number = this.#latest): Uint32Array {
    return this.#moved("increase a death", "deaths", index, value, 1);
  }

  /** The cells that must move for the class killed by the cell at place `index` to die sooner; as {@linkcode increaseBirth}. */
  decreaseDeath(index: number, value: number = -this.#latest): Uint32Array {
    return this.#moved("decrease a death", "deaths", index, value, -1);
  }

  /**
   * One value for each cell of the sets, by place; with `"Sum"` all of them, set by set. Of two values as far from that of the
   * cell `"Max"` takes the first. `"FixCritAvg"` needs as `target` the moves that the sets were made for.
   *
   * @throws {TypeError} If the sets are none.
   * @throws {RangeError} If the strategy is unknown, the target is missing, or there is no cell at some place.
   */
  combineLoss(
    criticalSets: readonly CriticalSet[],
    strategy: ConflictStrategy,
    options: { target?: CellTargets } = {},
  ): CellTargets {
    const action = "combine critical sets";
    const { target } = asOptions(action, options, ["target"]);
    checkChoice(action, "strategy", strategy, Object.keys(RESOLUTIONS) as ConflictStrategy[]);
    if (strategy === "FixCritAvg" && !target) {
      throw new RangeError(
        `Cannot ${action}: the option target was expected with "FixCritAvg", but is ${
          describe(target)
        }; give the moves ` +
          "that the sets were made for",
      );
    }
    if (!Array.isArray(criticalSets)) {
      throw new TypeError(
        `Cannot ${action}: a list of critical sets was expected, but ${describe(criticalSets)} was found`,
      );
    }
    const cells = this.#unchanged(action), { indices, values } = target ?? NO_MOVES;
    criticalSets.forEach((set, k) => checkSet(action, set, k));
    return cells.combined(action, criticalSets, RESOLUTIONS[strategy], checkedMoves(action, indices, values));
  }

  /** The same for the critical sets of some moves: `combineLoss(singletons(indices, values), …)`, with the moves as target. */
  critSetsApply(
    indices: Uint32Array | readonly number[],
    values: Float64Array | readonly number[],
    strategy: ConflictStrategy,
  ): CellTargets {
    const action = "apply critical sets";
    checkChoice(action, "strategy", strategy, Object.keys(RESOLUTIONS) as ConflictStrategy[]);
    const cells = this.#unchanged(action), moves = checkedMoves(action, indices, values);
    return cells.combined(action, cells.criticalSets(action, moves), RESOLUTIONS[strategy], moves);
  }

  /**
   * Goes on with the next filtration: one that is given, or the same cells with other values, given in the filtration order of
   * now. After that {@linkcode filtration} is the new one, and places are those in its order. What is kept of the old one
   * serves again as far as the cells and their order are the same; results are those of a new optimizer in any case.
   *
   * Cost: that of listing and sorting the cells. If their order has changed, the next calls reduce as those of a new optimizer
   * do, which takes less time than to repair what was there (docs/decisions/0017-no-warm-start.md).
   *
   * @throws {TypeError} If neither a filtration nor a list of as many values as there are cells is given.
   * @throws {RangeError} If a value is not finite, or a cell would come before its facets.
   */
  update(next: DiffFiltration | TensorLike): void {
    const action = "update the optimizer";
    const before = this.#inUse(action), filtration = isFiltration(next) ? next : this.#revalued(action, next, before);
    this.#cells = new MovingCells(filtration, this.#limits, before);
    this.#filtration = filtration;
  }

  /** Frees what is kept in the native library at once; the optimizer cannot be used any more. */
  [Symbol.dispose](): void {
    this.#cells?.[Symbol.dispose]();
    this.#cells = undefined;
  }

  /** The cells of an optimizer that was not disposed of. */
  #inUse(action: string): MovingCells {
    if (this.#cells !== undefined) return this.#cells;
    throw new Error(`Cannot ${action}: an optimizer in use was expected, but it was disposed of; make another`);
  }

  /** The same, if the filtration is still what it was. */
  #unchanged(action: string): MovingCells {
    const cells = this.#inUse(action);
    cells.checkUnchanged(action);
    return cells;
  }

  /** Later than all values. */
  get #latest(): number {
    return this.#filtration.negate ? -Infinity : Infinity;
  }

  #moved(action: string, kind: "births" | "deaths", index: number, value: number, way: 1 | -1): Uint32Array {
    if (typeof value !== "number" || Number.isNaN(value)) {
      throw new RangeError(`Cannot ${action}: value must be a number, but is ${String(value)}`);
    }
    const cells = this.#unchanged(action), { indices } = checkedMoves(action, [index], [0]);
    cells.checkPlaces(action, indices);
    const found = cells.role(action, index).kind;
    if (found !== kind) {
      const [wanted, other] = kind === "births" ? ["gives birth", "kills"] : ["kills", "gives birth"];
      throw new RangeError(`Cannot ${action}: a cell that ${wanted} was expected, but that at ${index} ${other}`);
    }
    const own = cells.cells.values[index], sign = this.#filtration.negate ? -way : way;
    if (sign * value < sign * own) {
      const side = sign > 0 ? "least" : "most";
      throw new RangeError(`Cannot ${action}: a value of at ${side} ${own} was expected, but is ${value}`);
    }
    return cells.criticalSets(action, { indices, values: Float64Array.of(value) })[0].indices;
  }

  /** The pairs of dimension `dim` as places, `[count, 2]`, their births and their deaths. */
  #pointsOf(action: string, dim: number) {
    const cells = this.#unchanged(action), { maxDim } = this.#filtration;
    if (!Number.isInteger(dim) || dim < 0 || dim >= maxDim) {
      throw new RangeError(
        `Cannot ${action}: a dimension from 0 to ${maxDim - 1} was expected, because the filtration has maxDim ` +
          `${maxDim}, but is ${String(dim)}`,
      );
    }
    const pairs = cells.pairs(dim), { values } = cells.cells;
    const column = (which: number) =>
      Float64Array.from({ length: pairs.length / 2 }, (_, k) => values[pairs[2 * k + which]]);
    return { pairs, births: column(0), deaths: column(1) };
  }

  /** The filtration of the same cells with other values. */
  #revalued(action: string, given: TensorLike, { cells }: MovingCells): DiffFiltration {
    const values = asTensor(action, given), filtration = this.#filtration, { size } = filtration;
    if (values.shape.length !== 1 || values.size !== size) {
      throw new TypeError(
        `Cannot ${action}: a filtration or values of shape [${size}] were expected, but their shape is ${
          formatShape(values.shape)
        }`,
      );
    }
    checkMonotone(action, values.data, cells);
    return filtration instanceof RevaluedFiltration
      ? filtration.revalued(values)
      : new RevaluedFiltration(filtration, values);
  }
}

function midway(birth: number, death: number): number {
  return birth + (death - birth) / 2;
}

function isFiltration(x: DiffFiltration | TensorLike): x is DiffFiltration {
  return typeof (x as DiffFiltration)?.pairsTask === "function";
}
