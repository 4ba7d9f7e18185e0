/**
 * Bounds as they are given.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import type { TensorLike } from "../tensor/tensor.ts";
import { Box } from "./_box.ts";

/** A lower and an upper bound for each variable; `null`, or an infinite number, for none. */
export type Bounds =
  | readonly (readonly [lower: number | null, upper: number | null])[]
  | {
    /** The lower bounds: one number for all variables, or one for each. */
    readonly lb?: TensorLike;
    /** The upper bounds. */
    readonly ub?: TensorLike;
  };

/** The box of `bounds` around variables of `shape`; `action` opens the errors. */
export function boxOf(action: string, bounds: Bounds | undefined, shape: readonly number[], size: number): Box {
  const lower = new Float64Array(size).fill(-Infinity), upper = new Float64Array(size).fill(Infinity);
  if (bounds === undefined) return new Box(lower, upper);
  if (isPairs(bounds)) readPairs(action, bounds, lower, upper);
  else if (
    typeof bounds === "object" && bounds !== null && Object.keys(bounds).every((k) => k === "lb" || k === "ub")
  ) {
    readSide(action, "lb", bounds.lb, shape, lower);
    readSide(action, "ub", bounds.ub, shape, upper);
  } else {
    throw new TypeError(
      `Cannot ${action}: bounds must be a list of pairs [low, high] or { lb, ub }, but is ${describe(bounds)}`,
    );
  }
  const nan = lower.findIndex((low, i) => Number.isNaN(low) || Number.isNaN(upper[i]));
  if (nan >= 0) throw new RangeError(`Cannot ${action}: bounds must be numbers, but variable ${nan} has NaN as one`);
  const empty = lower.findIndex((low, i) => low > upper[i] || low === Infinity || upper[i] === -Infinity);
  if (empty >= 0) {
    throw new RangeError(
      `Cannot ${action}: a lower bound not above the upper one was expected, but variable ${empty} has ${
        lower[empty]
      } and ${upper[empty]}`,
    );
  }
  return new Box(lower, upper);
}

function isPairs(bounds: Bounds): bounds is readonly (readonly [number | null, number | null])[] {
  return Array.isArray(bounds);
}

function readPairs(
  action: string,
  pairs: readonly (readonly [number | null, number | null])[],
  lower: Float64Array,
  upper: Float64Array,
): void {
  if (pairs.length !== lower.length) {
    throw new TypeError(
      `Cannot ${action}: a pair of bounds for each of ${lower.length} variables was expected, but there are ${pairs.length}`,
    );
  }
  pairs.forEach((pair, i) => {
    const isPair = Array.isArray(pair) && pair.length === 2;
    if (!isPair || pair.some((bound) => bound !== null && typeof bound !== "number")) {
      const found = isPair
        ? `[${pair.map((bound) => typeof bound === "number" ? bound : describe(bound))}]`
        : describe(pair);
      throw new TypeError(
        `Cannot ${action}: bounds must be pairs [low, high] of numbers or null, but pair ${i} is ${found}`,
      );
    }
    lower[i] = pair[0] ?? -Infinity;
    upper[i] = pair[1] ?? Infinity;
  });
}

function readSide(
  action: string,
  name: string,
  side: TensorLike | undefined,
  shape: readonly number[],
  into: Float64Array,
): void {
  if (side === undefined) return;
  const given = asTensor(action, side);
  if (given.size === 1) into.fill(given.item());
  else if (sameShape(given.shape, shape) || (given.ndim === 1 && given.size === into.length)) into.set(given.data);
  else {
    throw new TypeError(
      `Cannot ${action}: ${name} must be a number or have the shape of x0, ${formatShape(shape)}, but its shape is ${
        formatShape(given.shape)
      }`,
    );
  }
}
