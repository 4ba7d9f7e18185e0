/**
 * The masses of clouds.
 *
 * @module
 */
import type { Clouds, Side } from "./_clouds.ts";
import { massFactor } from "./_weights.ts";

/** The factors for the weights of each second cloud; `undefined` if none needs one. */
export function massFactors(action: string, clouds: Clouds, balanced: boolean): Float64Array | undefined {
  const first = masses(clouds.x), second = masses(clouds.y), advice = "; set reach to compare different masses";
  const factors = Float64Array.from(first, (mass, k) => {
    const where = clouds.shape.length === 0 ? "" : ` of pair ${k}`;
    return massFactor(action, [mass, second[k]], balanced, { where, advice });
  });
  return factors.some((factor) => factor !== 1) ? factors : undefined;
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
