/**
 * Wasserstein distances and matchings against Oineus, brute force, and their own certificates.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  rand,
  type Tensor,
  tensor,
  wassersteinCost,
  wassersteinDistance,
  wassersteinMatching,
  type WassersteinOptions,
  WassersteinState,
} from "../../../mod.ts";
import oineus from "../../goldens/oineus_losses.json" with { type: "json" };

const A = [[0, 1], [0.5, 2], [1.5, 3]];
const B = [[0.1, 0.9], [0.6, 1.8]];

/** `n` points of a seed: births in [0, 1) rounded to a multiple of `step`, persistence below 0.3. */
function randomDiagram(n: number, seed: number, step = 0): Tensor {
  const uniform = rand([n, 2], { seed }).data;
  const rounded = (x: number) => step === 0 ? x : Math.round(x / step) * step;
  const points = uniform.map((x, i) => i % 2 === 0 ? rounded(x) : rounded(uniform[i - 1]) + rounded(0.3 * x));
  return tensor(points, { shape: [n, 2] });
}

function norm(x: number, y: number, p: number): number {
  const [width, height] = [Math.abs(x), Math.abs(y)];
  return p === Infinity ? Math.max(width, height) : (width ** p + height ** p) ** (1 / p);
}

/** The least cost over all matchings, straight from the definition. */
function bruteForce(a: number[][], b: number[][], q: number, p: number): number {
  const alone = ([birth, death]: number[]) => norm((death - birth) / 2, (death - birth) / 2, p) ** q;
  if (a.length === 0) return b.reduce((sum, point) => sum + alone(point), 0);
  const [x, ...rest] = a;
  return b.reduce(
    (least, y, j) =>
      Math.min(least, norm(x[0] - y[0], x[1] - y[1], p) ** q + bruteForce(rest, b.filter((_, k) => k !== j), q, p)),
    alone(x) + bruteForce(rest, b, q, p),
  );
}

Deno.test("wassersteinDistance() and wassersteinMatching() give the documented distances", () => {
  const documented: [number, number[]][] = [
    [1, [1.05, 2.0, 1.4256883257671096]],
    [2, [0.7826237921249264, 1.5427248620541512, 1.0931605554537722]],
    [3, [0.7552958506054614, 1.5051673636460963, 1.0647947793174701]],
  ];
  for (const [wassersteinQ, distances] of documented) {
    [Infinity, 1, 2].forEach((internalP, k) => {
      const options = { wassersteinQ, internalP };
      assertAlmostEquals(wassersteinDistance(A, B, options), distances[k], 1e-12);
      const matching = wassersteinMatching(A, B, options);
      assertAlmostEquals(matching.distance, distances[k], 1e-12);
      assertEquals(matching.cost ** (1 / wassersteinQ), matching.distance);
      assertEquals(matching.finiteToFinite, [[0, 0], [1, 1]]);
      assertEquals([matching.aToDiagonal, matching.bToDiagonal], [[2], []]);
      assertEquals(matching.essential, { infDeath: [], negInfDeath: [], infBirth: [], negInfBirth: [] });
    });
  }
});

Deno.test("wassersteinMatching() gives the costs of Oineus", () => {
  for (const { kind, pair, q, internal_p, value } of oineus.cases) {
    if (kind !== "wasserstein_cost") continue;
    const { a, b } = oineus.pairs[pair as number];
    const internalP = internal_p === "inf" ? Infinity : Number(internal_p);
    const { cost } = wassersteinMatching(a, b, { wassersteinQ: q, internalP });
    assertAlmostEquals(cost, value, 1e-6 * value);
  }
});

Deno.test("wassersteinDistance() is the least over all matchings", () => {
  for (const step of [0, 0.1]) {
    for (let seed = 0; seed < 6; seed++) {
      const a = randomDiagram(seed, 2 * seed, step), b = randomDiagram(5 - seed % 3, 2 * seed + 1, step);
      for (const wassersteinQ of [1, 1.5, 2, 3]) {
        for (const internalP of [1, 2, 5, Infinity]) {
          const options = { wassersteinQ, internalP };
          const least = bruteForce(a.toArray() as number[][], b.toArray() as number[][], wassersteinQ, internalP);
          assertAlmostEquals(wassersteinDistance(a, b, options) ** wassersteinQ, least, 1e-13);
        }
      }
    }
  }
});

