/**
 * Essential points of two diagrams, matched on the line of their finite coordinate.
 *
 * @module
 */
import { type Diagram, pointText } from "./_diagram.ts";

/** Which coordinate of an essential point is infinite, with which sign. */
export type EssentialFamily = "infDeath" | "negInfDeath" | "infBirth" | "negInfBirth";

/** Two essential points that are matched. */
export interface EssentialPair {
  /** The family of both. */
  readonly family: EssentialFamily;
  /** Row of the one in the first diagram. */
  readonly rowA: number;
  /** Row of the other in the second. */
  readonly rowB: number;
  /** The finite coordinate: 0 for birth, 1 for death. */
  readonly axis: 0 | 1;
  /** That of the first less that of the second. */
  readonly difference: number;
}

/** Points are matched within a family only: the same coordinate is infinite, with the same sign. */
const FAMILIES = [
  { family: "infDeath", text: "(finite, +inf)", axis: 0, infinity: Infinity },
  { family: "negInfDeath", text: "(finite, -inf)", axis: 0, infinity: -Infinity },
  { family: "infBirth", text: "(+inf, finite)", axis: 1, infinity: Infinity },
  { family: "negInfBirth", text: "(-inf, finite)", axis: 1, infinity: -Infinity },
] as const;

/**
 * The cheapest matching of the essential points: by rank, because on a line cheapest matchings do not cross.
 *
 * @throws {RangeError} If a family has more points in one diagram than in the other, or a point has no finite coordinate.
 */
export function matchEssential(action: string, a: Diagram, b: Diagram): EssentialPair[] {
  const ranked = rankedFamilies(action, a, b);
  for (const { text, rowsA, rowsB } of ranked) {
    if (rowsA.length === rowsB.length) continue;
    throw new RangeError(
      `Cannot ${action}: equally many ${text} points were expected in ${a.name} and ${b.name}, but there are ` +
        `${rowsA.length} and ${rowsB.length}; set ignoreInfPoints: true to leave them out`,
    );
  }
  return ranked.flatMap(({ family, axis, rowsA, rowsB }) =>
    rowsA.map((rowA, k) => {
      const rowB = rowsB[k];
      return { family, rowA, rowB, axis, difference: a.tensor.data[2 * rowA + axis] - b.tensor.data[2 * rowB + axis] };
    })
  );
}

/**
 * Whether each family has equally many points in both diagrams. If not, they are infinitely far apart.
 *
 * @throws {RangeError} If a point has no finite coordinate.
 */
export function essentialCorrespond(action: string, a: Diagram, b: Diagram): boolean {
  return rankedFamilies(action, a, b).every(({ rowsA, rowsB }) => rowsA.length === rowsB.length);
}

function rankedFamilies(action: string, a: Diagram, b: Diagram) {
  for (const { name, tensor, essentialRows } of [a, b]) {
    for (const row of essentialRows) {
      if (Number.isFinite(tensor.data[2 * row]) || Number.isFinite(tensor.data[2 * row + 1])) continue;
      throw new RangeError(
        `Cannot ${action}: every essential point must have a finite coordinate, but ${pointText(name, tensor, row)}`,
      );
    }
  }
  return FAMILIES.map(({ axis, infinity, ...names }) => {
    const [rowsA, rowsB] = [a, b].map((diagram) => rankedRows(diagram, axis, infinity));
    return { ...names, axis, rowsA, rowsB };
  });
}

/** The rows of one family, sorted by their finite coordinate. */
function rankedRows({ tensor: { data }, essentialRows }: Diagram, axis: 0 | 1, infinity: number): number[] {
  const rows = essentialRows.filter((row) => data[2 * row + 1 - axis] === infinity);
  return rows.sort((i, j) => data[2 * i + axis] - data[2 * j + axis] || i - j);
}

/** `Σ |difference|^q`. */
export function essentialCost(pairs: readonly EssentialPair[], q: number): number {
  return pairs.reduce((sum, { difference }) => sum + Math.abs(difference) ** q, 0);
}

/** Adds `scale` times the gradient of {@linkcode essentialCost} to the gradients at both diagrams; it is 0 at differences of 0. */
export function addEssentialGradients(
  pairs: readonly EssentialPair[],
  q: number,
  scale: number,
  gradientA: Float64Array,
  gradientB: Float64Array,
): void {
  for (const { rowA, rowB, axis, difference } of pairs) {
    const slope = scale * q * Math.abs(difference) ** (q - 1) * Math.sign(difference);
    gradientA[2 * rowA + axis] += slope;
    gradientB[2 * rowB + axis] -= slope;
  }
}
