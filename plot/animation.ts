/**
 * Figures that move: one frame after another, as SVG, HTML and GIF.
 *
 * @module
 */
import { animatedText } from "./animation_svg.ts";
import { Axes } from "./axes.ts";
import { toBase64 } from "./base64.ts";
import { checkFlag, checkOptions, checkPositive, found } from "./checks.ts";
import type { DisplayBundle, PictureOptions } from "./display.ts";
import { withJoinedDiscs } from "./discs.ts";
import { svgDocument } from "./document.ts";
import { endingOf } from "./ending.ts";
import { Figure } from "./figure.ts";
import { encodeGif } from "./gif.ts";
import { hoverStyle, pageOf } from "./html.ts";
import { withoutIdleClips } from "./idle_clips.ts";
import { renderPixels, renderPNG } from "./png.ts";
import { IDENTIFIER, serialize, type SvgNode } from "./svg.ts";

/** Options of {@linkcode animate}. */
export interface AnimateOptions {
  /** Milliseconds per frame; default 200. A GIF counts in hundredths of a second. */
  interval?: number;
  /** Whether the first frame follows the last; default `true`. */
  repeat?: boolean;
}

const ACTION = "animate the frames";

/**
 * Makes an animation of figures of one size.
 *
 * `frames` is read once, and every frame drawn when its turn comes: a generator may draw on in the same axes and yield the same
 * figure again. What frames share is in the SVG once, and clouds of equal opaque discs are paths, placed to tenths of a point, so
 * that many frames stay small; programs that know no animation, and readers who want no motion, see the first frame.
 *
 * **Cost:** that of drawing each frame; a GIF renders each of them, some 20 ms for a figure of 600 × 480 pixels.
 *
 * @throws {TypeError} If `frames` is not a list, or what an iteration gives is neither a figure nor axes.
 * @throws {RangeError} If there are no frames, their sizes differ, or `interval` is not positive.
 *
 * @example A line that grows
 * ```ts
 * import { animate, subplots } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * function* frames() {
 *   for (let n = 1; n <= 5; n++) {
 *     const [fig, ax] = subplots();
 *     const x = Array.from({ length: n }, (_, i) => i);
 *     ax.plot(x, x.map((v) => v ** 2)).setXlim(0, 4).setYlim(0, 16);
 *     yield fig;
 *   }
 * }
 * const film = animate(frames(), { interval: 100 });
 * assert(film.toSVG().includes("@keyframes"));
 * ```
 */
export function animate(frames: Iterable<Figure | Axes>, options: AnimateOptions = {}): Animation {
  checkOptions(ACTION, options, ["interval", "repeat"]);
  const interval = checkPositive(ACTION, "interval", options.interval ?? 200);
  const repeat = checkFlag(ACTION, "repeat", options.repeat ?? true);
  if (typeof frames !== "object" || frames === null || !(Symbol.iterator in frames)) {
    throw new TypeError(`Cannot ${ACTION}: frames must be a list of figures or a generator, but are ${found(frames)}`);
  }
  const nodes: SvgNode[] = [];
  for (const frame of frames) {
    if (!(frame instanceof Figure) && !(frame instanceof Axes)) {
      throw new TypeError(
        `Cannot ${ACTION}: frames must be figures or axes, but frame ${nodes.length} is ${found(frame)}`,
      );
    }
    const node = (frame instanceof Axes ? frame.figure : frame).toNode();
    const sizes = [node, nodes[0] ?? node].map(({ attributes: { width, height } }) => `${width} × ${height}`);
    if (sizes[0] !== sizes[1]) {
      throw new RangeError(
        `Cannot ${ACTION}: all frames must be as large as the first, ${
          sizes[1]
        } pixels, but frame ${nodes.length} has ${sizes[0]}`,
      );
    }
    nodes.push(node);
  }
  if (nodes.length === 0) throw new RangeError(`Cannot ${ACTION}: at least one frame was expected, but there is none`);
  return new Animation(nodes, interval, repeat);
}

/** Frames that follow each other; made by {@linkcode animate}, and shown by a notebook where it is the last value of a cell. */
export class Animation {
  /** Number of frames. */
  readonly length: number;
  /** Milliseconds per frame. */
  readonly interval: number;
  /** Whether the first frame follows the last. */
  readonly repeat: boolean;
  readonly #frames: readonly SvgNode[];

  /** An animation of drawn frames; {@linkcode animate} makes it. */
  constructor(frames: readonly SvgNode[], interval: number, repeat: boolean) {
    this.#frames = frames;
    this.length = frames.length;
    this.interval = interval;
    this.repeat = repeat;
  }

  /** The animation as SVG that moves in browsers, also where it stands as an image. */
  toSVG(): string {
    return svgDocument(animatedText(this.#frames, this));
  }

  /** The animation as a piece of HTML, the SVG inline. */
  toHTML(): string {
    const svg = this.toSVG();
    return `<div style="max-width:100%;overflow-x:auto">${hoverStyle(svg)}${svg}</div>`;
  }

  /** The animation as a GIF file of at most 256 colours. */
  async toGIF(options: PictureOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const texts = this.#texts("draw the GIF", options), pictures = [];
    for (const text of texts) pictures.push(await renderPixels(text));
    return encodeGif(pictures, { interval: this.interval, repeat: this.repeat });
  }

  /** The first frame as a PNG file. */
  async toPNG(options: PictureOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return await renderPNG(this.#texts("draw the PNG", options)[0]);
  }

  /** Writes an `.svg`, `.gif` or `.html` file, or the first frame as `.png`. Throws a `RangeError` for another ending. */
  async save(path: string, options: PictureOptions = {}): Promise<void> {
    const ending = endingOf("save the animation", path, ["svg", "gif", "html", "png"]);
    if (ending === "gif") return await Deno.writeFile(path, await this.toGIF(options));
    if (ending === "png") return await Deno.writeFile(path, await this.toPNG(options));
    checkOptions("save the animation", options, ["dpi"]);
    await Deno.writeTextFile(path, ending === "svg" ? this.toSVG() : pageOf(this.toString(), this.toHTML()));
  }

  /** What the animation is, in a line. */
  toString(): string {
    const [title] = this.#frames[0].children;
    const name = typeof title === "string" ? "" : String(title.children[0] ?? "");
    return `Animation of ${this.length} ${this.length === 1 ? "frame" : "frames"}: ${name}`;
  }

  /** The animation in the formats that a notebook chooses from; the PNG is its first frame. */
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

  /** The frames as SVG of their own, with as many pixels as `dpi` asks for. */
  #texts(action: string, options: PictureOptions): string[] {
    checkOptions(action, options, ["dpi"]);
    const dpi = options.dpi === undefined ? null : checkPositive(action, "dpi", options.dpi);
    return this.#frames.map((frame) => {
      const { viewBox, width, height } = frame.attributes;
      const inches = String(viewBox).split(" ").slice(2).map((points) => Number(points) / 72);
      const size = dpi === null
        ? { width, height }
        : { width: Math.round(inches[0] * dpi), height: Math.round(inches[1] * dpi) };
      const drawing = withJoinedDiscs(withoutIdleClips({ ...frame, attributes: { ...frame.attributes, ...size } }));
      return serialize(drawing).replaceAll(IDENTIFIER, "figure");
    });
  }
}
