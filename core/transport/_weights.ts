/**
 * Weights, and what transport demands of them.
 *
 * @module
 */
import type { Tensor } from "../tensor/tensor.ts";

/** How far masses that must be equal may be apart, relative to them: the sums of many float32 weights are. */
const ROUNDING = 1e-6;

/** Checks the weights called `name`. */
export function checkWeights(action: string, name: string, { data }: Tensor): void {
  const bad = data.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad < 0) return;
  throw new RangeError(
    `Cannot ${action}: ${name} must hold finite weights that are not negative, but weight ${bad} is ${data[bad]}`,
  );
}

/**
 * The factor for weights of the sum `other` that makes it `mass` to the last digit, 1 if it need not be; `action` opens errors,
 * `where` says whose weights these are, and `advice` what to do about sums that differ.
 */
export function massFactor(
  action: string,
  [mass, other]: readonly [number, number],
  balanced: boolean,
  { where = "", advice }: { where?: string; advice: string },
): number {
  if (!(mass > 0 && other > 0 && mass < Infinity && other < Infinity)) {
    throw new RangeError(
      `Cannot ${action}: weights with positive finite sums were expected, but those${where} are ${mass} and ${other}`,
    );
  }
  if (!balanced) return 1;
  if (Math.abs(mass - other) > ROUNDING * Math.max(mass, other)) {
    throw new RangeError(
      `Cannot ${action}: weights of the same sum were expected, but those${where} sum to ${mass} and ${other}${advice}`,
    );
  }
  return mass / other;
}
