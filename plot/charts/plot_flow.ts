/**
 * Points on their way: where they were, where they are, and where they go.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkOptions, found } from "../checks.ts";
import { OKABE_ITO } from "../colors.ts";
import { quiver, type QuiverOptions } from "../marks/quiver.ts";
import type { ScatterOptions } from "../marks/scatter.ts";
import { isShaped, type MatrixValues } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart, type Cloud, readCloud } from "./chart_axes.ts";

/** Options of {@linkcode plotFlow}. */
export interface PlotFlowOptions extends ChartOptions {
  /** Arrows at the last points, `[n, 2]`, such as the way down of a loss; default none. */
  velocity?: MatrixValues;
  /** Points that the flow goes to, `[m, 2]`; default none. */
  target?: MatrixValues;
  /** Whether the ways of the points are drawn; default `true`. */
  trails?: boolean;
  /** Look of the points; default blue. */
  pointStyle?: ScatterOptions;
  /** Look of the target; default grey. */
  targetStyle?: ScatterOptions;
  /** Look of the arrows; default green, in data units. */
  quiverStyle?: QuiverOptions;
}

const ACTION = "plot the flow";
const OPTIONS = ["velocity", "target", "trails", "pointStyle", "targetStyle", "quiverStyle"];

/**
 * Draws a flow of points: the cloud where it is last, its way from where it began, arrows that say where it goes.
 *
 * `states` is one cloud `[n, 2]`, or a list of such clouds in the order of time, row `i` always the same point. Points or
 * arrows that are not finite are left out.
 *
 * @throws {TypeError} If a shape is another, or clouds are not equally large.
 *
 * @example Three points that turn
 * ```ts
 * import { plotFlow } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const at = (t: number) => [0, 2, 4].map((a) => [Math.cos(a + t), Math.sin(a + t)]);
 * const ax = plotFlow([0, 0.2, 0.4].map(at), { velocity: at(0.4 + Math.PI / 2) });
 * assert(ax.figure.toSVG().includes("3 points"));
 * ```
 */
export function plotFlow(states: MatrixValues | readonly MatrixValues[], options: PlotFlowOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, ...OPTIONS]);
  checkChart(ACTION, options);
  const trails = checkFlag(ACTION, "trails", options.trails ?? true), clouds = readStates(states);
  const last = clouds[clouds.length - 1], { velocity, target, pointStyle, targetStyle, quiverStyle } = options;
  const goal = target === undefined ? null : readCloud(ACTION, "the target", target, [2]);
  const speed = velocity === undefined ? null : readCloud(ACTION, "velocity", velocity, [2]);
  if (speed !== null && speed.size !== last.size) {
    throw new TypeError(
      `Cannot ${ACTION}: velocity must have shape [${last.size}, 2], but its shape is [${speed.size}, 2]`,
    );
  }
  const arrows = {
    color: OKABE_ITO.green,
    angles: "xy",
    scaleUnits: "xy",
    scale: 1,
    width: 0.004,
    zorder: 2,
    ...quiverStyle,
  } as const;
  const field = speed === null
    ? null
    : quiver(last.columns[0], last.columns[1], speed.columns[0], speed.columns[1], arrows);

  const ax = chartAxes(options, { figsize: [5, 5] }).setAspect("equal");
  if (goal !== null) ax.scatter(goal.columns[0], goal.columns[1], { s: 12, color: "0.7", zorder: 0.9, ...targetStyle });
  if (trails && clouds.length > 1) drawTrails(ax, clouds);
  ax.scatter(last.columns[0], last.columns[1], { s: 14, color: OKABE_ITO.blue, zorder: 2, ...pointStyle });
  return field === null ? ax : ax.add(field);
}

/** A list of clouds, or one cloud alone. */
function readStates(states: MatrixValues | readonly MatrixValues[]): Cloud[] {
  if (!isShaped(states) && (typeof states !== "object" || states === null || typeof states.length !== "number")) {
    throw new TypeError(`Cannot ${ACTION}: the states must be a cloud or a list of clouds, but are ${found(states)}`);
  }
  const first = isShaped(states) ? undefined : (states as ArrayLike<unknown>)[0];
  const isList = first !== undefined && (isShaped(first) || typeof (first as ArrayLike<unknown>)[0] !== "number");
  const list = isList ? Array.from(states as readonly MatrixValues[]) : [states as MatrixValues];
  const clouds = list.map((state, t) => readCloud(ACTION, isList ? `state ${t}` : "the state", state, [2]));
  const other = clouds.findIndex(({ size }) => size !== clouds[0].size);
  if (other < 0) return clouds;
  throw new TypeError(
    `Cannot ${ACTION}: all states must be equally large, but state ${other} has ${clouds[other].size} points after ${
      clouds[0].size
    }`,
  );
}

/** The way of each point as a line, all in one mark. */
function drawTrails(ax: Axes, clouds: readonly Cloud[]): void {
  const { size } = clouds[0], rows: number[][] = [];
  for (let t = 1; t < clouds.length; t++) for (let i = 0; i < size; i++) rows.push([(t - 1) * size + i, t * size + i]);
  const [x, y] = [0, 1].map((c) =>
    Float64Array.from({ length: clouds.length * size }, (_, k) => clouds[Math.floor(k / size)].columns[c][k % size])
  );
  ax.edges(x, y, rows, { color: "0.6", linewidth: 0.6, alpha: 0.8, zorder: 1 });
}
