/**
 * Diagrams as plain rows, for those who draw or count with other tools.
 *
 * @module
 */
import { type DiagramInput, readDiagrams } from "./diagram_input.ts";

/** One point of a diagram. */
export interface DiagramRow {
  /** Dimension of the class. */
  readonly dim: number;
  /** Where it is born. */
  readonly birth: number;
  /** Where it dies. */
  readonly death: number;
  /** Death less birth. */
  readonly persistence: number;
  /** Whether a coordinate is infinite. */
  readonly essential: boolean;
}

/**
 * Lists the points of diagrams as objects `{ dim, birth, death, persistence, essential }`, by dimension, then row.
 *
 * This is what Observable Plot, Vega-Lite and Arquero take. `dgms` is read as by {@linkcode plotDiagram}.
 *
 * @throws {TypeError} For a diagram that is not `[n, 2]`.
 *
 * @example A table
 * ```ts
 * import { diagramToRows } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(diagramToRows({ 1: [[0.5, 2]] }), [
 *   { dim: 1, birth: 0.5, death: 2, persistence: 1.5, essential: false },
 * ]);
 * ```
 */
export function diagramToRows(dgms: DiagramInput): DiagramRow[] {
  return readDiagrams("list the points of the diagrams", dgms).flatMap(({ dimension, births, deaths }) =>
    Array.from(births, (birth, i) => ({
      dim: dimension,
      birth,
      death: deaths[i],
      persistence: deaths[i] - birth,
      essential: [birth, deaths[i]].some((value) => Math.abs(value) === Infinity),
    }))
  );
}