Deno.test("wassersteinMatching() proves its cost", () => {
  const level = (seed: number) => tensor([...rand([200], { seed }).data].map((death) => [0, death]));
  for (const make of [(seed: number) => randomDiagram(200, seed), level]) {
    for (const wassersteinQ of [1, 2, 3]) {
      const { cost, certificate } = wassersteinMatching(make(1), make(2), { wassersteinQ, internalP: 2 });
      const { primal, dual, gap } = certificate;
      assertEquals(primal, cost);
      assertEquals(gap, primal - dual);
      assert(Math.abs(gap) <= 1e-12 * primal, `gap ${gap} of ${primal}`);
    }
  }
});

Deno.test("wassersteinMatching() rounds its proof relative to what the diagonal would cost", () => {
  const nearlyLevel = (seed: number) =>
    tensor([...rand([200], { seed }).data].map((death, i) => [1e-6 * i, 1 + death]));
  for (const wassersteinQ of [1, 2, 3]) {
    const a = nearlyLevel(1), b = nearlyLevel(2), options = { wassersteinQ, internalP: 2 };
    const alone = [a, b].map((x) => wassersteinMatching(x, [], options).cost).reduce((x, y) => x + y);
    assert(Math.abs(wassersteinMatching(a, b, options).certificate.gap) <= 1e-14 * alone);
  }
});

Deno.test("wassersteinDistance() is a metric", () => {
  for (const wassersteinQ of [1, 2]) {
    const options = { wassersteinQ, internalP: 2 };
    const [a, b, c] = [5, 6, 7].map((seed) => randomDiagram(60, seed));
    const [ab, bc, ac] = [[a, b], [b, c], [a, c]].map(([x, y]) => wassersteinDistance(x, y, options));
    assertAlmostEquals(wassersteinDistance(b, a, options), ab, 1e-12);
    assert(ac <= ab + bc && ab <= ac + bc && bc <= ab + ac && ab > 0);
    assertEquals(wassersteinDistance(a, a.clone(), options), 0);
  }
});

Deno.test("wassersteinMatching() lists every point off the diagonal once, by its row", () => {
  const a = [[1, 1], [0, 3], [1, Infinity], [5, 5.5]], b = [[2, Infinity], [0, 3.25], [7, 7], [9, 9.5]];
  const { finiteToFinite, aToDiagonal, bToDiagonal, essential, cost } = wassersteinMatching(a, b);
  assertEquals({ finiteToFinite, aToDiagonal, bToDiagonal }, {
    finiteToFinite: [[1, 1]],
    aToDiagonal: [3],
    bToDiagonal: [3],
  });
  assertEquals(essential.infDeath, []);
  assertEquals(cost, 0.25 + 0.25 + 0.25);
  const whole = wassersteinMatching(a, b, { ignoreInfPoints: false });
  assertEquals([whole.essential.infDeath, whole.cost], [[[2, 0]], 1.75]);
  assertEquals(whole.certificate.primal, 1.75);
});

Deno.test("wassersteinMatching() matches the four essential families by rank", () => {
  const a = [[5, Infinity], [1, Infinity], [2, -Infinity], [Infinity, 2], [-Infinity, 3]];
  const b = [[-Infinity, 5], [Infinity, 3], [2.5, -Infinity], [1, Infinity], [7, Infinity]];
  const matching = wassersteinMatching(a, b, { wassersteinQ: 2, ignoreInfPoints: false });
  assertEquals(matching.essential, {
    infDeath: [[1, 3], [0, 4]],
    negInfDeath: [[2, 2]],
    infBirth: [[3, 1]],
    negInfBirth: [[4, 0]],
  });
  assertEquals(matching.cost, 0 + 4 + 0.25 + 1 + 4);
  assertEquals(wassersteinDistance(a, b, { wassersteinQ: 2 }), matching.distance);
});

