/**
 * Vectors and images of diagrams: by definition, of few points and none, of essential points, with threads.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  bettiCurve,
  entropy,
  imageRange,
  PERSISTENCE_STATISTICS,
  persistenceImage,
  persistenceLandscape,
  persistenceStatistics,
  rand,
  sampleGrid,
  silhouette,
  subplots,
  type Tensor,
  tensor,
  type TensorLike,
} from "../../../mod.ts";

/** Everything with a tensor for a result, with ranges that the diagram decides. */
const ALL: Record<string, (dgm: TensorLike) => Tensor> = {
  persistenceImage: (dgm) => persistenceImage(dgm),
  weighted: (dgm) => persistenceImage(dgm, { weight: (_, persistence) => persistence }),
  persistenceLandscape: (dgm) => persistenceLandscape(dgm),
  silhouette: (dgm) => silhouette(dgm, { weight: (birth, death) => death.sub(birth) }),
  bettiCurve: (dgm) => bettiCurve(dgm),
  entropy: (dgm) => entropy(dgm),
  summary: (dgm) => entropy(dgm, { mode: "vector" }),
  persistenceStatistics: (dgm) => persistenceStatistics(dgm),
};
const SHAPES: Record<string, number[]> = {
  persistenceImage: [20, 20],
  weighted: [20, 20],
  persistenceLandscape: [5, 100],
  silhouette: [100],
  bettiCurve: [100],
  entropy: [],
  summary: [100],
  persistenceStatistics: [38],
};

/** `count` points with births up to 1 and lifetimes up to 0.5. */
function points(count: number, seed: number): Tensor {
  const { data } = rand([count, 2], { seed });
  return tensor(data.map((x, i) => i % 2 === 0 ? x : data[i - 1] + x / 2), { shape: [count, 2], requiresGrad: true });
}

Deno.test("vectors and images of an empty diagram are 0, and so is the gradient", () => {
  for (const [name, f] of Object.entries(ALL)) {
    for (const empty of [[], tensor([], { shape: [0, 2] }), [[1, Infinity]]]) {
      if (name === "bettiCurve" && Array.isArray(empty) && empty.length > 0) continue;
      const value = f(empty);
      assertEquals(value.shape, SHAPES[name], name);
      assert(value.data.every((x) => x === 0), name);
    }
    for (const empty of [tensor([], { shape: [0, 2], requiresGrad: true }), tensor([], { requiresGrad: true })]) {
      f(empty).sum().backward();
      assertEquals(empty.grad!.shape, empty.shape);
    }
  }
});

Deno.test("vectors and images leave out points at infinity, which get the gradient 0", () => {
  const rows = [[0, Infinity], [0.2, 1], [-Infinity, 3], [0.5, 2.5]], finite = [rows[1], rows[3]];
  for (const [name, f] of Object.entries(ALL)) {
    if (name === "bettiCurve") continue;
    const x = tensor(rows, { requiresGrad: true }), y = tensor(finite, { requiresGrad: true });
    const [value, expected] = [f(x), f(y)];
    assertEquals(value.data, expected.data, name);
    const slopes = value.data.map((_, k) => Math.sin(k));
    value.reshape([-1]).mul(slopes).sum().backward();
    expected.reshape([-1]).mul(slopes).sum().backward();
    const [first, second] = y.grad!.toArray() as number[][];
    assertEquals(x.grad!.toArray(), [[0, 0], first, [0, 0], second], name);
  }
});

Deno.test("bettiCurve() counts points at infinity", () => {
  const dgm = [[0, Infinity], [1, 2], [-Infinity, 1], [-Infinity, Infinity]];
  const predefinedGrid = [-Infinity, 0, 1, 2, Infinity];
  assertEquals(bettiCurve(dgm, { predefinedGrid }).toArray(), [2, 3, 3, 2, 0]);
});

