/**
 * The minimum of a quadratic model over the variables that are free, kept inside the bounds.
 *
 * @module
 */
import type { Box } from "./_box.ts";
import type { CauchyPoint } from "./_cauchy_point.ts";
import type { LimitedMemory } from "./_limited_memory.ts";
import { SaddleSystem } from "./_saddle_system.ts";
import { addScaled, difference, dot } from "./_vectors.ts";

/**
 * Moves the Cauchy point to where the model is least over its free variables, as far as the bounds allow.
 *
 * The reduced matrix is inverted by the formula of Sherman, Morrison and Woodbury, [Byrd95] section 5.1:
 * `B̂⁻¹ = I/θ + ZᵀW K⁻¹ WᵀZ/θ²` with `K = M⁻¹ − WᵀZZᵀW/θ`. What lies outside the bounds is projected onto them, [Morales11];
 * where that is no descent, the step ends at the first bound instead. Gives `false` if rounding has spoilt `K`.
 */
export function moveToSubspaceMinimum(
  cauchy: CauchyPoint,
  x: Float64Array,
  gradient: Float64Array,
  box: Box,
  memory: LimitedMemory,
): boolean {
  const { point, isFree, projected } = cauchy, { theta } = memory;
  if (!isFree.includes(1)) return true;
  const system = reducedSystem(isFree, memory);
  if (system === null) return false;
  // The negative gradient of the model at the Cauchy point, 0 where nothing may move.
  const step = new Float64Array(x.length);
  memory.addTimes(step, 1, memory.timesMiddle(projected.slice()));
  for (let i = 0; i < x.length; i++) {
    step[i] = isFree[i] ? step[i] - gradient[i] - theta * (point[i] - x[i]) : 0;
  }
  const v = system.solve(memory.project(step, new Float64Array(2 * memory.count)));
  for (let i = 0; i < x.length; i++) step[i] /= theta;
  memory.addTimes(step, 1 / theta ** 2, v);
  for (let i = 0; i < x.length; i++) if (!isFree[i]) step[i] = 0;
  moveWithin(point, step, x, gradient, box);
  return true;
}

/** `K`, with the sums over free and over other variables taken apart, so that nothing cancels. */
function reducedSystem(isFree: Uint8Array, memory: LimitedMemory): SaddleSystem | null {
  const { count: k, theta } = memory;
  const p = new Float64Array(k * k), r = new Float64Array(k * k), q = new Float64Array(k * k);
  memory.products.update(isFree, memory);
  memory.products.rows.forEach(({ changes, mixed, heldSteps, heldMixed }, a) => {
    for (let b = 0; b <= a; b++) {
      p[a * k + b] = p[b * k + a] = changes[b] / theta;
      q[a * k + b] = q[b * k + a] = theta * heldSteps[b];
      // Below the diagonal L − SᵀZZᵀY is SᵀAAᵀY, over the variables that are held.
      r[b * k + a] = -mixed[b];
      if (b < a) r[a * k + b] = heldMixed[b];
    }
    p[a * k + a] += memory.diagonal(a);
  });
  return SaddleSystem.factor(k, p, r, q);
}

/** Adds `step` to `point` inside the box. */
function moveWithin(
  point: Float64Array,
  step: Float64Array,
  x: Float64Array,
  gradient: Float64Array,
  box: Box,
): void {
  const target = point.slice();
  addScaled(target, 1, step);
  if (box.clip(target)) {
    if (dot(difference(target, x), gradient) > 0) {
      const length = box.longestStep(point, step, 1);
      target.set(point);
      addScaled(target, length, step);
      box.clip(target);
    }
  }
  point.set(target);
}
