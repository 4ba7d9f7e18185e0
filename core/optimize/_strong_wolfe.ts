/**
 * A line search for the strong Wolfe conditions: first a bracket, then a zoom into it.
 *
 * @module
 */

/** A trial on the line. */
export interface Trial {
  /** The step. */
  readonly step: number;
  /** The loss there. */
  readonly loss: number;
  /** The gradient there. */
  readonly gradient: Float64Array;
  /** The slope along the line. */
  readonly slope: number;
}

/** Sufficient decrease and curvature. */
const C1 = 1e-4, C2 = 0.9;

/**
 * A step with `loss ≤ loss₀ + c₁ · step · slope₀` and `|slope| ≤ c₂ |slope₀|`, as torch's LBFGS searches it.
 *
 * `width` is the largest entry of the direction: a bracket is narrow enough when its length times this is below `tolerance`.
 * After `trials` beyond the first the best end of the bracket is the answer.
 */
export function strongWolfe(
  at: (step: number) => Trial,
  start: Trial,
  first: number,
  { width, tolerance, trials }: { width: number; tolerance: number; trials: number },
): { end: Trial; evaluations: number } {
  const wanted = (step: number) => start.loss + C1 * step * start.slope;
  const isFlat = ({ slope }: Trial) => Math.abs(slope) <= -C2 * start.slope;
  let trial = at(first), before = start, count = 0;
  let bracket: [Trial, Trial] = [start, start];
  for (;; count++) {
    // With no trial left the bracket is all that was seen.
    if (count >= trials) {
      bracket = [start, trial];
      break;
    }
    const isAbove = trial.loss > wanted(trial.step) || (count > 1 && trial.loss >= before.loss);
    if (!isAbove && isFlat(trial)) return { end: trial, evaluations: count + 1 };
    if (isAbove || trial.slope >= 0) {
      bracket = [before, trial];
      break;
    }
    const least = trial.step + 0.01 * (trial.step - before.step);
    const next = cubicMinimum(before, trial, least, trial.step * 10);
    [before, trial] = [trial, at(next)];
  }
  let low = bracket[0].loss <= bracket[1].loss ? 0 : 1, isSlow = false;
  while (count < trials) {
    const [a, b] = bracket, least = Math.min(a.step, b.step), most = Math.max(a.step, b.step);
    if ((most - least) * width < tolerance) break;
    let step = cubicMinimum(a, b, least, most);
    // A step near an end tells little; at the second in a row it is moved a tenth of the bracket inside.
    const margin = 0.1 * (most - least), isNearEnd = Math.min(most - step, step - least) < margin;
    if (isNearEnd && (isSlow || step >= most || step <= least)) {
      step = Math.abs(step - most) < Math.abs(step - least) ? most - margin : least + margin;
      isSlow = false;
    } else isSlow = isNearEnd;
    trial = at(step);
    count++;
    const high = 1 - low;
    if (trial.loss > wanted(step) || trial.loss >= bracket[low].loss) {
      bracket[high] = trial;
      low = bracket[0].loss <= bracket[1].loss ? 0 : 1;
      continue;
    }
    const isDone = isFlat(trial);
    if (!isDone && trial.slope * (bracket[high].step - bracket[low].step) >= 0) bracket[high] = bracket[low];
    bracket[low] = trial;
    if (isDone) break;
  }
  return { end: bracket[low], evaluations: count + 1 };
}

/** Where the cubic through two trials has its minimum, kept between `least` and `most`; their middle if it has none. */
function cubicMinimum(a: Trial, b: Trial, least: number, most: number): number {
  const [near, far] = a.step <= b.step ? [a, b] : [b, a];
  const theta = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step);
  const square = theta ** 2 - a.slope * b.slope;
  if (!(square >= 0)) return (least + most) / 2;
  const root = Math.sqrt(square);
  const share = (far.slope + root - theta) / (far.slope - near.slope + 2 * root);
  return Math.min(Math.max(far.step - (far.step - near.step) * share, least), most);
}