Deno.test("essential points that do not correspond are infinitely far apart, and cannot be matched", () => {
  const a = [[0, Infinity], [1, Infinity], [0, 1]], b = [[0, Infinity], [0, 1]];
  assertEquals(wassersteinDistance(a, b), Infinity);
  assertEquals(wassersteinDistance(a, b, { ignoreInfPoints: true }), 0);
  assertThrows(
    () => wassersteinMatching(a, b, { ignoreInfPoints: false }),
    RangeError,
    "Cannot match two diagrams: equally many (finite, +inf) points were expected in a and b, but there are 2 and 1; " +
      "set ignoreInfPoints: true to leave them out",
  );
  assertThrows(() => wassersteinDistance([[-Infinity, Infinity]], b), RangeError, "must have a finite coordinate");
});

Deno.test("wassersteinDistance() of empty diagrams", () => {
  assertEquals(wassersteinDistance([], []), 0);
  assertEquals(wassersteinDistance([[1, 3]], [], { wassersteinQ: 2 }), 1);
  const { finiteToFinite, aToDiagonal, bToDiagonal } = wassersteinMatching([], [[1, 3]]);
  assertEquals({ finiteToFinite, aToDiagonal, bToDiagonal }, { finiteToFinite: [], aToDiagonal: [], bToDiagonal: [0] });
});

Deno.test("a state changes no cost, and no matching that is the only cheapest one", () => {
  const state = new WassersteinState(), target = randomDiagram(150, 20), start = randomDiagram(170, 21).data;
  const noise = rand([170], { seed: 22 }).data;
  assertEquals(state.prices, undefined);
  for (let step = 0; step < 8; step++) {
    const a = tensor(start.map((x, i) => x + (i % 2) * 0.01 * step * noise[i >> 1]), { shape: [170, 2] });
    const options = { wassersteinQ: 2, internalP: 2 };
    const cold = wassersteinMatching(a, target, options), warm = wassersteinMatching(a, target, { ...options, state });
    assertEquals(warm.finiteToFinite, cold.finiteToFinite);
    assertAlmostEquals(warm.cost, cold.cost, 1e-14);
    assert(Math.abs(warm.certificate.gap) <= 1e-12 * warm.cost);
    assertEquals(wassersteinCost(a, target, { ...options, state }).item(), warm.cost);
    assertEquals(state.prices?.length, 150);
  }
  // Prices of another target, and of another number of points.
  const [b, c] = [randomDiagram(150, 23), randomDiagram(10, 24)];
  for (const x of [b, c]) {
    assertAlmostEquals(wassersteinDistance(b, x, { state }), wassersteinDistance(b, x), 1e-12);
  }
  state.clear();
  assertEquals(state.prices, undefined);
});

/** `n` points of a seed with births so close to each other that every pair gains something. */
function crowdedDiagram(n: number, seed: number): Tensor {
  const uniform = rand([n, 2], { seed }).data;
  return tensor(uniform.map((x, i) => i % 2 === 0 ? 1e-3 * x : 1 + x), { shape: [n, 2] });
}

Deno.test("wassersteinMatching() of crowded diagrams is exact in little memory", () => {
  // A list of all gains alone would take 36 MB.
  const a = crowdedDiagram(1500, 40), b = crowdedDiagram(1500, 41), maxMemory = 4 * 2 ** 20;
  for (const [wassersteinQ, internalP] of [[1, Infinity], [2, 2], [3, 1]]) {
    const options = { wassersteinQ, internalP, maxMemory };
    const alone = [a, b].map((x) => wassersteinMatching(x, [], options).cost).reduce((x, y) => x + y);
    const { cost, certificate, finiteToFinite } = wassersteinMatching(a, b, options);
    assert(Math.abs(certificate.gap) <= 1e-14 * alone, `gap ${certificate.gap}`);
    assertEquals(finiteToFinite.length, 1500);
    assertAlmostEquals(wassersteinMatching(b, a, options).cost, cost, 1e-14 * alone);
    for (const threads of [1, 3]) assertEquals(wassersteinMatching(a, b, { ...options, nThreads: threads }).cost, cost);
  }
});

