/**
 * The edges of a matching as segments of the plane.
 *
 * @module
 */
import type { DiagramRows } from "./diagram_input.ts";

/** What is read of a matching of two diagrams, as `wassersteinMatching` and `bottleneckMatching` give it. */
export interface MatchingInput {
  /** Matched finite points, by rows. */
  readonly finiteToFinite: readonly (readonly [number, number])[];
  /** Rows of the first diagram that are matched to the diagonal. */
  readonly aToDiagonal: readonly number[];
  /** Rows of the second diagram that are matched to the diagonal. */
  readonly bToDiagonal: readonly number[];
  /** Matched essential points, by family. */
  readonly essential?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** The longest edges, of bottleneck matchings only. */
  readonly longest?: {
    /** Those between finite points, or to the diagonal. */
    readonly finite: readonly {
      /** Birth and death at one end. */
      readonly pointA: readonly [number, number];
      /** Birth and death at the other. */
      readonly pointB: readonly [number, number];
    }[];
  };
}

/** From one point to another. */
export interface MatchEdge {
  /** Birth and death at the first end. */
  readonly from: readonly [number, number];
  /** Birth and death at the second end. */
  readonly to: readonly [number, number];
  /** Persistences at the two ends; 0 on the diagonal. */
  readonly lives: readonly [number, number];
}

/** Which edges are drawn. */
export interface EdgeChoice {
  /** Between points. */
  readonly finite: boolean;
  /** From the first diagram to the diagonal. */
  readonly a: boolean;
  /** From the second diagram to the diagonal. */
  readonly b: boolean;
  /** The least persistence at an end, or at both. */
  readonly least: number;
  /** Whether both ends must live that long. */
  readonly both: boolean;
}

/** The edges that are drawn. */
export function matchEdges(a: DiagramRows, b: DiagramRows, matching: MatchingInput, choice: EdgeChoice): MatchEdge[] {
  const edges: MatchEdge[] = [];
  if (choice.finite) { for (const [i, j] of matching.finiteToFinite) edges.push(edgeOf(pointOf(a, i), pointOf(b, j))); }
  const down = (point: readonly [number, number]) => edgeOf(point, diagonalOf(point));
  if (choice.a) edges.push(...matching.aToDiagonal.map((i) => down(pointOf(a, i))));
  if (choice.b) edges.push(...matching.bToDiagonal.map((j) => down(pointOf(b, j))));
  const isLong = (life: number) => life >= choice.least;
  return edges.filter(({ lives }) => choice.both ? lives.every(isLong) : lives.some(isLong));
}

/** The edges with the most persistent ends. */
export function strongest(edges: readonly MatchEdge[], count: number): MatchEdge[] {
  const weight = ({ lives }: MatchEdge) => Math.max(...lives);
  return [...edges].sort((x, y) => weight(y) - weight(x)).slice(0, count);
}

/** An edge between two points. */
export function edgeOf(from: readonly [number, number], to: readonly [number, number]): MatchEdge {
  return { from, to, lives: [Math.abs(from[1] - from[0]), Math.abs(to[1] - to[0])] };
}

/** The closest point of the diagonal. */
export function diagonalOf([birth, death]: readonly [number, number]): [number, number] {
  return [(birth + death) / 2, (birth + death) / 2];
}

function pointOf({ births, deaths }: DiagramRows, row: number): [number, number] {
  return [births[row], deaths[row]];
}
