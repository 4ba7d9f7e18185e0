/**
 * Divergences of images against all pairs of pixels, barycenters against GeomLoss, both by central differences.
 */
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  gradcheck,
  imageBarycenter,
  imageBarycenterAsync,
  type ImageBarycenterOptions,
  imageSinkhornDivergence,
  imageSinkhornDivergenceAsync,
  type ImageSinkhornOptions,
  rand,
  softmax,
  type Tensor,
  tensor,
} from "../../../../mod.ts";
import { softmin } from "../../../../core/transport/images/_barycenter.ts";
import { run } from "../../../../core/transport/images/_steps.ts";
import { denseDivergence, denseTransport } from "../../../oracles/image_transport.ts";
import goldens from "../../../goldens/geomloss_images.json" with { type: "json" };

const size = (shape: readonly number[]) => shape.reduce((x, y) => x * y, 1);

/** Masses of sum 1, a third of them 0. */
function image(shape: readonly number[], seed: number): Tensor {
  const data = rand([size(shape)], { seed }).data.map((x, k) => (k + seed) % 3 === 0 ? 0 : x ** 2 + 0.05);
  const sum = data.reduce((x, y) => x + y);
  return tensor(data.map((x) => x / sum), { shape: [...shape] });
}

/** The places of pixels, `[N, d]`. */
function places(shape: readonly number[]): Tensor {
  let list: number[][] = [[]];
  for (const length of shape) list = list.flatMap((place) => Array.from({ length }, (_, k) => [...place, k]));
  return tensor(list).div(Math.max(...shape));
}

const SHAPES = [[7], [16], [6, 6], [4, 7], [2, 4, 3]];

function compare(shape: number[], { reach = Infinity, ...options }: ImageSinkhornOptions, masses = [1, 1]): void {
  const axes = shape.length as 1 | 2 | 3, what = `${shape} ${JSON.stringify(options)}`;
  const images = [1, 2].map((seed, k) => tensor(image(shape, seed).mul(masses[k]), { requiresGrad: true }));
  const value = imageSinkhornDivergence(images[0], images[1], {
    ...options,
    ...{ reach, axes, tol: 1e-11, maxIterations: 5000, strict: true },
  });
  const { p = 2, blur = 1, debias = true } = options;
  const problem = { places: places(shape).toArray() as number[][], p, eps: blur ** p, rho: reach ** p };
  const dense = debias ? denseDivergence : denseTransport;
  const [expected, ...gradients] = dense(problem, [...images[0].data], [...images[1].data]);
  assertAlmostEquals(value.item(), expected, 1e-10, what);
  value.backward();
  gradients.forEach((gradient, k) => {
    const found = images[k].grad!.data;
    // The constant is free where masses are kept.
    const shift = reach === Infinity ? found[0] - gradient[0] : 0;
    found.forEach((x, i) => assertAlmostEquals(x - shift, gradient[i], 1e-9, `${what}, gradient ${k} at ${i}`));
  });
}

Deno.test("divergences of images are those of all pairs of pixels", () => {
  SHAPES.forEach((shape, k) => compare(shape, { p: 2, blur: 0.2, debias: k % 3 > 0 }));
  compare([7], { p: 2, blur: 0.1, debias: true });
  for (const shape of [[16], [4, 5]]) compare(shape, { p: 1, blur: 0.2 });
  compare([12], { p: 2, blur: 0.08, scaling: 0.7 });
});

Deno.test("unbalanced divergences of images are those of all pairs of pixels", () => {
  for (const p of [1, 2]) {
    for (const debias of [true, false]) compare([6, 6], { p, blur: 0.2, reach: 0.3, debias });
    for (const debias of [true, false]) compare([6, 6], { p, blur: 0.2, reach: 0.3, debias }, [1, 1.7]);
  }
});

Deno.test("gradients of divergences agree with central differences", () => {
  const tight = { eps: 1e-5, absoluteTolerance: 1e-6, relativeTolerance: 1e-5 };
  const of = (shape: number[], options: ImageSinkhornOptions) => (a: Tensor, b: Tensor) => {
    const [x, y] = [a, b].map((logits) => softmax(logits.reshape([logits.size])).reshape(shape));
    return imageSinkhornDivergence(x, y, { ...options, tol: 1e-11, maxIterations: 5000 });
  };
  const inputs = [rand([3, 4], { seed: 1 }), rand([3, 4], { seed: 2 })];
  for (const debias of [true, false]) gradcheck(of([3, 4], { blur: 0.3, debias }), inputs, tight);
  for (const debias of [true, false]) {
    const unbalanced = (a: Tensor, b: Tensor) =>
      imageSinkhornDivergence(a, b, { blur: 0.3, reach: 0.4, debias, tol: 1e-12, maxIterations: 5000 });
    gradcheck(unbalanced, inputs, tight);
  }
});

