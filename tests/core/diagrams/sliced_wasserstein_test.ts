/**
 * Sliced distances against Oineus, on lattices too, and by central differences.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  gradcheck,
  manualSeed,
  rand,
  slicedWassersteinDistance,
  slicedWassersteinDistanceDiagCorrected,
  type SlicedWassersteinOptions,
  tensor,
} from "../../../mod.ts";
import losses from "../../goldens/oineus_losses.json" with { type: "json" };
import extra from "../../goldens/oineus_sliced.json" with { type: "json" };

const A = [[0, 1], [0.5, 2], [1.5, 3]];
const B = [[0.1, 0.9], [0.6, 1.8]];
const FUNCTIONS: Record<string, typeof slicedWassersteinDistance> = {
  sliced_wasserstein_distance: slicedWassersteinDistance,
  sliced_wasserstein_distance_diag_corrected: slicedWassersteinDistanceDiagCorrected,
};

interface Golden {
  kind: string;
  a: (number | string)[][];
  b: (number | string)[][];
  manual_seed?: number | null;
  value: number;
  grad_a: number[][];
  grad_b: number[][];
}

/** Compares value and gradients with those of Oineus; JSON writes infinities as strings. */
function checkGolden(golden: Golden, options: SlicedWassersteinOptions): void {
  const [a, b] = [golden.a, golden.b].map((points) => {
    const flat = points.flat().map((x) => typeof x === "number" ? x : x === "inf" ? Infinity : -Infinity);
    return tensor(flat, { shape: [points.length, 2], requiresGrad: true });
  });
  if (typeof golden.manual_seed === "number") manualSeed(golden.manual_seed);
  const value = FUNCTIONS[golden.kind](a, b, options);
  assertAlmostEquals(value.item(), golden.value, 1e-10, `value of ${JSON.stringify(options)}`);
  value.backward();
  for (const [found, expected] of [[a.grad!, golden.grad_a.flat()], [b.grad!, golden.grad_b.flat()]] as const) {
    assertEquals(found.size, expected.length);
    expected.forEach((x, i) => assertAlmostEquals(found.data[i], x, 1e-9, `entry ${i} of ${JSON.stringify(options)}`));
  }
}

Deno.test("slicedWassersteinDistance() gives the documented value and gradient", () => {
  const noisy = tensor([[0.3595263266040267, 1.5784414732864172]], { requiresGrad: true });
  manualSeed(11);
  const clean = [[0.12558502048829073, 1.7526136453759549]];
  const distance = slicedWassersteinDistance(noisy, clean, { nDirections: 256 });
  assertEquals(distance.item(), 0.22522903087243942);
  distance.backward();
  assertAlmostEquals(noisy.grad!.data[0], 0.9413813283471855, 1e-12);
  assertAlmostEquals(noisy.grad!.data[1], -0.01891146501022306, 1e-12);
});

Deno.test("sliced distances give the values and gradients of Oineus", () => {
  const cases = losses.cases.filter(({ kind }) => kind in FUNCTIONS);
  assertEquals(cases.length, 24);
  for (const { pair, q, n_directions: nDirections, ...golden } of cases) {
    checkGolden({ ...golden, ...losses.pairs[pair] } as Golden, { q, nDirections });
  }
});

Deno.test("sliced distances give those of Oineus with other streams, directions, exponents and essential points", () => {
  assertEquals(extra.cases.length, 46);
  for (const { options, ...golden } of extra.cases) {
    const { n_directions: nDirections, ignore_inf_points: ignoreInfPoints, ...same } = options;
    checkGolden(golden, { nDirections, ignoreInfPoints, ...same });
  }
});

Deno.test("slicedWassersteinDistance() agrees with central differences", () => {
  const [a, b] = [rand([6, 2], { seed: 1 }), rand([5, 2], { seed: 2 })].map(({ data, shape }) =>
    tensor(data.map((x, i) => i % 2 === 0 ? x : data[i - 1] + x), { shape })
  );
  for (const q of [1, 1.5, 2, 3]) {
    const options = { q, seed: 3, nDirections: 7 };
    const tolerances = { eps: 1e-7, absoluteTolerance: 1e-6, relativeTolerance: 1e-6 };
    gradcheck((x, y) => slicedWassersteinDistance(x, y, options), [a, b], tolerances);
  }
});

Deno.test("slicedWassersteinDistanceDiagCorrected() agrees with central differences where projections stay", () => {
  // Along (1, −1) all projections are 0, so they stay although the points move.
  const options = { directions: [[1, -1], [2, -2]], q: 1.5 };
  const generic = [[0, 1], [0.5, 2], [1.5, 3.3]];
  gradcheck((x, y) => slicedWassersteinDistanceDiagCorrected(x, y, options), [generic, B]);
});

Deno.test("sliced distances draw once from the stream that manualSeed starts", () => {
  for (const f of Object.values(FUNCTIONS)) {
    manualSeed(11);
    f(A, B, { nDirections: 3 });
    assertEquals(rand([1]).item(), 0.664679492131691);
  }
});

