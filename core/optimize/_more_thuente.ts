/**
 * The line search of Moré and Thuente.
 *
 * @module
 */

/** A function on the line: where, its value, and its slope there. */
export interface LinePoint {
  /** The step from the start. */
  readonly step: number;
  /** The value. */
  readonly value: number;
  /** The derivative along the line. */
  readonly slope: number;
}

/** What a step has to fulfil, and how long it is looked for. */
export interface LineRules {
  /** Sufficient decrease: `value ≤ start + decrease · step · slope` of the start. */
  readonly decrease: number;
  /** Curvature: `|slope| ≤ curvature · |slope|` of the start. */
  readonly curvature: number;
  /** The search also ends where the interval is shorter than this share of its end. */
  readonly interval: number;
  /** No step is longer. */
  readonly longest: number;
  /** How many points may be tried. */
  readonly trials: number;
}

/** Where an interval of uncertainty begins and ends; `best` has the least value so far. */
interface Interval {
  best: LinePoint;
  other: LinePoint;
  isBracket: boolean;
}

/** Without a bracket, the next step goes at least and at most so many times as far beyond the last as this is from the best. */
const EXTENSION_LEAST = 1.1, EXTENSION_MOST = 4;

/**
 * A step with sufficient decrease and small slope, [More94], or `null` when the trials are used up.
 *
 * In the first stage the search is for the value less the decrease that is wanted, so that the interval closes around steps
 * with enough of it; once such a step is found that does not go down steeply any more, it is for the value itself. Where
 * rounding or the longest step lets nothing better be found, the last trial is the answer.
 *
 * `at` gives the point at a step, or `null` to end the search.
 */
export function moreThuente(
  at: (step: number) => LinePoint | null,
  start: LinePoint,
  firstStep: number,
  rules: LineRules,
): LinePoint | null {
  const { longest, interval: narrow } = rules, wanted = rules.decrease * start.slope;
  const interval: Interval = { best: start, other: start, isBracket: false };
  let isFirstStage = true, width = longest, widthBefore = 2 * longest;
  let step = firstStep, low = 0, high = firstStep * (1 + EXTENSION_MOST);
  for (let trial = 0; trial < rules.trials; trial++) {
    const point = at(step);
    if (point === null) return null;
    const isLow = point.value <= start.value + step * wanted;
    if (isFirstStage && isLow && point.slope >= Math.min(rules.decrease, rules.curvature) * start.slope) {
      isFirstStage = false;
    }
    const { isBracket } = interval;
    const isExhausted = isBracket && (step <= low || step >= high || high - low <= narrow * high);
    const isAtEnd = step === longest && isLow && point.slope <= wanted;
    if (isExhausted || isAtEnd || (isLow && Math.abs(point.slope) <= -rules.curvature * start.slope)) return point;
    // A value between the best and the decrease that is wanted is judged by the modified function.
    const tilt = isFirstStage && !isLow && point.value <= interval.best.value ? wanted : 0;
    step = nextStep(interval, point, tilt, low, high);
    if (interval.isBracket) {
      const { best, other } = interval, now = Math.abs(other.step - best.step);
      if (now >= 0.66 * widthBefore) step = best.step + 0.5 * (other.step - best.step);
      [widthBefore, width] = [width, now];
      low = Math.min(best.step, other.step);
      high = Math.max(best.step, other.step);
    } else {
      low = step + EXTENSION_LEAST * (step - interval.best.step);
      high = step + EXTENSION_MOST * (step - interval.best.step);
    }
    step = Math.min(Math.max(step, 0), longest);
    if (interval.isBracket && (step <= low || step >= high || high - low <= narrow * high)) step = interval.best.step;
  }
  return null;
}

/** The point of the function less `tilt · step`. */
function tilted({ step, value, slope }: LinePoint, tilt: number): LinePoint {
  return tilt === 0 ? { step, value, slope } : { step, value: value - step * tilt, slope: slope - tilt };
}

