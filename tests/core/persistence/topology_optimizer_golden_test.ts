/**
 * The optimizer against Oineus: losses and gradients of whole recipes, and the members of critical sets.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type ConflictStrategy,
  type DenoiseStrategy,
  indexSelect,
  mean,
  simplexFiltration,
  square,
  sub,
  Tensor,
  TopologyOptimizer,
  vrFiltration,
} from "../../../mod.ts";
import moves from "../../goldens/oineus_critical_moves.json" with { type: "json" };
import sets from "../../goldens/oineus_critical_sets.json" with { type: "json" };
import { assertAgree, goldenFiltration } from "./_golden_filtrations.ts";

Deno.test("the recipe of an optimizer agrees with Oineus: persistence, number of moves and of cells, loss, gradient", () => {
  for (const golden of sets.optimizer) {
    const { builder, dim, n, strategy, conflict } = golden;
    const what = `${builder} ${dim} ${strategy} ${conflict}`;
    const [source, filtration] = goldenFiltration(golden);
    using optimizer = new TopologyOptimizer(filtration);
    const eps = optimizer.getNthPersistence(dim, n);
    assertAgree([eps], [golden.eps], what);
    const { indices, values } = optimizer.simplify(eps, strategy as DenoiseStrategy, dim);
    assertEquals(indices.length, golden.n_moves, what);
    const found = optimizer.singletons(indices, values);
    const wanted = optimizer.combineLoss(found, conflict as ConflictStrategy);
    assertEquals(wanted.indices.length, golden.n_critical, what);
    const targets = new Tensor(wanted.values, [wanted.values.length]);
    const loss = mean(square(sub(indexSelect(filtration.values, wanted.indices), targets)));
    assertAgree([loss.item()], [golden.loss], what);
    loss.backward();
    assertAgree(source.grad!.data, golden.gradient, what);
  }
});

// Both list members in the order of the walk, from the cell that is moved on, so that nothing need be sorted.
Deno.test("singletons() has the members of Oineus, in the same order, for every critical cell of lists of simplices", () => {
  for (const { simplices, values, negate, moves: expected } of moves.complexes) {
    using optimizer = new TopologyOptimizer(simplexFiltration(simplices, values, { negate }));
    const found = optimizer.singletons(
      expected.map(([place]) => place as number),
      expected.map(([, target]) => target as number),
    );
    assertEquals(found.map(({ target, indices }) => [indices[0], target, [...indices]]), expected);
  }
});

Deno.test("the circle of ten points has the critical sets of Oineus in all four directions", () => {
  using optimizer = new TopologyOptimizer(vrFiltration(moves.circle, { maxDim: 2 }));
  assertEquals(optimizer.filtration.dimOffsets, [0, 10, 48, 119]);
  const { indices } = optimizer.simplify(Infinity, "Midway", 1);
  assertEquals([...indices], [19, 81]);
  const birth = 0.7648804160344457, death = 1.868722794714194, middle = 1.31680160537432;
  const members = (place: number, value: number) => [...optimizer.singleton(place, value).indices];
  assertEquals(members(81, death + 0.2), [
    81,
    83,
    84,
    85,
    88,
    89,
    90,
    92,
    93,
    99,
    103,
    104,
    105,
    108,
    109,
    110,
    116,
    117,
  ]);
  assertEquals(members(81, death - 0.2), [81, 78, 70]);
  assertEquals(members(19, birth + 0.2), [19]);
  assertEquals(members(19, birth - 0.2), [19, 18, 17, 16, 15, 14, 13]);
  const simplified = (strategy: DenoiseStrategy) => {
    const { indices, values } = optimizer.simplify(Infinity, strategy, 1);
    return optimizer.singletons(indices, values).map(({ target, indices }) => [target, [...indices]] as const);
  };
  const expected: Record<DenoiseStrategy, [number, number[]][]> = {
    BirthBirth: [[birth, [81, 78, 70, 68, 66, 55, 53, 49]]],
    DeathDeath: [[death, [19, 25, 28, 33, 36, 38]]],
    Midway: [[middle, [19, 25, 28]], [middle, [81, 78, 70, 68, 66]]],
  };
  for (const [strategy, wanted] of Object.entries(expected)) {
    const found = simplified(strategy as DenoiseStrategy);
    assertEquals(found.map(([, members]) => members), wanted.map(([, members]) => members), strategy);
    assertAgree(found.map(([target]) => target), wanted.map(([target]) => target), strategy);
  }
});

Deno.test("match() moves the loop of the circle to where Oineus moves it", () => {
  using optimizer = new TopologyOptimizer(vrFiltration(moves.circle, { maxDim: 2 }));
  const near = optimizer.match([[0.5, 2]], 1, { wassersteinQ: 2 });
  assertEquals([[...near.indices], [...near.values]], [[19, 81], [0.5, 2]]);
  assertAlmostEquals(near.distance, 0.2648804160344457, 1e-9);
  const far = optimizer.match([[50, 51]], 1);
  assertEquals([...far.indices], [19, 81]);
  assertAgree(far.values, [1.31680160537432, 1.31680160537432]);
});
