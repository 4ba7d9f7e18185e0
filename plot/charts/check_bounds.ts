/**
 * The check of limits that are set by hand.
 *
 * @module
 */
import { checkOptions, found } from "../checks.ts";
import type { AxisBounds } from "./diagram_frame.ts";

/** Passes when the bounds are known, finite and not empty. */
export function checkBounds(action: string, bounds: AxisBounds | undefined): void {
  if (bounds === undefined) return;
  checkOptions(action, bounds, ["xmin", "xmax", "ymin", "ymax"]);
  for (const [low, high] of [["xmin", "xmax"], ["ymin", "ymax"]] as const) {
    for (const side of [low, high]) {
      const value = bounds[side];
      if (value !== undefined && !Number.isFinite(value)) {
        throw new RangeError(`Cannot ${action}: ${side} must be a finite number, but is ${found(value)}`);
      }
    }
    if (bounds[low] !== undefined && bounds[high] !== undefined && bounds[low] >= bounds[high]) {
      throw new RangeError(
        `Cannot ${action}: ${low} must be below ${high}, but they are ${bounds[low]} and ${bounds[high]}`,
      );
    }
  }
}
