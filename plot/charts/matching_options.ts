/**
 * What can be said about the drawing of a matching.
 *
 * @module
 */
import type { EdgeOptions } from "../marks/edges.ts";
import { CHART_OPTIONS, type ChartOptions } from "./chart_axes.ts";
import type { AxisBounds } from "./diagram_frame.ts";
import type { PlotDiagramOptions } from "./diagram_options.ts";

/** Options of {@linkcode plotMatching}. */
export interface PlotMatchingOptions extends ChartOptions {
  /** Whether edges between points are drawn; default `true`. */
  plotFiniteToFinite?: boolean;
  /** Whether edges from the first diagram to the diagonal are drawn; default only where no longest edges are known. */
  plotAToDiagonal?: boolean;
  /** The same for the second diagram. */
  plotBToDiagonal?: boolean;
  /** Whether edges between points at infinity are drawn; default `false`. */
  plotEssential?: boolean;
  /** Whether the longest edges of a bottleneck matching stand out in red; default `true`. */
  highlightLongest?: boolean;
  /** Whether the points are drawn; default `true`. */
  plotPoints?: boolean;
  /** Whether the ends on the diagonal are marked; default `false`. */
  plotDiagonalProjections?: boolean;
  /** Draw only edges with an end of at least this persistence; default 0. */
  minPersistence?: number;
  /** Whether one end must be as persistent, or both; default `"either"`. */
  pairFilter?: "either" | "both";
  /** Draw only so many edges, those with the most persistent ends; default all up to `pairOverlayThreshold`. */
  topKPairs?: number;
  /** From so many edges on, 200 are drawn, with a warning; default 1000. */
  pairOverlayThreshold?: number;
  /** Colour of the first diagram; default blue. */
  colorA?: string;
  /** Colour of the second; default vermillion. */
  colorB?: string;
  /** Colour of the edges; default grey. */
  matchColor?: string;
  /** Look of the edges. */
  edgeStyle?: Omit<EdgeOptions, "color" | "label">;
  /** Look of the points. */
  pointStyle?: PlotDiagramOptions["pointStyle"];
  /** Name of the first diagram; default `"Diagram A"`. */
  labelA?: string;
  /** Name of the second; default `"Diagram B"`. */
  labelB?: string;
  /** Limits of the axes. */
  axisBounds?: AxisBounds;
  /** How far the lines at infinity stand beyond the deaths, as a share of their range; default 0.05. */
  infLineMargin?: number;
}

/** The names of the options that are true or false. */
export const MATCHING_FLAGS = [
  "plotFiniteToFinite",
  "plotAToDiagonal",
  "plotBToDiagonal",
  "plotEssential",
  "highlightLongest",
  "plotPoints",
  "plotDiagonalProjections",
] as const;
/** The names of all options. */
export const MATCHING_OPTIONS = [
  ...CHART_OPTIONS,
  ...MATCHING_FLAGS,
  "minPersistence",
  "pairFilter",
  "topKPairs",
  "pairOverlayThreshold",
  "colorA",
  "colorB",
  "matchColor",
  "edgeStyle",
  "pointStyle",
  "labelA",
  "labelB",
  "axisBounds",
  "infLineMargin",
];