Deno.test("bettiCurve() of many points counts those alive", () => {
  const dgm = points(500, 1), predefinedGrid = [0, 0.1, 0.25, 0.5, 0.5, 0.9, 1.2, 1.6];
  const expected = predefinedGrid.map((x) => {
    let alive = 0;
    for (let i = 0; i < dgm.size; i += 2) if (dgm.data[i] <= x && x < dgm.data[i + 1]) alive++;
    return alive;
  });
  assertEquals(bettiCurve(dgm, { predefinedGrid }).toArray(), expected);
});

Deno.test("of one point come a Gaussian, a tent, a step, and the entropy 0", () => {
  const dgm = [[1, 3]], predefinedGrid = [0, 1, 1.5, 2, 3];
  const image = persistenceImage(dgm, { resolution: 1, imRange: [1, 2, 2, 3], bandwidth: 2 });
  assertAlmostEquals(image.item(), 1 / (8 * Math.PI), 1e-16);
  const tent = [0, 0, 0.5, 1, 0].map((height) => height * Math.SQRT2);
  assertEquals(persistenceLandscape(dgm, { predefinedGrid, numLandscapes: 1 }).toArray(), [tent]);
  assertEquals(silhouette(dgm, { predefinedGrid }).toArray(), tent);
  assertEquals(bettiCurve(dgm, { predefinedGrid }).toArray(), [0, 1, 1, 1, 0]);
  assertEquals(entropy(dgm).item(), 0);
  assertEquals(entropy(dgm, { mode: "vector", predefinedGrid }).toArray(), [0, 0, 0, 0, 0]);
});

Deno.test("entropy() of n equal lifetimes is ln n, whatever their size", () => {
  for (const scale of [1, 1e-300, 1e300]) {
    const dgm = [[0, scale], [scale, 2 * scale], [0, scale], [3 * scale, 4 * scale]];
    assertAlmostEquals(entropy(dgm).item(), Math.log(4), 1e-15);
  }
});

Deno.test("silhouette() of points on the diagonal is 0 with any weights", () => {
  assertEquals(silhouette([[1, 1], [2, 2]], { resolution: 2, weight: () => 0 }).toArray(), [0, 0]);
  assertEquals(silhouette([[1, 1], [2, 2]], { resolution: 2 }).toArray(), [0, 0]);
});

Deno.test("a function called weight gets the finite points, as tensors that gradients flow through", () => {
  const seen: unknown[] = [];
  const look = (birth: Tensor, other: Tensor) => {
    seen.push(birth.toArray(), other.toArray(), birth.requiresGrad);
    return 1;
  };
  const dgm = tensor([[1, 4], [0, Infinity], [2, 3]], { requiresGrad: true });
  persistenceImage(dgm, { weight: look });
  silhouette(dgm, { weight: look });
  assertEquals(seen, [[1, 2], [3, 1], true, [1, 2], [4, 3], true]);
});

Deno.test("sampleGrid() finds the ends of several diagrams, and leaves them out unless asked", () => {
  const dgms = [[[0, 2], [-5, Infinity]], [[1, 4]]];
  assertEquals(sampleGrid(dgms, { resolution: 3 }).toArray(), [1, 2, 3]);
  assertEquals(sampleGrid(dgms, { resolution: 3, keepEndpoints: true }).toArray(), [0, 2, 4]);
  assertEquals(sampleGrid(dgms, { resolution: 3, sampleRange: [-2, undefined] }).toArray(), [-2, 0, 2]);
  assertEquals(sampleGrid(dgms, { resolution: 3, sampleRange: [NaN, 6] }).toArray(), [2, 4, 6]);
  assertEquals(sampleGrid(dgms, { resolution: 3, sampleRange: [2, 3] }).toArray(), [2, 2.5, 3]);
  assertEquals(sampleGrid(dgms, { resolution: 1, sampleRange: [2, 3] }).toArray(), [2]);
  assertEquals(sampleGrid(dgms).size, 100);
  assertEquals(sampleGrid([], { resolution: 2 }).toArray(), [0, 0]);
  assertEquals(sampleGrid([[]], { resolution: 2, sampleRange: [undefined, 3] }).toArray(), [3, 3]);
});

