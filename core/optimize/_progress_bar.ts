/**
 * A bar that shows how far a computation is: in a terminal, in a notebook, or nowhere.
 *
 * @module
 */

/** Where a bar is drawn. */
export interface BarDisplay {
  /** Draws the bar for the first time, or again. */
  draw(done: number, total: number): void;
  /** Leaves it as it is. */
  end(): void;
}

/** What a notebook offers: Deno's kernel. */
export interface NotebookDisplay {
  /** Shows something, or shows it anew in the same place. */
  display(object: unknown, options: { raw: boolean; display_id: string; update?: boolean }): Promise<void>;
}

/** What a terminal offers. */
export interface TerminalOutput {
  /** Whether it is a terminal, not a file. */
  isTerminal(): boolean;
  /** Writes bytes. */
  writeSync(bytes: Uint8Array): number;
}

/** How often a bar is drawn again, in milliseconds. */
const INTERVAL = 50;
/** How many characters a bar has. */
const WIDTH = 30;

let bars = 0;

/** A bar of a computation of known length. */
export class ProgressBar {
  readonly #display: BarDisplay | null;
  #last = -Infinity;
  #isOpen = false;
  #isEnded = false;

  /** Draws on `display`; nothing if it is `null`. */
  constructor(display: BarDisplay | null = findDisplay()) {
    this.#display = display;
  }

  /** Shows that `done` of `total` steps are done; the last ends the bar. */
  show(done: number, total: number): void {
    const now = performance.now();
    if (this.#isEnded || this.#display === null || (done < total && now - this.#last < INTERVAL)) return;
    this.#last = now;
    this.#isOpen = true;
    this.#display.draw(done, total);
    if (done >= total) this.end();
  }

  /** Leaves the bar where it is; it may go on. */
  pause(): void {
    if (this.#isOpen) this.#display?.end();
    this.#isOpen = false;
  }

  /** Ends the bar where it is. */
  end(): void {
    this.pause();
    this.#isEnded = true;
  }
}

/** A line of a terminal that is written again and again. */
export function terminalBar(output: TerminalOutput): BarDisplay {
  const write = (text: string) => output.writeSync(new TextEncoder().encode(text));
  return {
    draw(done, total) {
      const full = total === 0 ? WIDTH : Math.floor(done / total * WIDTH);
      write(`\r${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${done}/${total}`);
    },
    end: () => write("\n"),
  };
}

/** An element `progress` in the output of a cell. */
export function notebookBar(notebook: NotebookDisplay): BarDisplay {
  const id = `diagrad-progress-${++bars}-${Date.now()}`;
  let isShown = false;
  return {
    draw(done, total) {
      const html = `<progress value="${done}" max="${total}"></progress> ${done}/${total}`;
      const bundle = { "text/html": html, "text/plain": `${done}/${total}` };
      void notebook.display(bundle, { raw: true, display_id: id, ...(isShown ? { update: true } : {}) });
      isShown = true;
    },
    end() {},
  };
}

/** Deno's notebook, else its terminal, else nothing. */
function findDisplay(): BarDisplay | null {
  const deno = (globalThis as { Deno?: { stderr: TerminalOutput; readonly jupyter: NotebookDisplay } }).Deno;
  if (deno === undefined) return null;
  let notebook: NotebookDisplay | undefined;
  try {
    notebook = deno.jupyter; // throws outside a notebook
  } catch {
    return deno.stderr.isTerminal() ? terminalBar(deno.stderr) : null;
  }
  return notebook === undefined ? null : notebookBar(notebook);
}
