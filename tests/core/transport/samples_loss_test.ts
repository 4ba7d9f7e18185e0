/**
 * What holds for every loss between samples.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Generator, noGrad, ragged, rand, randn, samplesLoss, stack, type Tensor, tensor } from "../../../mod.ts";
import { a, b, type Loss, LOSSES, nameOf, x, y } from "./_clouds.ts";
import { assertSmall, gradients } from "./_gradients.ts";

const DEBIASED = LOSSES.filter(([, { debias = true }]) => debias);

const seeded = (seed: number) => ({ generator: new Generator(seed) });

for (const loss of DEBIASED) {
  Deno.test(`${nameOf(loss)} of equal clouds is 0, with gradient 0 at the points`, () => {
    const { value, at: [atA, atX, atB, atY] } = gradients(loss, a, x, a, x);
    assertAlmostEquals(value, 0, 1e-14);
    for (const part of [atX, atY]) assertSmall(part, 1e-12);
    // A constant is left where masses must be kept.
    for (const part of [atA, atB]) assertSmall(part.map((entry) => entry - part[0]), 1e-12);
  });

  Deno.test(`${nameOf(loss)} is not negative, and positive for clouds that differ`, () => {
    const [kind, options] = loss;
    for (let seed = 0; seed < 10; seed++) {
      const x = rand([6, 3], seeded(seed)), y = rand([4, 3], seeded(100 + seed));
      const [a, b] = [6, 4].map((count) => rand([count], seeded(200 + seed)).softmax(0));
      assert(samplesLoss(kind, options)(x, y).item() > 1e-6);
      assert(samplesLoss(kind, options)(a, x, b, y).item() > 1e-6);
    }
  });
}

for (const loss of LOSSES) {
  const [kind, options] = loss;

  Deno.test(`${nameOf(loss)} has the same gradient at one cloud whether the other has one or not`, () => {
    const clouds = [[...x, ...y], [...y, ...x]].map((points) => tensor(points, { requiresGrad: true }));
    const starts = [[0, x.length, 12], [0, y.length, 12]];
    const pair = (tensors: readonly Tensor[]) => tensors.map((points, s) => ragged(points, starts[s]));
    const samples = samplesLoss(kind, options), [first, second] = pair(clouds), both = samples(first, second);
    both.sum().backward();
    for (const s of [0, 1]) {
      const alone = clouds.map((points, k) => tensor(points.data, { shape: points.shape, requiresGrad: k === s }));
      const [first, second] = pair(alone), value = samples(first, second);
      value.sum().backward();
      assertEquals(value.data, both.data);
      assertEquals(alone[s].grad!.data, clouds[s].grad!.data);
    }
    const [left, right] = pair(clouds);
    assertEquals(noGrad(() => samples(left, right)).data, both.data);
  });

  Deno.test(`${nameOf(loss)} moves with both clouds`, () => {
    const shift = (points: number[][]) => points.map(([u, v]) => [u + 3, v - 5]);
    const here = gradients(loss, a, x, b, y), there = gradients(loss, a, shift(x), b, shift(y));
    assertAlmostEquals(there.value, here.value, 1e-12);
    here.at.forEach((part, k) => assertSmall(part.map((entry, i) => entry - there.at[k][i]), 1e-11));
  });

  Deno.test(`${nameOf(loss)} does not depend on the order of points, nor on that of clouds`, () => {
    const order = [3, 1, 6, 0, 2, 5, 4], here = gradients(loss, a, x, b, y);
    const there = gradients(loss, order.map((i) => a[i]), order.map((i) => x[i]), b, y);
    const swapped = gradients(loss, b, y, a, x);
    assertAlmostEquals(there.value, here.value, 1e-14);
    assertAlmostEquals(swapped.value, here.value, 1e-13);
    assertSmall(there.at[0].map((entry, k) => entry - here.at[0][order[k]]), 1e-12);
    assertSmall(there.at[1].map((entry, k) => entry - here.at[1][2 * order[k >> 1] + k % 2]), 1e-12);
    assertSmall(swapped.at[3].map((entry, k) => entry - here.at[1][k]), 1e-11);
  });

  Deno.test(`${nameOf(loss)} of a batch is that of its pairs one by one`, () => {
    const first = rand([3, 6, 2], seeded(1)), second = rand([3, 4, 2], seeded(2));
    const a = rand([3, 6], seeded(3)).softmax(1).detach(), b = rand([3, 4], seeded(4)).softmax(1).detach();
    const one = samplesLoss(kind, options), found = one(first, second), weighted = one(a, first, b, second);
    assertEquals([found.shape, weighted.shape], [[3], [3]]);
    for (let k = 0; k < 3; k++) {
      assertEquals(found.data[k], one(first.index(k), second.index(k)).item());
      assertEquals(weighted.data[k], one(a.index(k), first.index(k), b.index(k), second.index(k)).item());
    }
  });

  Deno.test(`${nameOf(loss)} of a ragged batch is that of its pairs one by one`, () => {
    const xOffsets = [0, 4, 5, 9], yOffsets = [0, 1, 6, 8];
    const points = rand([9, 2], seeded(5)), others = rand([8, 2], seeded(6));
    const x = tensor(points, { requiresGrad: true }), y = tensor(others, { requiresGrad: true });
    const one = samplesLoss(kind, options), found = one(ragged(x, xOffsets), ragged(y, Uint32Array.from(yOffsets)));
    assertEquals(found.shape, [3]);
    found.mul([1, 2, 3]).sum().backward();
    for (let k = 0; k < 3; k++) {
      const own = tensor(points.slice(xOffsets[k], xOffsets[k + 1]), { requiresGrad: true });
      const alone = one(own, others.slice(yOffsets[k], yOffsets[k + 1]));
      alone.mul(k + 1).backward();
      assertEquals(found.data[k], alone.item());
      assertEquals(x.grad!.slice(xOffsets[k], xOffsets[k + 1]).data, own.grad!.data);
    }
  });

  Deno.test(`${nameOf(loss)} of clouds in one place is right`, () => {
    const { value, at } = gradients(loss, [0.25, 0.75], [[1, 2], [1, 2]], [1], [[1, 2]]);
    assert(Number.isFinite(value));
    if (options.debias !== false) assertAlmostEquals(value, 0, 1e-14);
    assertEquals([...at[1], ...at[3]].map(Math.abs), [0, 0, 0, 0, 0, 0]);
  });
}

Deno.test("samplesLoss() of two Diracs is the cost between them", () => {
  for (const [p, blur] of [[1, 0.1], [2, 0.1], [2, 10], [3, 0.5]]) {
    for (const debias of [true, false]) {
      const loss: Loss = ["sinkhorn", { p, blur, debias }];
      const { value, at: [, atX, , atY] } = gradients(loss, [1], [[0, 0]], [1], [[3, 4]]);
      assertAlmostEquals(value, 5 ** p / p, 1e-12);
      assertSmall(atX.map((entry, c) => entry + [3, 4][c] * 5 ** (p - 2)), 1e-12);
      assertSmall(atY.map((entry, c) => entry - [3, 4][c] * 5 ** (p - 2)), 1e-12);
    }
  }
  const energy = gradients(["energy", {}], [1], [[0, 0]], [1], [[3, 4]]);
  assertAlmostEquals(energy.value, 5, 1e-14);
});

Deno.test("samplesLoss() has the distance floor of GeomLoss with compat only", () => {
  const energy = (compat?: "geomloss-0.3.1") => samplesLoss("energy", { compat })([[0]], [[1]]).item();
  assertAlmostEquals(energy("geomloss-0.3.1"), 0.9999, 1e-15);
  assertEquals(energy(), 1);
  const laplacian = samplesLoss("laplacian", { blur: 0.1, compat: "geomloss-0.3.1" });
  assertAlmostEquals(laplacian([[0]], [[1]]).item(), 0.99985460507, 1e-11);
});

Deno.test("samplesLoss() shares the diameter in a batch with compat only", () => {
  const x = rand([2, 8, 2], seeded(1)), y = stack([rand([6, 2], seeded(2)), rand([6, 2], seeded(3)).mul(3)]);
  const options = { blur: 0.1, compat: "geomloss-0.3.1" } as const;
  const batch = samplesLoss("sinkhorn", options)(x, y);
  const both = x.reshape([-1, 2]).concat([y.reshape([-1, 2])]);
  const diameter = both.max(0).sub(both.min(0)).norm().item();
  const alone = (k: number, diameter?: number) =>
    samplesLoss("sinkhorn", { ...options, diameter })(x.index(k), y.index(k)).item();
  assertEquals([...batch.data], [alone(0, diameter), alone(1, diameter)]);
  assert(alone(0) !== batch.data[0]);
});

Deno.test("samplesLoss() has the same bits for every number of threads", () => {
  const [x, y] = [randn([900, 2], seeded(1)), randn([700, 2], seeded(2))];
  for (const [kind, options] of LOSSES.filter(([, { p = 2 }]) => p === 1 || p === 2)) {
    for (const compat of kind === "hausdorff" ? [undefined] : [undefined, "geomloss-0.3.1"] as const) {
      const found = [1, 2, 4].map((nThreads) => {
        const here = tensor(x, { requiresGrad: true });
        const value = samplesLoss(kind, { ...options, tol: 1e-6, compat, nThreads })(here, y);
        value.backward();
        return [value.item(), ...here.grad!.data];
      });
      assertEquals(found[1], found[0]);
      assertEquals(found[2], found[0]);
    }
  }
});

Deno.test("samplesLoss() takes weights of shape [n, 1], Float32Array and nested arrays", () => {
  const energy = samplesLoss("energy"), expected = energy(a, x, b, y).item();
  const column = tensor(a.map((weight) => [weight]), { requiresGrad: true });
  const value = energy(column, x, b, { data: Float64Array.from(y.flat()), shape: [5, 2] });
  assertEquals(value.item(), expected);
  value.backward();
  assertEquals(column.grad!.shape, [7, 1]);
  const uniform = Float32Array.from(x, () => 1 / 7);
  assertAlmostEquals(
    samplesLoss("sinkhorn")(uniform, x, b, y).item(),
    samplesLoss("sinkhorn")(x.map(() => 1 / 7), x, b, y).item(),
    1e-7,
  );
});

Deno.test("samplesLoss() without any pair is empty", () => {
  const empty = (n: number) => ({ data: new Float64Array(0), shape: [0, n, 2] });
  for (const kind of ["sinkhorn", "energy"] as const) assertEquals(samplesLoss(kind)(empty(3), empty(2)).shape, [0]);
});

Deno.test("samplesLoss() gives potentials as constants, in the shape of the weights", () => {
  const points = tensor(x, { requiresGrad: true });
  for (const kind of ["sinkhorn", "gaussian"] as const) {
    const dual = samplesLoss(kind, { potentials: true, tol: 1e-12 });
    const [f, g] = dual(a, points, b, y);
    assertEquals([f.shape, g.shape, f.requiresGrad], [[7], [5], false]);
    const [columns] = dual(a.map((weight) => [weight]), points, b, y), [batch] = dual([x], [y]);
    assertEquals([columns.shape, batch.shape], [[7, 1], [1, 7]]);
    const value = samplesLoss(kind, { tol: 1e-12 })(a, x, b, y).item(), sum = f.mul(a).sum().add(g.mul(b).sum()).item();
    assertAlmostEquals(kind === "sinkhorn" ? sum : sum / 2, value, 1e-12);
  }
});

Deno.test("samplesLoss() records nothing where no gradient is asked for", () => {
  const points = tensor(x, { requiresGrad: true }), loss = samplesLoss("sinkhorn");
  assertEquals([noGrad(() => loss(points, y)).requiresGrad, loss(x, y).requiresGrad], [false, false]);
  const value: Tensor = loss(points, y);
  assertEquals([value.requiresGrad, value.origin!.inputs.length], [true, 2]);
});

Deno.test("samplesLoss() adds both gradients where both clouds are one tensor", () => {
  const points = tensor(x, { requiresGrad: true }), loss = samplesLoss("energy");
  loss(a, points, [...a].reverse(), points).backward();
  const [first, second] = [tensor(x, { requiresGrad: true }), tensor(x, { requiresGrad: true })];
  loss(a, first, [...a].reverse(), second).backward();
  assertSmall(points.grad!.sub(first.grad!).sub(second.grad!).data, 1e-15);
});
