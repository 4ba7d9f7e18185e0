/**
 * Keeps what the cells of a notebook print and show while they run as a script.
 *
 * @module
 */

/** What is asked of a figure. */
export interface Drawing {
  /** The figure as SVG. */
  toSVG(): string;
  /** The figure as a PNG file. */
  toPNG(): Promise<Uint8Array>;
}

/** What one cell gave. */
export interface CellRecord {
  /** What it printed. */
  printed: string;
  /** The figure that it showed. */
  figure?: { readonly svg: string; readonly png: Uint8Array };
}

const records = new Map<string, CellRecord>();
let current: CellRecord = { printed: "" };

/** Everything printed from now on belongs to this cell. */
export function begin(cell: string): void {
  current = { printed: "" };
  records.set(cell, current);
}

/** Keeps the figure that a cell shows. */
export async function show(cell: string, drawing: Drawing): Promise<void> {
  records.get(cell)!.figure = { svg: drawing.toSVG(), png: await drawing.toPNG() };
}

/** Runs the script at `url`, which calls {@linkcode begin} and {@linkcode show}; what it prints is printed too. */
export async function runRecorded(url: string): Promise<ReadonlyMap<string, CellRecord>> {
  const print = console.log;
  console.log = (...values: unknown[]) => {
    current.printed += values.map((value) => typeof value === "string" ? value : Deno.inspect(value)).join(" ") + "\n";
    print(...values);
  };
  try {
    await import(url);
  } finally {
    console.log = print;
  }
  return records;
}
