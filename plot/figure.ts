/**
 * The figure: axes on a page, written as SVG, HTML or PNG.
 *
 * @module
 */
import { Axes } from "./axes.ts";
import type { AxesState } from "./axes_state.ts";
import { drawAxes } from "./axes_view.ts";
import { toBase64 } from "./base64.ts";
import type { SharedColorbar } from "./beside.ts";
import { checkOptions, checkPositive, checkText } from "./checks.ts";
import { drawColorbar } from "./colorbar.ts";
import { describe, summarize } from "./description.ts";
import type { AxesPlacement, DisplayBundle, FigureHandle, PictureOptions } from "./display.ts";
import { svgDocument } from "./document.ts";
import { endingOf } from "./ending.ts";
import { type FigureColorbarOptions, readSharedColorbar } from "./figure_colorbar.ts";
import { hoverStyle, pageOf } from "./html.ts";
import { withoutIdleClips } from "./idle_clips.ts";
import { type FigureSpec, fractionsOf, layoutFigure, SUPTITLE_SIZE, SUPTITLE_TOP } from "./layout.ts";
import { drawLegend } from "./legend.ts";
import { FIGURE_LOCATIONS, type FigureLegendOptions, type LegendStyle, readLegend } from "./legend_style.ts";
import { renderPNG } from "./png.ts";
import { element, formatNumber, IDENTIFIER, serialize, type SvgNode } from "./svg.ts";
import { FONT_FAMILY, textNode } from "./text.ts";

/** Size and axes of a figure. */
export interface FigureFrame {
  /** Width and height in inches. */
  readonly figsize: readonly [number, number];
  /** Dots per inch. */
  readonly dpi: number;
  /** Rows of axes. */
  readonly rows: number;
  /** Columns of axes. */
  readonly columns: number;
  /** Widths of the columns in relation to each other. */
  readonly widths: readonly number[];
  /** Heights of the rows in relation to each other. */
  readonly heights: readonly number[];
  /** What each axes remember, row by row. */
  readonly states: readonly AxesState[];
}

const POINTS_PER_INCH = 72;

/**
 * A page with axes; made by {@linkcode subplots}, and shown by a notebook where it is the last value of a cell.
 *
 * Lengths in the SVG are points of 1/72 inch; its stated size, and that of the PNG, is `figsize` times `dpi` pixels.
 * The same calls give the same text. Black, white and greys follow the reader's colour scheme in SVG and HTML; a PNG
 * is the light version.
 *
 * @example SVG text
 * ```ts
 * import { subplots } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const [fig, ax] = subplots(1, 1, { figsize: [4, 3] });
 * ax.plot([0, 1, 2], [0, 1, 4]).setTitle("Squares");
 * assert(fig.toSVG().startsWith("<svg"));
 * ```
 */
export class Figure implements FigureHandle {
  /** The axes, row by row. */
  readonly axes: readonly Axes[];
  readonly #frame: FigureFrame;
  readonly #colorbars: SharedColorbar[] = [];
  #legend: LegendStyle | null = null;
  #suptitle = "";
  #tight = false;

  /** A figure with the given axes; {@linkcode subplots} makes it. */
  constructor(frame: FigureFrame) {
    this.#frame = frame;
    this.axes = frame.states.map((state) => new Axes(this, state));
  }

  /** Writes a title above all axes. */
  suptitle(title: string): this {
    this.#suptitle = checkText("set the figure's title", "the title", title);
    return this;
  }

  /**
   * Shows the labelled marks of all axes, also those added later, in one legend; marks with the same label share one entry.
   * By default it stands beside the axes, which make room.
   */
  legend(options: FigureLegendOptions = {}): this {
    this.#legend = readLegend("draw the legend", options, FIGURE_LOCATIONS);
    return this;
  }

  /**
   * Draws which value has which colour, for the mark of the axes `source` drawn last that has colours by value, beside all of
   * `options.ax`. These make room for it. They show the same colours where `vmin` and `vmax` of their marks are the same.
   */
  colorbar(source: Axes, options: FigureColorbarOptions = {}): this {
    this.#colorbars.push(readSharedColorbar(this.axes, this.#frame.columns, source, options));
    return this;
  }

  /** Makes the margins as small as titles, labels and numbers allow, also those set later. */
  tightLayout(): this {
    this.#tight = true;
    return this;
  }

