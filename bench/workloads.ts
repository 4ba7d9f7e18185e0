/**
 * The inputs of the benches, named once and shared with the tests and, as files, with the peers in other languages.
 *
 * Each is a function of its size and a seed, drawn from torch's stream by a generator of its own.
 *
 * @module
 */
import { Generator, rand, randn, type Tensor, tensor } from "../mod.ts";

/** Makes `n` points, or `n` rows of a diagram, from a seed. */
export type Workload = (n: number, seed: number) => Tensor;

/** The noisy circle of the first notebook: evenly spaced points of the unit circle plus 0.08 times normal noise, `[n, 2]`. */
export function noisyCircle(n: number, seed: number): Tensor {
  const noise = randn([n, 2], { generator: new Generator(seed) }).data;
  return rows(n, 2, (i, k) => {
    const angle = i * (2 * Math.PI / n);
    return (k === 0 ? Math.cos(angle) : Math.sin(angle)) + 0.08 * noise[2 * i + k];
  });
}

/** Points of a torus with radii 2 and 1, uniform in both angles, `[n, 3]`. */
export function torus(n: number, seed: number): Tensor {
  const angles = rand([n, 2], { generator: new Generator(seed) }).data;
  return rows(n, 3, (i, k) => {
    const around = 2 * Math.PI * angles[2 * i], tube = 2 * Math.PI * angles[2 * i + 1];
    if (k === 2) return Math.sin(tube);
    return (2 + Math.cos(tube)) * (k === 0 ? Math.cos(around) : Math.sin(around));
  });
}

/** Uniform points of the unit cube, `[n, 3]`. */
export function cube(n: number, seed: number): Tensor {
  return rand([n, 3], { generator: new Generator(seed) });
}

/** Uniform points of the unit square, `[n, 2]`. */
export function square(n: number, seed: number): Tensor {
  return rand([n, 2], { generator: new Generator(seed) });
}

/** Points of three Gaussian blobs of width 0.08 in the unit square, in turn, `[n, 2]`. */
export function blobs(n: number, seed: number): Tensor {
  const centres = [[0.25, 0.3], [0.7, 0.25], [0.55, 0.75]];
  const noise = randn([n, 2], { generator: new Generator(seed) }).data;
  return rows(n, 2, (i, k) => centres[i % 3][k] + 0.08 * noise[2 * i + k]);
}

/** Standard normal points in dimension 50, where all distances are nearly equal, `[n, 50]`. */
export function gauss50(n: number, seed: number): Tensor {
  return randn([n, 50], { generator: new Generator(seed) });
}

/** Uniform points of the unit sphere in space, `[n, 3]`. */
export function sphere(n: number, seed: number): Tensor {
  const { data } = randn([n, 3], { generator: new Generator(seed) });
  return rows(n, 3, (i, k) => data[3 * i + k] / Math.hypot(data[3 * i], data[3 * i + 1], data[3 * i + 2]));
}

/** The first `n` points, row by row, of a square grid of spacing 1, where nearly all distances tie, `[n, 2]`. */
export function grid(n: number): Tensor {
  const side = Math.ceil(Math.sqrt(n));
  return rows(n, 2, (i, k) => k === 0 ? i % side : Math.floor(i / side));
}

/** The first `n` points of a cubic lattice of spacing 0.1, where cells have many cospherical neighbours, `[n, 3]`. */
export function lattice(n: number): Tensor {
  const side = Math.ceil(Math.cbrt(n));
  return rows(n, 3, (i, k) => 0.1 * (Math.floor(i / side ** k) % side));
}

/** A noisy circle in which every point stands twice, `[n, 2]`. */
export function duplicated(n: number, seed: number): Tensor {
  return twice(noisyCircle(Math.ceil(n / 2), seed), n);
}

/** Uniform points of the unit cube of which every one stands twice, `[n, 3]`. */
export function duplicatedCube(n: number, seed: number): Tensor {
  return twice(cube(Math.ceil(n / 2), seed), n);
}

/**
 * Uniform numbers in [0, 1] as the distances of `n` points, which obey no triangle inequality, `[n, n]`.
 *
 * They are numbers of float32, so that engines of either precision see the same ones.
 */
export function symmetricMatrix(n: number, seed: number): Tensor {
  const { data } = rand([n, n], { generator: new Generator(seed) });
  return rows(n, n, (i, j) => i === j ? 0 : Math.fround(data[Math.min(i, j) * n + Math.max(i, j)]));
}

/** Standard normal values, independent of each other. */
export function noise(shape: readonly number[], seed: number): Tensor {
  return randn(shape, { generator: new Generator(seed) });
}

/** The noise blurred by a Gaussian of standard deviation 3 in one and two dimensions and 2 in more. */
export function smooth(shape: readonly number[], seed: number): Tensor {
  const deviation = shape.length > 2 ? 2 : 3;
  let { data } = noise(shape, seed);
  let stride = 1;
  for (const length of shape.toReversed()) {
    data = blurred(data, length, stride, deviation);
    stride *= length;
  }
  return tensor(data, { shape });
}

