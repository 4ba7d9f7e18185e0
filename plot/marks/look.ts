/**
 * The options that nearly all marks share.
 *
 * @module
 */
import { checkFinite, checkFraction, checkText } from "../checks.ts";

/** Opacity, text in the legend, and drawing order. */
export interface Look {
  /** Opacity. */
  readonly alpha: number;
  /** Text in the legend, or `null`. */
  readonly label: string | null;
  /** Drawing order. */
  readonly zorder: number;
}

/** Reads what marks share; `zorder` is where this kind of mark stands otherwise. */
export function readLook(
  action: string,
  options: { alpha?: number; label?: string; zorder?: number },
  zorder: number,
): Look {
  return {
    alpha: checkFraction(action, "alpha", options.alpha ?? 1),
    label: options.label === undefined ? null : checkText(action, "label", options.label),
    zorder: checkFinite(action, "zorder", options.zorder ?? zorder),
  };
}
