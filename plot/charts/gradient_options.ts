/**
 * What `plotDiagramGradient` is told.
 *
 * @module
 */
import { OKABE_ITO } from "../colors.ts";
import type { QuiverOptions } from "../marks/quiver.ts";
import { DIAGRAM_OPTIONS, type PlotDiagramOptions } from "./diagram_options.ts";

/** Options of {@linkcode plotDiagramGradient}. */
export interface PlotDiagramGradientOptions extends Omit<PlotDiagramOptions, "color"> {
  /** Whether arrows point the way that a step of gradient descent goes, against the gradient; default `false`. */
  descent?: boolean;
  /** Whether the points are drawn too; default `true`. */
  plotPoints?: boolean;
  /** Colour of the points; default blue for one dimension, the cycle for several. */
  diagramColor?: PlotDiagramOptions["color"];
  /** Draw only arrows at points of at least this persistence; default 0. */
  minPersistence?: number;
  /** Draw only so many arrows of each dimension, the longest; default all up to `arrowOverlayThreshold`. */
  topKArrows?: number;
  /** From so many arrows on, the 200 longest are drawn, with a warning; default 1000. */
  arrowOverlayThreshold?: number;
  /** Look of the arrows; default green, `scale: 4` in data units: an arrow is a quarter of the gradient long. */
  quiverStyle?: QuiverOptions;
}

/** The names of the options. */
export const GRADIENT_OPTIONS: readonly string[] = [
  ...DIAGRAM_OPTIONS.filter((name) => name !== "color"),
  "descent",
  "plotPoints",
  "diagramColor",
  "quiverStyle",
  "minPersistence",
  "topKArrows",
  "arrowOverlayThreshold",
];
/** The look of the arrows. */
export const QUIVER_STYLE: QuiverOptions = {
  color: OKABE_ITO.green,
  alpha: 0.95,
  width: 0.0045,
  headwidth: 3.5,
  headlength: 5,
  angles: "xy",
  scaleUnits: "xy",
  scale: 4,
};
