/**
 * What neither PyTorch's numbers nor difference quotients say: choices of our own, accuracy, and what is accepted.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as d from "../../../mod.ts";
import "../../open_library.ts";
import { scattered } from "./_table.ts";

Deno.test("add() takes numbers, nested arrays, typed arrays and data with a shape", () => {
  const expected = [[11, 12], [13, 14]];
  const flat = [1, 2, 3, 4], shape = [2, 2];
  for (
    const x of [
      [[1, 2], [3, 4]],
      { data: flat, shape },
      { data: new Float32Array(flat), shape },
      d.tensor(flat, { shape }),
    ]
  ) {
    assertEquals(d.add(x, 10).toArray(), expected);
  }
  assertEquals(d.add(new Float64Array([1, 2]), 10).toArray(), [11, 12]);
});

Deno.test("mul() widens float32 and keeps a float64 gradient", () => {
  const third = Math.fround(1 / 3);
  const x = d.tensor(new Float32Array([1 / 3]), { requiresGrad: true });
  const y = x.mul(new Float32Array([1 / 3]));
  assertEquals(y.data, Float64Array.of(third * third));
  y.sum().backward();
  assertEquals(x.grad!.data, Float64Array.of(third));
});

Deno.test("sum() of a million tenths errs by no more than blocks and halves allow", () => {
  // 127 additions in a block and 13 levels of halves, each off by at most 2^-53; a plain loop is off by 1e-6 here.
  const bound = (127 + 13) * 2 ** -53 * 100_000;
  assertAlmostEquals(d.full([1_000_000], 0.1).sum().item(), 100_000, bound);
});

Deno.test("norm() neither overflows nor loses tiny vectors", () => {
  for (const p of [2, 3, Infinity]) {
    assertAlmostEquals(
      d.norm([3e200, 4e200], undefined, { p }).item() / 1e200,
      d.norm([3, 4], undefined, { p }).item(),
      1e-14,
    );
    assertAlmostEquals(
      d.norm([3e-200, 4e-200], undefined, { p }).item() / 1e-200,
      d.norm([3, 4], undefined, { p }).item(),
      1e-14,
    );
  }
});

Deno.test("variance() does not cancel far from 0", () => {
  assertEquals(d.variance([1e9 + 1, 1e9 + 2, 1e9 + 3]).item(), 1);
});

Deno.test("sigmoid() keeps its digits for large negative entries", () => {
  assertAlmostEquals(d.sigmoid(-700).item() / Math.exp(-700), 1, 1e-14);
});

Deno.test("topk() takes the first of equal entries, and NaN before every number", () => {
  const { values, indices } = d.topk([3, 1, NaN, 3, 3], 3);
  assertEquals([values.toArray(), indices.toArray()], [[NaN, 3, 3], [2, 0, 3]]);
  assertEquals(d.topk([2, 1, NaN, 1, 2], 3, { largest: false }).indices.toArray(), [1, 3, 0]);
});

Deno.test("topk() of nothing and of a number keeps the shape", () => {
  assertEquals(d.topk([[1, 2], [3, 4]], 0).values.shape, [2, 0]);
  assertEquals(d.topk(5, 1).values.item(), 5);
});

Deno.test("argsort() is the inverse of its own argsort", () => {
  const x = scattered([257]);
  const order = d.argsort(x);
  assertEquals(d.indexSelect(d.argsort(order), order).toArray(), d.arange(257).toArray());
});

Deno.test("sort() gives the same as a plain sort of many entries", () => {
  const x = scattered([1000]);
  assertEquals(d.sort(x).values.data, x.data.slice().sort());
});

Deno.test("where() takes NaN as true and stops gradients of what was not chosen", () => {
  const x = d.tensor([0, 4], { requiresGrad: true });
  d.where([NaN, 0], x, d.sqrt(x)).sum().backward();
  assertEquals(x.grad!.toArray(), [NaN, 0.25]); // 1 + 0 · ∞ at the first entry, as PyTorch
});

Deno.test("where() keeps its gradient when the condition is written after it ran", () => {
  const condition = d.tensor([1, 0]), x = d.tensor([2, 3], { requiresGrad: true });
  const y = d.where(condition, x, 0);
  condition.data.fill(0);
  y.sum().backward();
  assertEquals(x.grad!.toArray(), [1, 0]);
});

Deno.test("relu(), clamp() and maximum() stop infinite gradients", () => {
  for (const f of [d.relu, (x: d.Tensor) => d.clamp(x, { min: 0 }), (x: d.Tensor) => d.maximum(x, 0)]) {
    const x = d.tensor([-1, 4], { requiresGrad: true });
    f(x).sqrt().sum().backward();
    assertEquals(x.grad!.toArray(), [0, 0.25]);
  }
});

Deno.test("max() of all entries and std() of equal ones stop infinite gradients", () => {
  const x = d.tensor([-1, 0], { requiresGrad: true });
  x.max().sqrt().backward();
  assertEquals(x.grad!.toArray(), [0, Infinity]);
  const y = d.tensor([2, 2], { requiresGrad: true });
  y.std().sqrt().backward();
  assertEquals(y.grad!.toArray(), [0, 0]);
});

Deno.test("matmul() agrees with the definition", () => {
  const a = scattered([2, 5, 7]), b = scattered([7, 3], 1), c = d.matmul(a, b);
  for (let s = 0; s < 2; s++) {
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 7; k++) sum += a.data[(s * 5 + i) * 7 + k] * b.data[k * 3 + j];
        assertAlmostEquals(c.data[(s * 5 + i) * 3 + j], sum, 1e-14);
      }
    }
  }
});

Deno.test("pairwiseDistances() is symmetric and has the root of eps on the diagonal", () => {
  const x = scattered([40, 3]), distances = d.pairwiseDistances(x, { eps: 1e-6 });
  assertEquals(distances.transpose().data, distances.data);
  for (let i = 0; i < 40; i++) assertEquals(distances.data[i * 41], Math.sqrt(1e-6));
  const plain = d.cdist(x, x), squares = plain.square().add(1e-6).sqrt();
  distances.data.forEach((value, i) => assertAlmostEquals(value, squares.data[i], 1e-15));
});

Deno.test("cdist() of empty clouds and without coordinates has the right shape", () => {
  assertEquals(d.cdist(d.zeros([0, 2]), d.zeros([3, 2])).shape, [0, 3]);
  assertEquals(d.cdist(d.zeros([2, 0]), d.zeros([1, 0])).toArray(), [[0], [0]]);
  assertEquals(d.pairwiseDistances(d.zeros([0, 2])).shape, [0, 0]);
  assertEquals(d.pairwiseDistances(d.zeros([2, 0]), { eps: 4 }).toArray(), [[2, 2], [2, 2]]);
});

Deno.test("cdist() and pairwiseDistances() carry NaN", () => {
  for (const p of [1, 2, 3, Infinity]) assert(Number.isNaN(d.cdist([[NaN, 0]], [[1, 1]], { p }).item()));
  assertEquals(d.pairwiseDistances([[NaN], [0]]).toArray(), [[NaN, NaN], [NaN, 0]]);
});

Deno.test("flip() of no axis changes nothing", () => {
  assertEquals(d.flip([1, 2], []).toArray(), [1, 2]);
});

Deno.test("cat() is concat()", () => {
  assertEquals(d.cat, d.concat);
});

Deno.test("sum() of a transposed matrix is that of the matrix over the other axis", () => {
  const x = scattered([30, 20]);
  assertEquals(x.transpose().sum(0).data, x.sum(1).data);
});