/** Waves along the axes plus a tenth of normal noise, where no two values tie. */
export function waves(shape: readonly number[], seed: number): Tensor {
  const noise = randn(shape, { generator: new Generator(seed) }).data;
  const data = noise.map((z, i) => {
    let wave = 0.1 * z;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      wave += Math.sin(20 * (i % shape[axis]) / shape[axis]);
      i = Math.floor(i / shape[axis]);
    }
    return wave;
  });
  return tensor(data, { shape });
}

/** The waves in whole quarters, where nearly all values tie. */
export function steps(shape: readonly number[], seed: number): Tensor {
  return tensor(waves(shape, seed).data.map((value) => Math.round(4 * value)), { shape });
}

/** A diagram whose births are uniform in [0, 1] and whose persistence is the square of a uniform number, `[n, 2]`. */
export function diagram(n: number, seed: number): Tensor {
  const uniform = rand([n, 2], { generator: new Generator(seed) }).data;
  return rows(n, 2, (i, k) => uniform[2 * i] + (k === 0 ? 0 : uniform[2 * i + 1] ** 2));
}

/** The clouds by name. */
export const clouds = {
  "noisy circle": noisyCircle,
  "torus": torus,
  "square": square,
  "blobs": blobs,
  "cube": cube,
  "sphere": sphere,
  "gauss50": gauss50,
  "grid": grid,
  "lattice": lattice,
  "duplicated": duplicated,
  "duplicated cube": duplicatedCube,
} as const satisfies Readonly<Record<string, Workload>>;

/** The name of a cloud. */
export type CloudName = keyof typeof clouds;

/** The images and volumes by name, functions of their shape and a seed. */
export const images = { "waves": waves, "steps": steps, "smooth": smooth, "noise": noise } as const;

/** The name of an image. */
export type ImageName = keyof typeof images;

/** Averages along one axis, of the given length and stride, with Gaussian weights; the values are reflected at its ends. */
function blurred(data: Float64Array, length: number, stride: number, deviation: number): Float64Array {
  const reach = 4 * deviation;
  const bell = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-0.5 * ((k - reach) / deviation) ** 2));
  const total = bell.reduce((sum, weight) => sum + weight);
  const weights = bell.map((weight) => weight / total);
  const reflected = (i: number): number => {
    const place = ((i % (2 * length)) + 2 * length) % (2 * length);
    return place < length ? place : 2 * length - 1 - place;
  };
  const places = Int32Array.from({ length: length + 2 * reach }, (_, i) => stride * reflected(i - reach));
  return data.map((_, index) => {
    const i = Math.floor(index / stride) % length, start = index - i * stride;
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += weights[k] * data[start + places[i + k]];
    return sum;
  });
}

function twice({ data, shape: [, width] }: Tensor, n: number): Tensor {
  return rows(n, width, (i, k) => data[width * Math.floor(i / 2) + k]);
}

function rows(n: number, width: number, entry: (row: number, column: number) => number): Tensor {
  const data = new Float64Array(n * width);
  for (let i = 0; i < n; i++) for (let k = 0; k < width; k++) data[i * width + k] = entry(i, k);
  return tensor(data, { shape: [n, width] });
}

/** Births uniform in [0, 1], lifetimes uniform up to 0.3. */
function mixedBars(n: number, seed: number): Tensor {
  return barsOf(n, seed, (birth, u) => [birth, birth + 0.3 * u]);
}

/** As those, but 98 % have lifetimes that are exponential with mean 0.01. */
function noisyBars(n: number, seed: number): Tensor {
  return barsOf(n, seed, (birth, u, k) => [birth, birth + (k % 50 === 0 ? 0.3 * u : -0.01 * Math.log(1 - u))]);
}

/** Births all 0, deaths as the lengths of edges that join components of a noisy cloud. */
function barsFromZero(n: number, seed: number): Tensor {
  return barsOf(n, seed, (_, u) => [0, -0.05 * Math.log(1 - u)]);
}

/** Births nearly equal, so that nearly every pair gains. */
function closeBars(n: number, seed: number): Tensor {
  return barsOf(n, seed, (birth, u) => [0.01 * birth, 0.01 * birth + 0.5 + 0.5 * u]);
}

function barsOf(n: number, seed: number, bar: (birth: number, u: number, k: number) => [number, number]): Tensor {
  const uniform = rand([n, 2], { generator: new Generator(seed) }).data;
  return rows(n, 2, (i, k) => bar(uniform[2 * i], uniform[2 * i + 1], i)[k]);
}

/** Diagrams by name. */
export const bars = {
  "mixed": mixedBars,
  "noise": noisyBars,
  "equal births": barsFromZero,
  "like spread": closeBars,
} as const satisfies Readonly<Record<string, Workload>>;

/** The name of a kind of diagram. */
export type BarsName = keyof typeof bars;
