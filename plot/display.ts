/**
 * How figures show themselves in a notebook.
 *
 * @module
 */
import type { Interval } from "./scales.ts";
import type { SvgNode } from "./svg.ts";

/** Options of what draws or saves a picture. */
export interface PictureOptions {
  /** Dots per inch of a PNG or GIF; default those of the figure. Print wants 300. */
  dpi?: number;
}

/** One picture in the formats that a notebook can choose from. */
export interface DisplayBundle {
  /** SVG inside HTML, with tooltips. */
  readonly "text/html": string;
  /** SVG. */
  readonly "image/svg+xml": string;
  /** PNG in base64, for readers that show no SVG. */
  readonly "image/png": string;
  /** A line of text, for terminals. */
  readonly "text/plain": string;
}

/** Where axes stand in the finished figure, and what they show. */
export interface AxesPlacement {
  /** Limits of the horizontal axis. */
  readonly xLimits: Interval;
  /** Limits of the vertical axis. */
  readonly yLimits: Interval;
  /** The rectangle between the spines, in shares of the figure, from its lower left corner. */
  readonly position: { left: number; bottom: number; width: number; height: number };
}

/** What axes know of their figure. */
export interface FigureHandle {
  /** The figure as SVG. */
  toSVG(): string;
  /** The figure as a piece of HTML. */
  toHTML(): string;
  /** The figure as a PNG file. */
  toPNG(options?: PictureOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** Writes the figure to a file. */
  save(path: string, options?: PictureOptions): Promise<void>;
  /** The figure as elements. */
  toNode(options?: PictureOptions): SvgNode;
  /** Fits the margins to the text. */
  tightLayout(): this;
  /** Writes a title above all axes. */
  suptitle(title: string): this;
  /** Where `axes` will stand. */
  placementOf(axes: object): AxesPlacement;
  /** The figure in all formats. */
  display(): Promise<DisplayBundle>;
}
