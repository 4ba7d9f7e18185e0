/**
 * The generalised Cauchy point: where a quadratic model first has a minimum along the projected steepest descent.
 *
 * @module
 */
import type { Box } from "./_box.ts";
import type { LimitedMemory } from "./_limited_memory.ts";
import { addScaled, dot } from "./_vectors.ts";

/** What {@linkcode cauchyPoint} gives. */
export interface CauchyPoint {
  /** The point. */
  readonly point: Float64Array;
  /** Whether each variable is inside its bounds there, so that it may still move. */
  readonly isFree: Uint8Array;
  /** `Wᵀ(point − x)`. */
  readonly projected: Float64Array;
}

/**
 * The first local minimum of `gᵀ(z − x) + ½(z − x)ᵀB(z − x)` along the path `z(t) = P(x − tg)`, [Byrd95] algorithm CP.
 *
 * The path is bent where a variable reaches its bound. These breaks are taken in order from a heap, as most lie behind the
 * minimum; at each the slope and the curvature of the model are brought up to date in `O(k²)`.
 */
export function cauchyPoint(x: Float64Array, gradient: Float64Array, box: Box, memory: LimitedMemory): CauchyPoint {
  const { theta } = memory, size = 2 * memory.count;
  const { direction, breaks, isFree, endless } = bentPath(x, gradient, box);
  const point = x.slice(), projected = new Float64Array(size);
  const p = memory.project(direction, new Float64Array(size)), w = new Float64Array(size), mw = new Float64Array(size);
  const length = dot(direction, direction);
  let slope = -length;
  mw.set(p);
  let curvature = theta * length - dot(p, memory.timesMiddle(mw));
  const least = Number.EPSILON * theta * length;
  let moving = endless + breaks.size, time = 0;
  while (moving > 0) {
    const toMinimum = Math.max(-slope / Math.max(curvature, least), 0);
    const toBreak = breaks.size > 0 ? breaks.time - time : Infinity;
    if (toMinimum < toBreak) {
      time += toMinimum;
      addScaled(projected, toMinimum, p);
      break;
    }
    const i = breaks.take(), g = gradient[i];
    time += toBreak;
    addScaled(projected, toBreak, p);
    point[i] = g > 0 ? box.lower[i] : box.upper[i];
    direction[i] = 0;
    isFree[i] = 0;
    moving--;
    memory.row(i, w);
    mw.set(w);
    memory.timesMiddle(mw);
    slope += toBreak * curvature + g * (g + theta * (point[i] - x[i]) - dot(mw, projected));
    curvature -= g * (theta * g + 2 * dot(mw, p) + g * dot(mw, w));
    addScaled(p, g, w);
  }
  for (let i = 0; i < x.length; i++) if (direction[i] !== 0) point[i] = x[i] + time * direction[i];
  return { point, isFree, projected };
}

/** The path's first direction, its breaks, who is free at its start, and how many variables meet no bound on it. */
function bentPath(x: Float64Array, gradient: Float64Array, { lower, upper }: Box): {
  direction: Float64Array;
  breaks: Breaks;
  isFree: Uint8Array;
  endless: number;
} {
  const n = x.length, direction = new Float64Array(n), isFree = new Uint8Array(n).fill(1);
  const times = new Float64Array(n), bent: number[] = [];
  let endless = 0;
  for (let i = 0; i < n; i++) {
    const g = gradient[i], room = g < 0 ? upper[i] - x[i] : x[i] - lower[i];
    if (room <= 0 || lower[i] === upper[i] || (g === 0 && x[i] >= upper[i])) {
      isFree[i] = 0;
    } else if (g !== 0) {
      direction[i] = -g;
      times[i] = room / Math.abs(g);
      if (times[i] < Infinity) bent.push(i);
      else endless++;
    }
  }
  return { direction, breaks: new Breaks(bent, times), isFree, endless };
}

/** Variables by the time at which they reach their bound: a binary heap. */
class Breaks {
  readonly #heap: number[];
  readonly #times: Float64Array;

  constructor(variables: number[], times: Float64Array) {
    this.#heap = variables;
    this.#times = times;
    for (let i = (variables.length >> 1) - 1; i >= 0; i--) this.#sink(i);
  }

  get size(): number {
    return this.#heap.length;
  }

  /** When the next variable reaches its bound. */
  get time(): number {
    return this.#times[this.#heap[0]];
  }

  /** Takes that variable out. */
  take(): number {
    const heap = this.#heap, first = heap[0], last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #sink(start: number): void {
    const heap = this.#heap, times = this.#times;
    for (let i = start;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) return;
      if (child + 1 < heap.length && times[heap[child + 1]] < times[heap[child]]) child++;
      if (times[heap[i]] <= times[heap[child]]) return;
      [heap[i], heap[child]] = [heap[child], heap[i]];
      i = child;
    }
  }
}