Deno.test("sliced distances draw nothing when the directions are given, seeded or not needed", () => {
  for (const f of Object.values(FUNCTIONS)) {
    manualSeed(11);
    f(A, B, { directions: [[1, 0]] });
    f(A, B, { seed: 5 });
    f([], []);
    f([[1, Infinity]], [[2, Infinity]]);
    assertEquals(rand([1]).item(), 0.19233373084394845);
  }
});

Deno.test("sliced distances take a generator, which moves on", () => {
  manualSeed(11);
  const generator = manualSeed(11);
  const first = slicedWassersteinDistance(A, B, { generator }).item();
  const second = slicedWassersteinDistance(A, B, { generator }).item();
  manualSeed(11);
  assertEquals(slicedWassersteinDistance(A, B).item(), first);
  assertEquals(slicedWassersteinDistance(A, B).item(), second);
  assert(first !== second);
});

Deno.test("slicedWassersteinDistance() of equal diagrams in any order is 0 with gradient 0", () => {
  const x = tensor(A, { requiresGrad: true });
  const distance = slicedWassersteinDistance(x, [A[2], A[0], A[1]], { seed: 0 });
  assertEquals(distance.item(), 0);
  distance.backward();
  assertEquals(x.grad!.toArray(), [[0, 0], [0, 0], [0, 0]]);
});

Deno.test("sliced distances of empty diagrams are the essential cost alone", () => {
  for (const f of Object.values(FUNCTIONS)) {
    assertEquals(f([], []).item(), 0);
    assertEquals(f(tensor([], { shape: [0, 2] }), []).shape, []);
    const x = tensor([[1, Infinity]], { requiresGrad: true });
    const cost = f(x, [[4, Infinity]], { q: 2 });
    cost.backward();
    assertEquals([cost.item(), x.grad!.toArray()], [9, [[-6, 0]]]);
  }
});

Deno.test("sliced distances keep their gradient when data is written to afterwards", () => {
  const x = tensor([[1, 2]], { requiresGrad: true });
  const directions = tensor([[1, 0], [0, 1]]);
  const distance = slicedWassersteinDistance(x, [], { directions });
  x.data.fill(7);
  directions.data.fill(7);
  distance.backward();
  assertEquals(x.grad!.toArray(), [[-0.5, 0.5]]);
});

Deno.test("sliced distances refuse exponents below 1", () => {
  for (const q of [0.5, -1, NaN, Infinity]) {
    const text = `q must be a finite number of at least 1, but is ${q}`;
    assertThrows(() => slicedWassersteinDistance(A, B, { q }), RangeError, text);
    assertThrows(() => slicedWassersteinDistanceDiagCorrected(A, B, { q }), RangeError, text);
  }
});

Deno.test("sliced distances of large diagrams are those of the definition, and do not depend on threads", () => {
  const [a, b] = [[3000, 1], [2500, 2]].map(([count, seed]) => {
    const { data } = rand([count, 2], { seed });
    return tensor(data.map((x, i) => i % 2 === 0 ? x : data[i - 1] + x / 3), { shape: [count, 2] });
  });
  const directions = [[1, 0], [0, 1], [-0.6, 0.8], [0.8, -0.6], [1, -1]];
  const line = (own: Float64Array, other: Float64Array, [x, y]: number[]) => {
    const values = new Float64Array((own.length + other.length) / 2);
    values.forEach((_, k) => {
      const row = 2 * k - own.length, middle = other[row] / 2 + other[row + 1] / 2;
      values[k] = row < 0 ? own[2 * k] * x + own[2 * k + 1] * y : middle * x + middle * y;
    });
    return values.sort();
  };
  const costs = directions.map((u) => {
    const s = line(a.data, b.data, u), t = line(b.data, a.data, u);
    return s.reduce((sum, x, k) => sum + (x - t[k]) ** 2, 0);
  });
  const expected = costs.reduce((sum, x) => sum + x, 0) / costs.length;
  assertAlmostEquals(slicedWassersteinDistance(a, b, { directions, q: 2 }).item(), expected, 1e-9);
  for (const f of Object.values(FUNCTIONS)) {
    const results = [1, 2, 5].map((nThreads) => {
      const [x, y] = [a, b].map((points) => tensor(points.toArray(), { requiresGrad: true }));
      const distance = f(x, y, { seed: 4, nDirections: 70, nThreads });
      distance.backward();
      return [distance.data, x.grad!.data, y.grad!.data];
    });
    assertEquals(results[1], results[0]);
    assertEquals(results[2], results[0]);
  }
});

Deno.test("sliced distances refuse wrong limits, and more memory than allowed", () => {
  for (const f of Object.values(FUNCTIONS)) {
    assertThrows(() => f(A, B, { nThreads: 0 }), RangeError, "nThreads must be");
    assertThrows(() => f(A, B, { maxMemory: 0 }), RangeError, "maxMemory must be");
    assertThrows(() => f(A, B, { maxMemory: 100 }), RangeError, "slicing diagrams of 5 points would need about");
  }
});

Deno.test("given directions get no gradient", () => {
  const directions = tensor([[1, 0], [0, 1]], { requiresGrad: true });
  const x = tensor(A, { requiresGrad: true });
  slicedWassersteinDistance(x, B, { directions }).backward();
  assertEquals(directions.grad, null);
  assert(x.grad !== null);
});