  /** The figure as SVG: valid XML, three decimals, with a description for readers who cannot see it. */
  toSVG(): string {
    return svgDocument(serialize(this.#body()));
  }

  /** The figure as a piece of HTML, the SVG inline: what has a tooltip lights up under the pointer. */
  toHTML(): string {
    const svg = this.toSVG();
    return `<div style="max-width:100%;overflow-x:auto">${hoverStyle(svg)}${svg}</div>`;
  }

  /** The figure as a PNG file, at any resolution. Needs permission to read the renderer in Deno's cache. */
  async toPNG(options: PictureOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const action = "draw the PNG";
    checkOptions(action, options, ["dpi"]);
    const dpi = checkPositive(action, "dpi", options.dpi ?? this.#frame.dpi);
    return await renderPNG(serialize(withoutIdleClips(this.toNode({ dpi }))).replaceAll(IDENTIFIER, "figure"));
  }

  /** Writes an `.svg`, `.png` or `.html` file. Throws a `RangeError` for another ending. */
  async save(path: string, options: PictureOptions = {}): Promise<void> {
    const ending = endingOf("save the figure", path, ["svg", "png", "html"]);
    if (ending === "png") return await Deno.writeFile(path, await this.toPNG(options));
    checkOptions("save the figure", options, ["dpi"]);
    await Deno.writeTextFile(path, ending === "svg" ? this.toSVG() : pageOf(this.toString(), this.toHTML()));
  }

  /** Where `axes` stand once the figure is laid out. */
  placementOf(axes: object): AxesPlacement {
    const index = this.axes.indexOf(axes as Axes);
    if (index < 0) throw new TypeError("Cannot place the axes: they must belong to the figure, but do not");
    const spec = this.#spec();
    const { box, xLimits, yLimits } = layoutFigure(spec).views[index];
    return { xLimits, yLimits, position: fractionsOf(box, spec) };
  }

  /** What the figure is, in a line. */
  toString(): string {
    return summarize(this.#spec());
  }

  /** The figure in the formats that a notebook chooses from. */
  async display(): Promise<DisplayBundle> {
    const svg = this.toSVG();
    return {
      "text/html": this.toHTML(),
      "image/svg+xml": svg,
      "image/png": toBase64(await this.toPNG()),
      "text/plain": this.toString(),
    };
  }

  /** What the Jupyter kernel calls on the last value of a cell. */
  [Symbol.for("Jupyter.display")](): Promise<DisplayBundle> {
    return this.display();
  }

  /**
   * The figure as elements, with {@linkcode IDENTIFIER} where its name will stand: what animations are made of. `dpi` is the
   * resolution whose pixels straight lines fill.
   */
  toNode({ dpi = this.#frame.dpi }: PictureOptions = {}): SvgNode {
    return this.#body(dpi);
  }

  #spec(dpi = this.#frame.dpi): FigureSpec {
    const { figsize: [width, height], rows, columns, widths, heights, states } = this.#frame;
    return {
      width: width * POINTS_PER_INCH,
      height: height * POINTS_PER_INCH,
      dpi,
      rows,
      columns,
      widths,
      heights,
      axes: states,
      suptitle: this.#suptitle,
      colorbars: this.#colorbars,
      legend: this.#legend,
      tight: this.#tight,
    };
  }

  #body(dpi = this.#frame.dpi): SvgNode {
    const { figsize } = this.#frame, spec = this.#spec(dpi), { width, height } = spec;
    const { views, colorbars, legend } = layoutFigure(spec);
    const drawing = [...views.map(drawAxes), ...colorbars.map((bar) => drawColorbar(bar, dpi))];
    if (legend !== null) drawing.push(element("g", {}, drawLegend(legend)));
    if (spec.suptitle !== "") {
      const style = { size: SUPTITLE_SIZE, align: "center", valign: "top" } as const;
      drawing.push(textNode(spec.suptitle, width / 2, SUPTITLE_TOP * height, style));
    }
    return element("svg", {
      xmlns: "http://www.w3.org/2000/svg",
      id: IDENTIFIER,
      width: Math.round(figsize[0] * dpi),
      height: Math.round(figsize[1] * dpi),
      viewBox: `0 0 ${formatNumber(width)} ${formatNumber(height)}`,
      role: "img",
      "aria-labelledby": `${IDENTIFIER}-title ${IDENTIFIER}-desc`,
      style: "max-width:100%;height:auto",
    }, [
      element("title", { id: `${IDENTIFIER}-title` }, [summarize(spec)]),
      element("desc", { id: `${IDENTIFIER}-desc` }, [describe(views)]),
      element("rect", { width, height, fill: "#ffffff" }),
      element("g", { "font-family": FONT_FAMILY, fill: "#000000" }, drawing),
    ]);
  }
}
