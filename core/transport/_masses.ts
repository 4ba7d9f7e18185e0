/**
 * The masses of clouds, and what transport demands of them.
 *
 * @module
 */
import type { Clouds, Side } from "./_clouds.ts";

/** How far masses that must be equal may be apart, relative to them: the sums of many float32 weights are. */
const ROUNDING = 1e-6;

/**
 * What to multiply the weights of each second cloud by, so that masses are equal to the last digit; `undefined` if they are, or
 * need not be. `action` opens the error if they are not even nearly.
 */
export function massFactors(action: string, clouds: Clouds, balanced: boolean): Float64Array | undefined {
  const first = masses(clouds.x), second = masses(clouds.y);
  first.forEach((mass, k) => {
    const other = second[k], where = clouds.shape.length === 0 ? "" : ` of pair ${k}`;
    if (!(mass > 0 && other > 0 && mass < Infinity && other < Infinity)) {
      throw new RangeError(
        `Cannot ${action}: weights with positive finite sums were expected, but those${where} are ${mass} and ${other}`,
      );
    }
    if (balanced && Math.abs(mass - other) > ROUNDING * Math.max(mass, other)) {
      throw new RangeError(
        `Cannot ${action}: clouds of the same mass were expected, but the weights${where} sum to ${mass} and ${other}; ` +
          "set reach to compare different masses",
      );
    }
  });
  const differ = balanced && first.some((mass, k) => mass !== second[k]);
  return differ ? Float64Array.from(first, (mass, k) => mass / second[k]) : undefined;
}

/** `values`, of which each row of a cloud has `width`, times a factor for each cloud. */
export function scaled(values: Float64Array, { ends }: Side, factors: Float64Array, width = 1): Float64Array {
  const out = new Float64Array(values.length);
  ends.forEach((end, k) => {
    for (let i = (k === 0 ? 0 : ends[k - 1]) * width; i < end * width; i++) out[i] = factors[k] * values[i];
  });
  return out;
}

/** The sum of the weights of each cloud. */
function masses({ weightData, ends }: Side): number[] {
  return Array.from(ends, (end, k) => {
    let sum = 0;
    for (let i = k === 0 ? 0 : ends[k - 1]; i < end; i++) sum += weightData[i];
    return sum;
  });
}
