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

/** Standard normal points in dimension 50, where all distances are nearly equal, `[n, 50]`. */
export function gauss50(n: number, seed: number): Tensor {
  return randn([n, 50], { generator: new Generator(seed) });
}

/** The first `n` points, row by row, of a square grid of spacing 1, where nearly all distances tie, `[n, 2]`. */
export function grid(n: number): Tensor {
  const side = Math.ceil(Math.sqrt(n));
  return rows(n, 2, (i, k) => k === 0 ? i % side : Math.floor(i / side));
}

/** A noisy circle in which every point stands twice, `[n, 2]`. */
export function duplicated(n: number, seed: number): Tensor {
  const points = noisyCircle(Math.ceil(n / 2), seed).data;
  return rows(n, 2, (i, k) => points[2 * Math.floor(i / 2) + k]);
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
  "cube": cube,
  "gauss50": gauss50,
  "grid": grid,
  "duplicated": duplicated,
} as const satisfies Readonly<Record<string, Workload>>;

/** The name of a cloud. */
export type CloudName = keyof typeof clouds;

function rows(n: number, width: number, entry: (row: number, column: number) => number): Tensor {
  const data = new Float64Array(n * width);
  for (let i = 0; i < n; i++) for (let k = 0; k < width; k++) data[i * width + k] = entry(i, k);
  return tensor(data, { shape: [n, width] });
}
