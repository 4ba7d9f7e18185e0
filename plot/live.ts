/**
 * A figure in a notebook that follows a long computation.
 *
 * @module
 */
import { Animation } from "./animation.ts";
import { Axes } from "./axes.ts";
import { checkNonNegative, checkOptions, found } from "./checks.ts";
import type { DisplayBundle } from "./display.ts";
import { Figure } from "./figure.ts";

/** Options of {@linkcode live}. */
export interface LiveOptions {
  /** Milliseconds that pass between two updates at least; default 100. */
  interval?: number;
}

/** What is shown: a figure that is drawn on, or a function that draws a new one for each update. */
export type LiveSource = Figure | Axes | Animation | (() => Figure | Axes);

/** The part of Deno's kernel that shows things. */
export interface LiveKernel {
  /** Shows a value, in the place of the one that has the same name where it is an update. */
  display(shown: unknown, options: { display_id: string; update?: boolean }): Promise<void>;
}

let displays = 0;

/**
 * Shows a figure in a notebook and keeps it up to date while a loop goes on.
 *
 * Await `update()` in the loop: it draws the figure anew in its place, at most once per `interval`, and lets the notebook have
 * it; `finish()` draws it a last time. Outside of a notebook both do nothing, so that a script may contain them.
 *
 * @throws {TypeError} If `source` is no figure, and no function that gives one.
 * @throws {RangeError} If `interval` is negative.
 *
 * @example A loss that falls
 * ```ts
 * import { live, plotLoss } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const losses: number[] = [];
 * const shown = live(() => plotLoss(losses), { interval: 50 });
 * for (let step = 0; step < 20; step++) {
 *   losses.push(1 / (step + 1));
 *   await shown.update();
 * }
 * await shown.finish();
 * assertEquals(shown.updates, 0); // this is no notebook
 * ```
 */
export function live(source: LiveSource, options: LiveOptions = {}): LiveDisplay {
  const action = "show the figure live";
  checkOptions(action, options, ["interval"]);
  const interval = checkNonNegative(action, "interval", options.interval ?? 100);
  if (typeof source !== "function" && ![Figure, Axes, Animation].some((kind) => source instanceof kind)) {
    throw new TypeError(
      `Cannot ${action}: a figure, or a function that gives one, was expected, but ${found(source)} was found`,
    );
  }
  return new LiveDisplay(source, interval);
}

/** A figure that is shown again and again in one place; {@linkcode live} makes it. */
export class LiveDisplay {
  readonly #source: LiveSource;
  readonly #interval: number;
  readonly #name: string;
  readonly #kernel: () => LiveKernel | null;
  #updates = 0;
  #last = -Infinity;

  /** The display of a figure; {@linkcode live} makes it. */
  constructor(source: LiveSource, interval: number, kernel: () => LiveKernel | null = runningKernel) {
    this.#kernel = kernel;
    this.#source = source;
    this.#interval = interval;
    this.#name = `diagrad-live-${displays++}`;
  }

  /** How often the figure was shown. */
  get updates(): number {
    return this.#updates;
  }

  /** Shows the figure as it is now, unless it was shown a moment ago; says whether it was shown. */
  async update(): Promise<boolean> {
    if (performance.now() - this.#last < this.#interval) return false;
    return await this.finish();
  }

  /** Shows the figure as it is now; says whether there is a notebook to show it. */
  async finish(): Promise<boolean> {
    const kernel = this.#kernel();
    if (kernel === null) return false;
    const bundle = await this.#bundle(), shown = { [Symbol.for("Jupyter.display")]: () => bundle };
    await kernel.display(shown, { display_id: this.#name, update: this.#updates > 0 });
    this.#updates++;
    this.#last = performance.now();
    return true;
  }

  /** Without a PNG, which takes longer than most steps. */
  #bundle(): Omit<DisplayBundle, "image/png"> {
    const drawn = typeof this.#source === "function" ? this.#source() : this.#source;
    const figure = drawn instanceof Axes ? drawn.figure : drawn;
    return { "text/html": figure.toHTML(), "image/svg+xml": figure.toSVG(), "text/plain": String(figure) };
  }
}

/** The kernel that runs this program, or `null` where none does: asking for it throws then. */
function runningKernel(): LiveKernel | null {
  try {
    return (Deno as unknown as { jupyter: LiveKernel }).jupyter ?? null;
  } catch {
    return null;
  }
}
