/**
 * The limited-memory BFGS matrix: the last few steps and the changes of the gradient along them.
 *
 * @module
 */
import { PartedProducts } from "./_parted_products.ts";
import { SaddleSystem } from "./_saddle_system.ts";
import { addBoth, addScaled, dot, dotBoth } from "./_vectors.ts";

/**
 * `B = θI − WMWᵀ` with `W = [Y, θS]` and `M⁻¹ = [−D, Lᵀ; L, θSᵀS]`, [Byrd95] equations 3.2 to 3.4.
 *
 * `S` are the steps and `Y` the changes of the gradient, oldest first; `D` is the diagonal and `L` the strict lower triangle
 * of `SᵀY`. Without pairs `B` is the identity.
 */
export class LimitedMemory {
  /** The steps, oldest first. */
  readonly steps: Float64Array[] = [];
  /** The changes of the gradient along them. */
  readonly changes: Float64Array[] = [];
  /** `θ`, the size of `B` on what no pair speaks of. */
  theta = 1;
  /** How many pairs ever came in. */
  pushes = 0;
  /** Products over free and over held variables, for those who minimise over the free ones. */
  readonly products = new PartedProducts();
  readonly #capacity: number;
  readonly #hasMiddle: boolean;
  /** The diagonal of `SᵀY`. */
  #diagonal: number[] = [];
  /** `L`, and `SᵀS` up to its diagonal, row by row. */
  #lower: number[][] = [];
  #squares: number[][] = [];
  #middle: SaddleSystem | null = null;

  /** Room for `capacity` pairs; `M` is there only if `hasMiddle`, for `solve` does without the products it is made of. */
  constructor(capacity: number, hasMiddle: boolean) {
    this.#capacity = capacity;
    this.#hasMiddle = hasMiddle;
  }

  /** How many pairs there are. */
  get count(): number {
    return this.steps.length;
  }

  /** Forgets all pairs. */
  clear(): void {
    for (const list of [this.steps, this.changes, this.#diagonal, this.#lower, this.#squares]) list.length = 0;
    this.theta = 1;
    this.#middle = null;
  }

  /** Adds a pair, copied, and forgets the oldest if there is no room. */
  push(step: Float64Array, change: Float64Array): void {
    const { steps, changes } = this, isFull = this.count === this.#capacity;
    // The arrays of the pair that leaves hold the one that comes.
    const s = isFull ? steps.shift()! : new Float64Array(step.length);
    const y = isFull ? changes.shift()! : new Float64Array(step.length);
    if (isFull) this.#diagonal.shift();
    s.set(step), y.set(change);
    this.pushes++;
    if (this.#hasMiddle) this.#pushProducts(s, isFull);
    const sy = dot(s, y);
    steps.push(s), changes.push(y), this.#diagonal.push(sy);
    this.theta = dot(y, y) / sy;
    this.#middle = null;
  }

  /** Brings `L` and `SᵀS` up to date before `s` and its change enter. */
  #pushProducts(s: Float64Array, isFull: boolean): void {
    for (const rows of [this.#lower, this.#squares]) {
      if (!isFull) continue;
      rows.shift();
      for (const row of rows) row.shift();
    }
    const lower: number[] = [], squares: number[] = [], both = new Float64Array(2);
    this.steps.forEach((step, i) => {
      dotBoth(s, this.changes[i], step, both);
      lower.push(both[0]), squares.push(both[1]);
    });
    this.#lower.push(lower);
    this.#squares.push([...squares, dot(s, s)]);
  }

  /** The diagonal of `SᵀY`. */
  diagonal(i: number): number {
    return this.#diagonal[i];
  }

  /** Makes ready for {@linkcode timesMiddle}; `false` if rounding has spoilt the matrix. */
  factorMiddle(): boolean {
    if (this.#middle !== null || this.count === 0) return true;
    const k = this.count, theta = this.theta;
    const p = new Float64Array(k * k), r = new Float64Array(k * k), q = new Float64Array(k * k);
    for (let i = 0; i < k; i++) {
      p[i * k + i] = this.#diagonal[i];
      for (let j = 0; j <= i; j++) {
        if (j < i) r[i * k + j] = this.#lower[i][j];
        q[i * k + j] = q[j * k + i] = theta * this.#squares[i][j];
      }
    }
    this.#middle = SaddleSystem.factor(k, p, r, q);
    return this.#middle !== null;
  }

  /** Replaces `v`, of length `2 count`, by `Mv`. */
  timesMiddle(v: Float64Array): Float64Array {
    return this.#middle?.solve(v) ?? v;
  }

  /** `Wᵀv` into `into`, of length `2 count`. */
  project(v: Float64Array, into: Float64Array): Float64Array {
    const k = this.count;
    const both = new Float64Array(2);
    for (let j = 0; j < k; j++) {
      dotBoth(v, this.changes[j], this.steps[j], both);
      into[j] = both[0];
      into[k + j] = this.theta * both[1];
    }
    return into;
  }

  /** Row `i` of `W` into `into`, of length `2 count`. */
  row(i: number, into: Float64Array): Float64Array {
    const k = this.count;
    for (let j = 0; j < k; j++) {
      into[j] = this.changes[j][i];
      into[k + j] = this.theta * this.steps[j][i];
    }
    return into;
  }

  /** Adds `factor · Wv` to `a`. */
  addTimes(a: Float64Array, factor: number, v: Float64Array): void {
    const k = this.count;
    for (let j = 0; j < k; j++) {
      addBoth(a, factor * v[j], this.changes[j], factor * this.theta * v[k + j], this.steps[j]);
    }
  }

  /** Replaces `v` by `B⁻¹v`, by the two loops of [Nocedal80]. */
  solve(v: Float64Array): Float64Array {
    const { steps, changes, count } = this, weights = new Float64Array(count);
    for (let j = count - 1; j >= 0; j--) {
      weights[j] = dot(steps[j], v) / this.diagonal(j);
      addScaled(v, -weights[j], changes[j]);
    }
    for (let i = 0; i < v.length; i++) v[i] /= this.theta;
    for (let j = 0; j < count; j++) {
      addScaled(v, weights[j] - dot(changes[j], v) / this.diagonal(j), steps[j]);
    }
    return v;
  }
}