Deno.test("delta allows a relative error, which the certificate shows", () => {
  const a = crowdedDiagram(400, 42), b = crowdedDiagram(400, 43), options = { wassersteinQ: 2, internalP: 2 };
  const least = wassersteinMatching(a, b, options).cost;
  for (const delta of [0.001, 0.1, 1]) {
    const { cost, certificate } = wassersteinMatching(a, b, { ...options, delta });
    assertEquals(certificate.primal, cost);
    assert(cost >= least * (1 - 1e-12) && cost <= (1 + delta) * certificate.dual);
    assert(certificate.dual <= least * (1 + 1e-12));
    assertEquals(wassersteinDistance(a, b, { ...options, delta }), Math.sqrt(cost));
    assertAlmostEquals(wassersteinCost(a, b, { ...options, wassersteinDelta: delta }).item(), least, 1e-12);
  }
});

Deno.test("a state changes no cost of crowded diagrams", () => {
  const state = new WassersteinState(), b = crowdedDiagram(300, 44), start = crowdedDiagram(300, 45).data;
  for (let step = 0; step < 4; step++) {
    const a = tensor(start.map((x, i) => x + (i % 2) * 1e-3 * step * Math.sin(i)), { shape: [300, 2] });
    const options = { wassersteinQ: 2, internalP: 2 };
    const cold = wassersteinMatching(a, b, options), warm = wassersteinMatching(a, b, { ...options, state });
    assertEquals(warm.finiteToFinite, cold.finiteToFinite);
    assertEquals(warm.cost, cold.cost);
  }
});

Deno.test("wassersteinMatching() of points far from 0, and very large or small ones", () => {
  const a = randomDiagram(150, 46), b = randomDiagram(150, 47), options = { wassersteinQ: 2, internalP: 2 };
  const { finiteToFinite, cost } = wassersteinMatching(a, b, options);
  for (const scale of [2 ** -300, 2 ** 300]) {
    const [x, y] = [a, b].map((points) => tensor(points.data.map((z) => scale * z), { shape: [150, 2] }));
    const scaled = wassersteinMatching(x, y, options);
    assertEquals(scaled.finiteToFinite, finiteToFinite);
    assertEquals(scaled.cost, cost * scale ** 2);
    assertEquals(scaled.distance, Math.sqrt(cost) * scale);
  }
});

Deno.test("wassersteinMatching() refuses what would need more memory than is allowed", () => {
  const a = randomDiagram(300, 30), b = randomDiagram(300, 31);
  assertThrows(() => wassersteinMatching(a, b, { maxMemory: 1000 }), RangeError, "Cannot match two diagrams: at most");
});

Deno.test("wassersteinDistance() and wassersteinMatching() refuse options out of range", () => {
  const refused: [Record<string, unknown>, string, typeof RangeError | typeof TypeError][] = [
    [{ wassersteinQ: 0.5 }, "wassersteinQ must be a finite number of at least 1, but is 0.5", RangeError],
    [{ wassersteinQ: "2" }, "wassersteinQ must be a finite number of at least 1, but is 2", RangeError],
    [{ wassersteinQ: NaN }, "but is NaN", RangeError],
    [{ wassersteinQ: Infinity }, "but is Infinity; its limit is the bottleneck distance, see bottleneck", RangeError],
    [{ internalP: 0.5 }, "internalP must be a number from 1 to Infinity, but is 0.5", RangeError],
    [{ delta: -1 }, "delta must be finite and not negative, but is -1", RangeError],
    [{ delta: NaN }, "delta must be finite and not negative, but is NaN", RangeError],
    [{ ignoreInfPoints: 1 }, "ignoreInfPoints must be true or false", TypeError],
    [{ state: {} }, "state must be a WassersteinState", TypeError],
    [{ nThreads: 0 }, "nThreads", RangeError],
    [{ maxMemory: -1 }, "maxMemory must be a positive number of bytes, but is -1", RangeError],
    [{ q: 2 }, 'but one is "q"', TypeError],
  ];
  for (const [options, text, kind] of refused) {
    assertThrows(() => wassersteinDistance(A, B, options as WassersteinOptions), kind, text);
    assertThrows(() => wassersteinMatching(A, B, options as WassersteinOptions), kind, text);
  }
  for (const points of [[[0, NaN]], [[1, 0]]]) {
    assertThrows(() => wassersteinMatching(points, B), RangeError, "row 0 of a is");
    assertThrows(() => wassersteinDistance(B, points), RangeError, "row 0 of b is");
  }
  assertThrows(() => wassersteinDistance([1, 2, 3], B), TypeError, "shape [n, 2]");
});