Deno.test("equal images are at divergence 0 with gradient 0, and batches sum over channels", () => {
  const a = tensor(image([8, 8], 1), { requiresGrad: true });
  const zero = imageSinkhornDivergence(a, a.detach());
  zero.backward();
  assertAlmostEquals(zero.item(), 0, 1e-12);
  const gradient = a.grad!.data;
  gradient.forEach((x) => assertAlmostEquals(x, gradient[0], 1e-6));
  const images = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => image([4, 6], seed).data);
  const stack = (from: number) => tensor(images.slice(from, from + 4).flatMap((x) => [...x]), { shape: [2, 2, 4, 6] });
  const options = { blur: 0.2, tol: 1e-10 };
  const all = imageSinkhornDivergence(stack(0), stack(4), options);
  assertEquals(all.shape, [2]);
  for (const item of [0, 1]) {
    const [x, y] = [0, 1].map((channel) =>
      imageSinkhornDivergence(image([4, 6], 2 * item + channel + 1), image([4, 6], 2 * item + channel + 5), options)
        .item()
    );
    assertAlmostEquals(all.data[item], x + y, 1e-9);
  }
});

Deno.test("divergences converge at their defaults, for points, blots and noise, with and without a reach", () => {
  const n = 32,
    pixels = (mass: (k: number) => number) => {
      const data = Float64Array.from({ length: n * n }, (_, k) => mass(k)), sum = data.reduce((x, y) => x + y);
      return tensor(data.map((x) => x / sum), { shape: [n, n] });
    };
  const noise = (seed: number) => {
    const { data } = rand([n * n], { seed });
    return pixels((k) => data[k] > 0.5 ? data[k] : 0);
  };
  const blot = pixels((k) => (Math.floor(k / n) - 8) ** 2 + (k % n - 8) ** 2 < 25 ? 1 : 0);
  const point = pixels((k) => k === n * n - 7 ? 1 : 0);
  for (const [a, b] of [[noise(1), noise(2)], [blot, noise(3)], [point, blot], [point, noise(1)]]) {
    for (const options of [{}, { p: 1 }, { reach: 0.3 }, { blur: 0.1 }]) {
      assert(imageSinkhornDivergence(a, b, { ...options, strict: true }).item() > 0);
    }
  }
});

Deno.test("two blots of the same form are half their squared distance apart, however fine the pixels", () => {
  for (const n of [24, 33, 64]) {
    const blot = (y: number, x: number) => {
      const data = places([n, n]).data, masses = new Float64Array(n * n);
      for (let k = 0; k < n * n; k++) {
        const square = (data[2 * k] - y / n) ** 2 + (data[2 * k + 1] - x / n) ** 2;
        masses[k] = square < 0.01 ? 1 : 0;
      }
      const sum = masses.reduce((x, y) => x + y);
      return tensor(masses.map((x) => x / sum), { shape: [n, n] });
    };
    const quarter = n >> 2,
      divergence = imageSinkhornDivergence(blot(quarter, quarter), blot(2 * quarter, 3 * quarter));
    assertAlmostEquals(divergence.item(), ((quarter / n) ** 2 + (2 * quarter / n) ** 2) / 2, 1e-5);
  }
});

Deno.test("barycenters and their gradients in the weights are those of GeomLoss, which has none in the images", () => {
  assertEquals(goldens.cases.length, 12);
  for (const { p, blur, measures, weights, barycenter, at_weights } of goldens.cases) {
    const w = tensor(weights, { requiresGrad: true });
    const options = { p, ...(blur > 0 ? { blur } : {}), scalingN: 5, backwardIterations: 3 };
    const found = imageBarycenter(measures, w, options), what = `${weights} p = ${p} blur ${blur}`;
    barycenter.flat().forEach((x, i) => assertAlmostEquals(found.data[i], x, 1e-11, what));
    const probe = tensor(Array.from({ length: found.size }, (_, k) => Math.cos(k)), { shape: [...found.shape] });
    found.mul(probe).sum().backward();
    at_weights.forEach((x, k) => assertAlmostEquals(w.grad!.data[k], x, 1e-9, `${what}, weight ${k}`));
  }
});

