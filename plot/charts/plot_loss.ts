/**
 * How a loss falls.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkOptions, found } from "../checks.ts";
import type { LineOptions } from "../marks/line.ts";
import { isShaped, readValues, type Values } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";

/** Options of {@linkcode plotLoss}. */
export interface PlotLossOptions extends ChartOptions {
  /** Whether the vertical axis is logarithmic; default `false`. */
  logY?: boolean;
  /** Text along the vertical axis; default `"loss"`. */
  ylabel?: string;
  /** Look of the lines. */
  lineStyle?: Omit<LineOptions, "label">;
}

const ACTION = "plot the loss";

/**
 * Draws the values of a loss over the steps of a descent, from step 0: one line, or one for each name.
 *
 * `losses` is a list `[steps]`, or an object of such lists by the texts of the legend. Values that are not finite leave gaps.
 *
 * @throws {TypeError} If there is anything but lists of numbers.
 *
 * @example Two descents
 * ```ts
 * import { plotLoss } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const ax = plotLoss({ plain: [4, 2, 1], smooth: [4, 1, 0.2] }, { logY: true });
 * assert(ax.figure.toSVG().includes("smooth"));
 * ```
 */
export function plotLoss(losses: Values | Readonly<Record<string, Values>>, options: PlotLossOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, "logY", "ylabel", "lineStyle"]);
  checkChart(ACTION, options);
  const logY = checkFlag(ACTION, "logY", options.logY ?? false);
  if (typeof losses !== "object" || losses === null) {
    throw new TypeError(
      `Cannot ${ACTION}: losses must be a list of numbers or such lists by name, but are ${found(losses)}`,
    );
  }
  const isOne = isShaped(losses) || typeof (losses as ArrayLike<number>).length === "number";
  const named = isOne ? [["", losses as Values] as const] : Object.entries(losses as Record<string, Values>);
  const lines = named.map(([name, values]) => [name, readValues(ACTION, name || "the loss", values)] as const);

  const ax = chartAxes(options);
  if (logY) ax.setYscale("log");
  for (const [name, values] of lines) {
    const label = name === "" ? undefined : name;
    ax.plot(values.map((_, step) => step), values, { ...options.lineStyle, ...(label === undefined ? {} : { label }) });
  }
  ax.setXlabel("step").setYlabel(options.ylabel ?? "loss");
  return isOne ? ax : ax.legend();
}