/** Narrows the interval by a trial and gives the next step: section 4 of [More94], its four cases. */
function nextStep(interval: Interval, point: LinePoint, tilt: number, low: number, high: number): number {
  const best = tilted(interval.best, tilt), trial = tilted(point, tilt);
  const isWorse = trial.value > best.value, isOpposite = trial.slope * Math.sign(best.slope) < 0;
  let next: number;
  if (isWorse) { // a minimum lies between: the cubic, or half way to the parabola if that is nearer to the best
    const cubic = cubicMinimum(best, trial), parabola = parabolaMinimum(best, trial);
    const isNearer = Math.abs(cubic - best.step) < Math.abs(parabola - best.step);
    next = isNearer ? cubic : cubic + (parabola - cubic) / 2;
  } else if (isOpposite) { // a minimum lies between: the farther of cubic and secant
    const cubic = cubicMinimum(trial, best), secant = secantMinimum(trial, best);
    next = Math.abs(cubic - trial.step) > Math.abs(secant - trial.step) ? cubic : secant;
  } else if (Math.abs(trial.slope) < Math.abs(best.slope)) { // the slope fades
    next = fadingStep(interval, best, trial, low, high);
  } else if (interval.isBracket) {
    next = cubicMinimum(trial, tilted(interval.other, tilt));
  } else {
    next = trial.step > best.step ? high : low;
  }
  if (isWorse) interval.other = point;
  else {
    if (isOpposite) interval.other = interval.best;
    interval.best = point;
  }
  interval.isBracket ||= isWorse || isOpposite;
  return next;
}

/** The next step where the slope is smaller than before and of the same sign: the third case. */
function fadingStep(interval: Interval, best: LinePoint, trial: LinePoint, low: number, high: number): number {
  const { theta, gamma } = cubic(trial, best);
  const share = (gamma - trial.slope + theta) / (gamma + (best.slope - trial.slope) + gamma);
  const isForward = trial.step > best.step;
  // The cubic counts only if it has a minimum beyond the trial.
  const beyond = share < 0 && gamma !== 0 ? trial.step + share * (best.step - trial.step) : isForward ? high : low;
  const secant = secantMinimum(trial, best);
  const isCubicNearer = Math.abs(beyond - trial.step) < Math.abs(secant - trial.step);
  if (!interval.isBracket) {
    const farther = Math.abs(beyond - trial.step) > Math.abs(secant - trial.step) ? beyond : secant;
    return Math.max(low, Math.min(high, farther));
  }
  const nearer = isCubicNearer ? beyond : secant;
  const most = trial.step + 0.66 * (interval.other.step - trial.step);
  return isForward ? Math.min(most, nearer) : Math.max(most, nearer);
}

/** The cubic through two points with their slopes: its `θ` and `γ`, the root with the sign that leads to the minimum. */
function cubic(a: LinePoint, b: LinePoint): { theta: number; gamma: number } {
  const theta = 3 * (a.value - b.value) / (b.step - a.step) + a.slope + b.slope;
  const size = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope)); // against overflow of the squares
  const square = Math.max(0, (theta / size) ** 2 - (a.slope / size) * (b.slope / size));
  return { theta, gamma: Math.sign(b.step - a.step) * size * Math.sqrt(square) };
}

/** Where that cubic has its minimum. */
function cubicMinimum(a: LinePoint, b: LinePoint): number {
  const { theta, gamma } = cubic(a, b);
  return a.step + (gamma - a.slope + theta) / (gamma - a.slope + gamma + b.slope) * (b.step - a.step);
}

/** Where the parabola through two points with the slope at the first has its minimum. */
function parabolaMinimum(a: LinePoint, b: LinePoint): number {
  const length = b.step - a.step;
  return a.step + a.slope / ((a.value - b.value) / length + a.slope) / 2 * length;
}

/** Where a slope that changes evenly from `a` to `b` is 0. */
function secantMinimum(a: LinePoint, b: LinePoint): number {
  return a.step + a.slope / (a.slope - b.slope) * (b.step - a.step);
}