Deno.test("barycenters of any shape lie half-way, alone and in batches", () => {
  for (const shape of [[9], [6, 10], [5, 7, 6]]) {
    const at = (place: readonly number[]) => {
      const data = new Float64Array(size(shape));
      data[place.reduce((flat, k, axis) => flat * shape[axis] + k, 0)] = 1;
      return data;
    };
    const first = shape.map(() => 1), second = shape.map(() => 3), middle = shape.map(() => 2);
    const measures = tensor([...at(first), ...at(second)], { shape: [2, ...shape] });
    const found = imageBarycenter(measures, [0.5, 0.5]);
    assertEquals(found.shape, shape);
    assertEquals(found.argmax().item(), at(middle).indexOf(1));
    const twice = imageBarycenter(measures.unsqueeze(0).broadcastTo([2, 2, ...shape]), [[0.5, 0.5], [1, 0]]);
    assertEquals(twice.shape, [2, 1, ...shape]);
    assertEquals([...twice.data.subarray(0, size(shape))], [...found.data]);
    assertEquals(
      twice.data.subarray(size(shape)).indexOf(Math.max(...twice.data.subarray(size(shape)))),
      at(first).indexOf(1),
    );
  }
});

Deno.test("gradients of the softmins of barycenters agree with central differences, also where there is no mass", () => {
  const limits = { threads: 1, maxMemory: undefined };
  for (const [shape, p] of [[[3, 4], 2], [[12], 1], [[2, 3, 2], 1.5]] as const) {
    const place = { grid: { shape, width: 1 / shape[0] }, p, eps: 0.1, done: 0, limits };
    const log = rand([2, 12], { seed: 1 }), masses = rand([2, 12], { seed: 2 });
    gradcheck((x, m) => run(softmin(x, m, place), limits), [log, masses]);
    gradcheck((x) => run(softmin(x, undefined, place), limits), [log]);
    // Beside an empty pixel there is only one side.
    const empty = tensor(masses), eps = 1e-6;
    empty.data[5] = 0;
    const leaf = tensor(empty, { requiresGrad: true }), at = (m: Tensor) => run(softmin(log, m, place), limits).sum();
    at(leaf).backward();
    const low = at(empty).item();
    empty.data[5] = eps;
    assertAlmostEquals((at(empty).item() - low) / eps, leaf.grad!.data[5], 1e-4);
  }
});

Deno.test("images give the same bits for every number of threads, and on another thread", async () => {
  const [a, b] = [image([40, 50], 1), image([40, 50], 2)],
    measures = tensor([...a.data, ...b.data], { shape: [2, 40, 50] });
  const run = (nThreads: number) => imageSinkhornDivergence(a, b, { nThreads, maxIterations: 20 }).item();
  const seen: number[] = [];
  const later = await imageSinkhornDivergenceAsync(a, b, { maxIterations: 20, onProgress: (x) => seen.push(x) });
  assertEquals([run(1), run(4), later.item()], [run(2), run(2), run(2)]);
  assert(seen.every((x, k) => k === 0 || x > seen[k - 1]) && seen.at(-1) === 1);
  const bar = (nThreads: number) => [...imageBarycenter(measures, [0.3, 0.7], { nThreads }).data];
  assertEquals(bar(1), bar(2));
  assertEquals([...(await imageBarycenterAsync(measures, [0.3, 0.7])).data], bar(2));
});

Deno.test("computations on images can be ended", async () => {
  const measures = tensor([...image([64, 64], 1).data, ...image([64, 64], 2).data], { shape: [2, 64, 64] });
  const aborted = AbortSignal.abort(new Error("enough"));
  await assertRejects(() => imageBarycenterAsync(measures, [0.5, 0.5], { signal: aborted }), Error, "enough");
  for (
    const f of [
      () => imageBarycenterAsync([[1]], [1], { sginal: aborted } as never),
      () => imageSinkhornDivergenceAsync([[1]], [[1]], { sginal: aborted } as never),
    ]
  ) {
    await assertRejects(f, TypeError, 'onProgress, but one is "sginal"');
  }
  await assertRejects(
    () => imageBarycenterAsync([[1]], [1], { signal: 5 as never }),
    TypeError,
    "signal must be an AbortSignal",
  );
  const signal = AbortSignal.timeout(5), options = { signal, tol: 1e-15, blur: 0.01, maxIterations: 1e5 };
  await assertRejects(
    () => imageSinkhornDivergenceAsync(image([64, 64], 1), image([64, 64], 2), options),
    DOMException,
  );
});