Deno.test("imageRange() is that of births and of persistences", () => {
  assertEquals(imageRange([[[0, 1], [1, Infinity]], [[-1, 4]]]), [-1, 0, 1, 5]);
  assertEquals(imageRange([[[0, 0]]]), [0, 0, 0, 0]);
  assertEquals(imageRange([]), [0, 0, 0, 0]);
});

Deno.test("PERSISTENCE_STATISTICS has a name for each number", () => {
  assertEquals(new Set(PERSISTENCE_STATISTICS).size, 38);
  const values = persistenceStatistics([[0, 1], [2, 6], [1, Infinity]]).toArray() as number[];
  const named = Object.fromEntries(PERSISTENCE_STATISTICS.map((name, k) => [name, values[k]]));
  assertEquals([named["birth.range"], named["death.p75"], named["midpoint.mean"]], [2, 4.75, 2.25]);
  assertEquals([named["lifetime.std"], named["lifetime.iqr"], named.count], [1.5, 1.5, 2]);
  assertAlmostEquals(named.entropy, Math.log(5) - 0.8 * Math.log(4), 1e-15);
});

Deno.test("threads change no bit of vectors and images, nor of their gradients", () => {
  const run = (nThreads: number) => {
    const dgm = points(3000, 2);
    const image = persistenceImage(dgm, {
      nThreads,
      resolution: [70, 90],
      bandwidth: 0.05,
      weight: (_, p) => p,
      imRange: [0, 1, 0, 0.5],
    });
    const landscape = persistenceLandscape(dgm, { nThreads, numLandscapes: 7 });
    const curve = silhouette(dgm, { nThreads, weight: (birth, death) => death.sub(birth) });
    image.square().sum().add(landscape.square().sum()).add(curve.square().sum()).backward();
    return [image.data, landscape.data, curve.data, dgm.grad!.data];
  };
  const expected = run(1);
  for (const nThreads of [2, 3]) assertEquals(run(nThreads), expected);
});

Deno.test("vectors and images keep their gradient when data is written to afterwards", () => {
  for (const [name, f] of Object.entries(ALL)) {
    const gradient = (disturb: boolean) => {
      const x = points(6, 3), value = f(x), loss = value.reshape([-1]).mul(value.data.map((_, k) => k + 1)).sum();
      if (disturb) [x, value].forEach(({ data }) => data.fill(7));
      loss.backward();
      return x.grad!.toArray();
    };
    assertEquals(gradient(true), gradient(false), name);
  }
});

Deno.test("a descent moves a diagram to the image of another", () => {
  const options = { bandwidth: 0.5, imRange: [0, 2, 0, 2] } as const;
  const target = persistenceImage([[0.5, 1.9]], options);
  const dgm = tensor([[1, 1.8]], { requiresGrad: true });
  for (let step = 0; step < 200; step++) {
    dgm.zeroGrad();
    persistenceImage(dgm, options).sub(target).square().sum().backward();
    dgm.assign(dgm.detach().sub(dgm.grad!.mul(0.003)));
  }
  assertAlmostEquals(dgm.data[0], 0.5, 1e-3);
  assertAlmostEquals(dgm.data[1], 1.9, 1e-3);
});

Deno.test("vectors and images go straight into charts", () => {
  const dgm = points(20, 4), predefinedGrid = sampleGrid([dgm]);
  const [fig, [first, second]] = subplots(1, 2);
  first.imshow(persistenceImage(dgm, { bandwidth: 0.1 }), { origin: "lower", extent: imageRange([dgm]) });
  const landscape = persistenceLandscape(dgm, { predefinedGrid });
  for (let k = 0; k < 5; k++) second.plot(predefinedGrid, landscape.index(k));
  second.plot(predefinedGrid, silhouette(dgm, { predefinedGrid }));
  second.plot(predefinedGrid, bettiCurve(dgm, { predefinedGrid }));
  second.plot(predefinedGrid, entropy(dgm, { mode: "vector", predefinedGrid }));
  assert(fig.toSVG().includes("<image"));
});
