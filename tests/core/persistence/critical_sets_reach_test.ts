/**
 * What critical sets are for: with all their members moved, the birth or death is where it was wanted.
 *
 * No matrix is looked at, only the diagram after the move. Where values are all different and no cell comes before its facets
 * after the move, this is the theorem of Nigmetov and Morozov.
 */
import { assert } from "@std/assert";
import { type DiffFiltration, type NumpyRng, numpyRng, simplexFiltration, TopologyOptimizer } from "../../../mod.ts";

/** All simplices of six vertices up to dimension `top`, each later than its facets by at most `gap`. */
function randomFiltration(random: NumpyRng, top: number, gap: number, negate: boolean): DiffFiltration {
  let cells: number[][] = [[]], values = new Map([["", 0]]);
  const all: number[][] = [], latest: number[] = [];
  for (let dimension = 0; dimension <= top; dimension++) {
    cells = cells.flatMap((cell) =>
      Array.from({ length: 6 }, (_, v) => v).filter((v) => v > (cell.at(-1) ?? -1)).map((v) => [...cell, v])
    );
    values = new Map(cells.map((cell) => {
      const facets = cell.map((_, skip) => values.get(cell.toSpliced(skip, 1).join())!);
      return [cell.join(), Math.max(...facets) + random.uniform(0, gap, [1]).item()];
    }));
    all.push(...cells);
    latest.push(...values.values());
  }
  return simplexFiltration(all, negate ? latest.map((x) => -x) : latest, { negate });
}

/** The values of a filtration with a critical set moved; `undefined` if a cell would then come before its facets. */
function movedValues(optimizer: TopologyOptimizer, place: number, target: number): Float64Array | undefined {
  const { filtration } = optimizer, { starts, facets } = filtration.boundary();
  const sign = filtration.negate ? -1 : 1, values = filtration.levels();
  for (const member of optimizer.singleton(place, target).indices) values[member] = target;
  const isInOrder = values.every((value, cell) =>
    facets.subarray(starts[cell], starts[cell + 1]).every((facet) => sign * (value - values[facet]) >= 0)
  );
  return isInOrder ? values : undefined;
}

for (const [top, gap, negate] of [[1, 1, false], [1, 1, true], [2, 1, false], [2, 0.05, true]] as const) {
  const way = negate ? "from large values" : "from small values";
  Deno.test(`critical sets in dimension ${top} with gaps of ${gap} take births and deaths where they are wanted, ${way}`, () => {
    const random = numpyRng(3), met = { "births later": 0, "births sooner": 0, "deaths later": 0, "deaths sooner": 0 };
    for (let round = 0; round < 12; round++) {
      const filtration = randomFiltration(random, top, gap, negate), values = filtration.values.data;
      using optimizer = new TopologyOptimizer(filtration);
      for (let dim = 0; dim < top; dim++) {
        const { indices } = optimizer.simplify(Infinity, "Midway", dim);
        for (let k = 0; k < indices.length; k++) {
          const ends = [values[indices[k & ~1]], values[indices[k | 1]]], lifetime = ends[1] - ends[0];
          const directions = { sooner: -0.6 * lifetime, later: 0.6 * lifetime };
          for (const [direction, shift] of Object.entries(directions)) {
            const target = values[indices[k]] + shift, moved = movedValues(optimizer, indices[k], target);
            if (moved === undefined) continue;
            met[`${k % 2 ? "deaths" : "births"} ${direction}` as keyof typeof met]++;
            using after = new TopologyOptimizer(filtration);
            after.update(moved);
            const expected = k % 2 ? [ends[0], target] : [target, ends[1]];
            const points = after.computeDiagram()[dim].toArray() as number[][];
            assert(points.some((point) => point.join() === expected.join()), `${points} have no ${expected}`);
          }
        }
      }
    }
    assert(Object.values(met).every((count) => count > 50), JSON.stringify(met));
  });
}