Deno.test("bad images and options are refused with what was expected and what was found", () => {
  const a = image([4, 4], 1), b = image([4, 4], 2), pair = tensor([...a.data, ...b.data], { shape: [2, 4, 4] });
  const call = (options: object) => () => imageSinkhornDivergence(a, b, options as ImageSinkhornOptions);
  const bary = (options: object) => () => imageBarycenter(pair, [0.5, 0.5], options as ImageBarycenterOptions);
  const refusals: [() => unknown, typeof TypeError | typeof RangeError, string][] = [
    [
      () => imageSinkhornDivergence(a, image([2, 8], 1)),
      TypeError,
      "images of the same shape were expected, but the shapes are [4, 4] and [2, 8]",
    ],
    [() => imageSinkhornDivergence([[[[[[1]]]]]], [[[[[[1]]]]]]), TypeError, "images must have 3 axes of their own"],
    [() => imageSinkhornDivergence([[]], [[]]), TypeError, "no empty one"],
    [
      () => imageSinkhornDivergence([[1, -1]], [[0, 0]]),
      RangeError,
      "pixels must be finite and not negative, but entry 1 of a is -1",
    ],
    [() => imageSinkhornDivergence([[1, 0]], [[NaN, 0]]), RangeError, "entry 0 of b is NaN"],
    [
      () => imageSinkhornDivergence([[1, 0]], [[0, 0]]),
      RangeError,
      "images must have positive masses, but they are 1 and 0",
    ],
    [
      () => imageSinkhornDivergence([[1, 0]], [[1, 1]]),
      RangeError,
      "images must have the same mass, but their masses are 1 and 2; with reach",
    ],
    [call({ blur: 0 }), RangeError, "blur must be positive and finite, but is 0"],
    [call({ scaling: 1 }), RangeError, "scaling must be between 0 and 1, but is 1"],
    [call({ reach: 0 }), RangeError, "reach must be positive, but is 0"],
    [call({ p: 0.5 }), RangeError, "p must be a finite number of at least 1, but is 0.5"],
    [call({ tol: 0 }), RangeError, "tol must be positive, but is 0"],
    [call({ maxIterations: 0 }), RangeError, "maxIterations must be a positive integer, but is 0"],
    [call({ axes: 4 }), RangeError, "axes must be 1, 2 or 3, but is 4"],
    [call({ debias: 1 }), TypeError, "debias must be true or false"],
    [
      call({ maxIterations: 1, tol: 1e-12, strict: true, blur: 0.01 }),
      RangeError,
      "a marginal error of at most 1e-12 was expected, but after 1 iterations",
    ],
    [call({ maxMemory: 100 }), RangeError, "of memory (maxMemory) were expected"],
    [() => imageBarycenter(pair, [1]), TypeError, "weights [K] or [B, K] and images [K, …] or [B, K, …]"],
    [
      () => imageBarycenter(pair, [0.5, 0.6]),
      RangeError,
      "weights must not be negative and sum to 1, but are 0.5, 0.6",
    ],
    [() => imageBarycenter([[1, 0], [1, 1]], [0.5, 0.5]), RangeError, "those of images 0 and 1 are 1 and 2"],
    [
      () => imageBarycenter([[1, 0], [-1, 2]], [0.5, 0.5]),
      RangeError,
      "pixels must be finite and not negative, but entry 2 is -1",
    ],
    [bary({ blur: 2 }), RangeError, "blur must be positive and at most 1, but is 2"],
    [bary({ tol: 0 }), RangeError, "tol must be positive, but is 0"],
    [bary({ strict: 1 }), TypeError, "strict must be true or false"],
    [bary({ scalingN: 0.5 }), RangeError, "scalingN must be a positive integer, but is 0.5"],
    [bary({ backwardIterations: -1 }), RangeError, "backwardIterations must be a non-negative integer, but is -1"],
  ];
  for (const [run, kind, text] of refusals) {
    const { message } = assertThrows(run, kind);
    assert(message.startsWith("Cannot ") && message.includes(text), `${message} instead of ${text}`);
  }
});
