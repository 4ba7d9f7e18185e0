/**
 * Rips pairs whose values differ once they are smoothed.
 *
 * The native engine compares lengths. `sqrt(d² + eps)` rounds lengths far below `sqrt(eps)`, and some that are nearly equal,
 * to one number: pairs of these have no persistence.
 *
 * @module
 */
import type { RipsInput, RipsPairs } from "../kernels.ts";
import { lengths } from "./_edge_values.ts";

/** The pairs whose values with `eps` differ; `pairs` itself if all do. */
export function lasting(pairs: RipsPairs, input: RipsInput, eps: number): RipsPairs {
  if (eps === 0) return pairs; // the engine has compared these values
  const births = lengths(input, eps, pairs.birthEdges), deaths = lengths(input, eps, pairs.deathEdges);
  const kept = births.reduce((count, birth, k) => count + Number(birth !== deaths[k]), 0);
  if (kept === pairs.count) return pairs;
  const differs = (k: number) => births[k] !== deaths[k];
  const rows = (flat: Uint32Array, width: number) => flat.filter((_, i) => differs(Math.floor(i / width)));
  return {
    dimension: pairs.dimension,
    count: kept,
    births: rows(pairs.births, pairs.dimension + 1),
    deaths: rows(pairs.deaths, pairs.dimension + 2),
    birthEdges: rows(pairs.birthEdges, 2),
    deathEdges: rows(pairs.deathEdges, 2),
  };
}
