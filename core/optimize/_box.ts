/**
 * Boxes: a lower and an upper bound for each variable.
 *
 * @module
 */

/** The points with `lower[i] ≤ x[i] ≤ upper[i]`; infinite where there is no bound. */
export class Box {
  /** The lower bounds. */
  readonly lower: Float64Array;
  /** The upper bounds. */
  readonly upper: Float64Array;
  /** Whether there is a bound at all. */
  readonly isBounded: boolean;
  /** Whether every variable has both bounds. */
  readonly isCompact: boolean;

  /** The box between two corners. */
  constructor(lower: Float64Array, upper: Float64Array) {
    this.lower = lower;
    this.upper = upper;
    this.isBounded = lower.some((low) => low > -Infinity) || upper.some((high) => high < Infinity);
    this.isCompact = lower.every((low) => low > -Infinity) && upper.every((high) => high < Infinity);
  }

  /** Moves `x` to the nearest point of the box; whether it had to move. */
  clip(x: Float64Array): boolean {
    let moved = false;
    for (let i = 0; i < x.length; i++) {
      const inside = Math.min(Math.max(x[i], this.lower[i]), this.upper[i]);
      moved ||= inside !== x[i];
      x[i] = inside;
    }
    return moved;
  }

  /** `max |P(x − g) − x|`, the norm of the projected gradient. */
  gradientNorm(x: Float64Array, gradient: Float64Array): number {
    let norm = 0;
    for (let i = 0; i < x.length; i++) {
      const g = gradient[i];
      const moved = g < 0 ? Math.max(x[i] - this.upper[i], g) : Math.min(x[i] - this.lower[i], g);
      norm = Math.max(norm, Math.abs(moved));
    }
    return norm;
  }

  /** The largest step up to `limit` from `x` along `direction` that stays in the box. */
  longestStep(x: Float64Array, direction: Float64Array, limit: number): number {
    let step = limit;
    if (!this.isBounded) return step;
    for (let i = 0; i < x.length; i++) {
      const d = direction[i];
      if (d === 0) continue;
      const room = d < 0 ? this.lower[i] - x[i] : this.upper[i] - x[i];
      if (Math.abs(d) * step > Math.abs(room)) step = room / d;
    }
    return step;
  }
}
