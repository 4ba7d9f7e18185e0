/**
 * What one matching of diagrams leaves for the next.
 *
 * @module
 */
import type { MatchedPoints } from "../kernels.ts";
import { describe } from "../tensor/describe.ts";

/**
 * The prices of the last matching with a target, from which the next one starts.
 *
 * In a descent the diagram moves a little from step to step, and most of the prices that proved one matching cheapest serve
 * for the next. Give the same state to every call with the same second diagram. It changes the time, never the cost, and
 * the matching only where several are cheapest; prices of something else are no worse than none by much.
 *
 * @example
 * ```ts
 * import { wassersteinCost, WassersteinState } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const state = new WassersteinState(), target = [[0, 7], [1, 4]];
 * for (const death of [4, 5, 6]) {
 *   assertEquals(wassersteinCost([[0, death], [1, 4]], target, { wassersteinQ: 2, state }).item(), (7 - death) ** 2);
 * }
 * ```
 */
export class WassersteinState {
  /** The prices of the finite points of the second diagram as of the last call, or `undefined` before the first. */
  get prices(): Float64Array | undefined {
    return PRICES.get(this)?.slice();
  }

  /** Forgets the prices. */
  clear(): void {
    PRICES.delete(this);
  }
}

const PRICES = new WeakMap<WassersteinState, Float64Array>();

/** The prices to begin with if there are `count` points. */
export function startPrices(state: WassersteinState | undefined, count: number): Float64Array | undefined {
  const prices = state && PRICES.get(state);
  return prices?.length === count ? prices : undefined;
}

/** Keeps the prices of a matching. */
export function keepPrices(state: WassersteinState | undefined, { prices }: MatchedPoints): void {
  if (state !== undefined) PRICES.set(state, prices);
}

/** Checks the option `state`; `action` opens the error. */
export function checkState(action: string, state: WassersteinState | undefined): void {
  if (state === undefined || state instanceof WassersteinState) return;
  throw new TypeError(`Cannot ${action}: state must be a WassersteinState, but ${describe(state)} was found`);
}
