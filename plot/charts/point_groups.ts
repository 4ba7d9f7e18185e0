/**
 * The points of one dimension by where they end: at a number, or at either infinity.
 *
 * @module
 */
import type { DiagramRows } from "./diagram_input.ts";

/** Points of one dimension that share a look: the finite ones (sign 0), or those at plus or minus infinity. */
export interface PointGroup {
  /** Where they end. */
  readonly sign: 0 | 1 | -1;
  /** Births, once for each place. */
  readonly births: Float64Array;
  /** Deaths, once for each place. */
  readonly deaths: Float64Array;
  /** How many points stand at each place. */
  readonly times: Uint32Array;
}

/** The groups that have points; with `merge`, points at one place are one. */
export function groupsOf({ births, deaths }: DiagramRows, merge: boolean): PointGroup[] {
  const signs = [0, 1, -1] as const;
  return signs.map((sign) => {
    // What cannot be drawn is among the finite ones, which count it.
    const rows = [...births.keys()].filter((i) => (Number.isFinite(births[i]) && signOf(deaths[i]) || 0) === sign);
    const times = new Map<string | number, { readonly first: number; count: number }>();
    for (const i of rows) {
      const place = merge ? `${births[i]},${deaths[i]}` : i, known = times.get(place);
      if (known === undefined) times.set(place, { first: i, count: 1 });
      else known.count++;
    }
    const places = [...times.values()];
    return {
      sign,
      births: Float64Array.from(places, ({ first }) => births[first]),
      deaths: Float64Array.from(places, ({ first }) => deaths[first]),
      times: Uint32Array.from(places, ({ count }) => count),
    };
    // An empty diagram keeps its entry in the legend.
  }).filter((group) => group.births.length > 0 || group.sign === 0 && births.length === 0);
}

/** How long the points live, for the description. */
export function lifeOf({ sign, births, deaths }: PointGroup): string {
  if (sign !== 0) return sign > 0 ? " at infinity" : " at minus infinity";
  let best = -1;
  births.forEach((birth, i) => {
    const life = Math.abs(deaths[i] - birth);
    if (life < Infinity && (best < 0 || life > Math.abs(deaths[best] - births[best]))) best = i;
  });
  const digits = (value: number) => String(Number(value.toPrecision(3))).replace("-", "−");
  return best < 0 ? "" : `, most persistent from ${digits(births[best])} to ${digits(deaths[best])}`;
}

/** Whether a death is finite (0) or at infinity, and at which; `NaN` for none of these. */
function signOf(death: number): number {
  return Number.isFinite(death) ? 0 : Math.sign(death);
}
