/**
 * The optimizer by hand: what it wants moved, how conflicts are settled, both directions, and where nothing is to be done.
 */
import { assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import {
  type ConflictStrategy,
  type CriticalSet,
  type DenoiseStrategy,
  freudenthalFiltration,
  persistenceDiagram,
  simplexFiltration,
  tensor,
  TopologyOptimizer,
  vrFiltration,
} from "../../../mod.ts";

/** Components born at 0, 1 and 3, of which the last two die at 4 and 8; the places of the edges are 3 and 4. */
const PATH = simplexFiltration([[0], [1], [2], [0, 1], [1, 2]], [0, 1, 3, 8, 4]);

/** Sets with one member each. */
function singleMembers(places: readonly number[], targets: readonly number[]): CriticalSet[] {
  return places.map((place, k) => ({ target: targets[k], indices: Uint32Array.of(place) }));
}

function listed({ indices, values }: { indices: Uint32Array; values: Float64Array }): [number, number][] {
  return Array.from(indices, (place, k) => [place, values[k]]);
}

Deno.test("getNthPersistence() counts from the largest, and is 0 where there are fewer points", () => {
  using optimizer = new TopologyOptimizer(PATH);
  assertEquals([1, 2, 3, 1000].map((n) => optimizer.getNthPersistence(0, n)), [7, 1, 0, 0]);
});

Deno.test("simplify() moves points up to epsilon, one of exactly that persistence included, to the diagonal", () => {
  using optimizer = new TopologyOptimizer(PATH);
  const moves = (epsilon: number, strategy: DenoiseStrategy) => listed(optimizer.simplify(epsilon, strategy, 0));
  assertEquals(moves(0.999, "Midway"), []);
  assertEquals(moves(1, "BirthBirth"), [[3, 3]]);
  assertEquals(moves(1, "DeathDeath"), [[2, 4]]);
  assertEquals(moves(1, "Midway"), [[2, 3.5], [3, 3.5]]);
  assertEquals(moves(Infinity, "BirthBirth"), [[4, 1], [3, 3]]);
  assertEquals(moves(7, "DeathDeath"), [[1, 8], [2, 4]]);
});

Deno.test("match() takes points to those of the template, or to the middle of birth and death", () => {
  using optimizer = new TopologyOptimizer(PATH);
  const { distance, ...moves } = optimizer.match([[1, 7], [20, 20.5]], 0, { wassersteinQ: 2 });
  assertEquals(listed(moves), [[1, 1], [4, 7], [2, 3.5], [3, 3.5]]);
  // Distances 1 to the template, and to the diagonal half of 1 and half of 0.5, in the norm of the larger part.
  assertAlmostEquals(distance, Math.sqrt(1 + 0.25 + 0.0625), 1e-12);
  const none = optimizer.match([], 0, { internalP: 2 });
  assertEquals(listed(none), [[1, 4.5], [4, 4.5], [2, 3.5], [3, 3.5]]);
  assertAlmostEquals(none.distance, 7 / Math.SQRT2 + 1 / Math.SQRT2, 1e-12);
});

Deno.test("match() of large values first has births above deaths", () => {
  using optimizer = new TopologyOptimizer(freudenthalFiltration([5, 0, 3], { negate: true }));
  assertEquals(optimizer.computeDiagram()[0].toArray(), [[3, 0]]);
  const { distance, ...moves } = optimizer.match([[4, -1]], 0);
  assertEquals(listed(moves).map(([, value]) => value), [4, -1]);
  assertEquals(distance, 1);
});

Deno.test("combineLoss() settles what cells want as in the units of Oineus", () => {
  // There the cells have 0, 5 and 0; here, in order, 0, 0 and 5.
  using optimizer = new TopologyOptimizer(simplexFiltration([[0], [1], [2]], [0, 0, 5]));
  const sets = singleMembers([0, 0, 2, 2, 1], [0.1, -0.4, 6, 4, 0.2]);
  const target = { indices: Uint32Array.of(0, 2, 1), values: Float64Array.of(2, 7, 9) };
  const combined = (strategy: ConflictStrategy) => listed(optimizer.combineLoss(sets, strategy, { target }));
  assertEquals(combined("Max"), [[0, -0.4], [1, 0.2], [2, 6]]);
  assertEquals(combined("Avg"), [[0, (0.1 - 0.4) / 2], [1, 0.2], [2, 5]]);
  assertEquals(combined("Sum"), [[0, 0.1], [0, -0.4], [2, 6], [2, 4], [1, 0.2]]);
  assertEquals(combined("FixCritAvg"), [[0, 2], [1, 9], [2, 7]]);
});

Deno.test("combineLoss() keeps the first of two values that are as far away, and fixes only cells that are in sets", () => {
  using optimizer = new TopologyOptimizer(simplexFiltration([[0], [1], [2]], [0, 0, 5]));
  assertEquals(listed(optimizer.combineLoss(singleMembers([2, 2], [7, 3]), "Max")), [[2, 7]]);
  assertEquals(listed(optimizer.combineLoss(singleMembers([2, 2], [3, 7]), "Max")), [[2, 3]]);
  const target = { indices: Uint32Array.of(0), values: Float64Array.of(-1) };
  assertEquals(listed(optimizer.combineLoss(singleMembers([2, 2], [3, 7]), "FixCritAvg", { target })), [[2, 5]]);
  for (const strategy of ["Max", "Avg", "Sum", "FixCritAvg"] as const) {
    assertEquals(listed(optimizer.combineLoss([], strategy, { target })), []);
    assertEquals(listed(optimizer.combineLoss(singleMembers([], []), strategy, { target })), []);
    assertEquals(listed(optimizer.critSetsApply([], [], strategy)), []);
  }
});

Deno.test("singleton() has no members for a cell that keeps its value", () => {
  using optimizer = new TopologyOptimizer(PATH);
  assertEquals(optimizer.singleton(1, 1), { target: 1, indices: new Uint32Array() });
  assertEquals([...optimizer.increaseBirth(1, 1)], []);
  assertEquals(optimizer.singletons([], []), []);
});

Deno.test("increaseBirth() … decreaseDeath() of large values first are those of the negated filtration", () => {
  const cells = [[0], [1], [2], [0, 1], [0, 2], [1, 2]], values = [0, 1, 2, 5, 3, 4];
  using plain = new TopologyOptimizer(simplexFiltration(cells, values));
  using mirrored = new TopologyOptimizer(simplexFiltration(cells, values.map((x) => -x), { negate: true }));
  for (const place of [0, 1, 2, 5]) {
    assertEquals(mirrored.increaseBirth(place), plain.increaseBirth(place));
    assertEquals(mirrored.decreaseBirth(place), plain.decreaseBirth(place));
    const own = plain.filtration.values.data[place];
    assertEquals(mirrored.increaseBirth(place, -own - 1), plain.increaseBirth(place, own + 1));
    assertEquals(mirrored.decreaseBirth(place, -own + 1), plain.decreaseBirth(place, own - 1));
  }
  for (const place of [3, 4]) {
    assertEquals(mirrored.increaseDeath(place), plain.increaseDeath(place));
    assertEquals(mirrored.decreaseDeath(place), plain.decreaseDeath(place));
  }
});

Deno.test("computeDiagram() is that of the filtration, and gradients flow through it", () => {
  const points = tensor([[0, 0], [2, 0], [2, 1], [0, 1]], { requiresGrad: true });
  const filtration = vrFiltration(points, { maxDim: 2 });
  using optimizer = new TopologyOptimizer(filtration, { nThreads: 2, maxMemory: 2 ** 30 });
  assertStrictEquals(optimizer.filtration, filtration);
  const diagrams = optimizer.computeDiagram();
  assertEquals(
    diagrams.dims.map((d) => diagrams[d].toArray()),
    persistenceDiagram(filtration).dims.map((d) => persistenceDiagram(filtration)[d].toArray()),
  );
  diagrams[1].sum().backward();
  assertEquals(points.grad!.data.some((x) => x !== 0), true);
});

Deno.test("one cell is a filtration to optimize", () => {
  using optimizer = new TopologyOptimizer(simplexFiltration([[7]], [1]));
  assertEquals(optimizer.computeDiagram().dims, []);
  assertEquals([...optimizer.increaseBirth(0)], [0]);
  assertEquals(optimizer.singleton(0, -3), { target: -3, indices: Uint32Array.of(0) });
});
