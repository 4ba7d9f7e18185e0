/**
 * The inputs of the benches are what they say, the same in every run.
 */
import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import {
  clouds,
  cube,
  diagram,
  duplicated,
  duplicatedCube,
  gauss50,
  grid,
  lattice,
  noise,
  noisyCircle,
  smooth,
  sphere,
  steps,
  symmetricMatrix,
  torus,
  waves,
} from "../../bench/workloads.ts";

const DIMENSIONS: Record<string, number> = {
  "noisy circle": 2,
  "torus": 3,
  "square": 2,
  "blobs": 2,
  "cube": 3,
  "sphere": 3,
  "gauss50": 50,
  "grid": 2,
  "lattice": 3,
  "duplicated": 2,
  "duplicated cube": 3,
};

for (const [name, cloud] of Object.entries(clouds)) {
  Deno.test(`the workload ${name} has the shape it says, for odd and even sizes`, () => {
    for (const n of [1, 2, 17, 50]) {
      const points = cloud(n, 7);
      assertEquals(points.shape, [n, DIMENSIONS[name]]);
      assert(points.data.every(Number.isFinite));
    }
  });

  Deno.test(`the workload ${name} depends on its arguments alone`, () => {
    const first = cloud(40, 7).toArray();
    cloud(11, 3);
    assertEquals(cloud(40, 7).toArray(), first);
    if (name !== "grid" && name !== "lattice") assertNotEquals(cloud(40, 8).toArray(), first);
  });
}

Deno.test("noisyCircle() of 50 points and seed 7 is the sample of the first notebook", () => {
  const { data } = noisyCircle(50, 7);
  // Numbers of torch 2.15 with manual_seed(7) and randn_like.
  const expected = [1.00530140317316, 0.003759324419513927, 1.13903779171683, 0.2347484654472465];
  expected.forEach((value, i) => assertAlmostEquals(data[i], value, 1e-12));
});

Deno.test("noisyCircle() stays near the unit circle, at evenly spread angles", () => {
  const points = noisyCircle(400, 1).toArray() as [number, number][];
  const mean = points.reduce((sum, [x, y]) => sum + Math.hypot(x, y), 0) / 400;
  assertAlmostEquals(mean, 1, 0.02);
  for (const [x, y] of points) assertAlmostEquals(Math.hypot(x, y), 1, 0.5);
});

Deno.test("torus() lies on the torus with radii 2 and 1", () => {
  for (const [x, y, z] of torus(100, 5).toArray() as [number, number, number][]) {
    assertAlmostEquals((Math.hypot(x, y) - 2) ** 2 + z ** 2, 1, 1e-12);
  }
});

Deno.test("sphere() lies on the unit sphere, on all sides", () => {
  const points = sphere(100, 5).toArray() as [number, number, number][];
  for (const point of points) assertAlmostEquals(Math.hypot(...point), 1, 1e-12);
  for (const axis of [0, 1, 2]) assert(points.some((point) => point[axis] > 0.8) && points.some((p) => p[axis] < -0.8));
});

Deno.test("symmetricMatrix() is symmetric, of float32 and no metric", () => {
  const matrix = symmetricMatrix(30, 5).toArray() as number[][];
  matrix.forEach((row, i) => {
    row.forEach((x, j) => assertEquals([x, Math.fround(x), i === j], [matrix[j][i], x, x === 0]));
  });
  assert(matrix[0].some((direct, i) => i > 0 && direct > matrix[0][1] + matrix[1][i]));
});

Deno.test("noise() is standard normal and smooth() is its average with Gaussian weights, reflected at the ends", () => {
  const shape = [40, 50], image = smooth(shape, 3), raw = noise(shape, 3);
  const mean = ({ data }: typeof raw, power: number) => data.reduce((sum, x) => sum + x ** power, 0) / data.length;
  assertAlmostEquals(mean(raw, 2), 1, 0.1);
  assertAlmostEquals(mean(image, 2), 1 / (4 * Math.PI * 9), 0.003);
  assertAlmostEquals(
    smooth([4, 4, 4], 3).data.reduce((sum, x) => sum + x),
    noise([4, 4, 4], 3).data.reduce((s, x) => s + x),
  );
  const [a, b, c] = smooth([3], 3).data, [x, y, z] = noise([3], 3).data;
  const bell = (k: number) => Math.exp(-0.5 * (k / 3) ** 2);
  const places = (i: number) => [x, y, z, z, y, x][((i % 6) + 6) % 6];
  const expected = [0, 1, 2].map((i) => {
    let sum = 0, total = 0;
    for (let k = -12; k <= 12; k++) [sum, total] = [sum + bell(k) * places(i + k), total + bell(k)];
    return sum / total;
  });
  [a, b, c].forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-12));
});

Deno.test("cube() lies in the unit cube and gauss50() has variance 1", () => {
  assert(cube(100, 5).data.every((x) => x >= 0 && x < 1));
  const { data } = gauss50(200, 5);
  assertAlmostEquals(data.reduce((sum, x) => sum + x * x, 0) / data.length, 1, 0.05);
});

Deno.test("grid() counts rows of a square and lattice() layers of a cube", () => {
  assertEquals(grid(7).toArray(), [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [2, 1], [0, 2]]);
  assertEquals(lattice(6).toArray(), [[0, 0, 0], [0.1, 0, 0], [0, 0.1, 0], [0.1, 0.1, 0], [0, 0, 0.1], [0.1, 0, 0.1]]);
});

Deno.test("duplicated() and duplicatedCube() say every point twice", () => {
  for (const workload of [duplicated, duplicatedCube]) {
    const points = workload(9, 3).toArray() as number[][];
    for (let i = 0; i < 8; i += 2) assertEquals(points[i], points[i + 1]);
    assertNotEquals(points[0], points[2]);
  }
});

Deno.test("waves() are near their waves, distinct and the same in every run, and steps() are them in whole quarters", () => {
  const { data } = waves([20, 30], 3);
  assertEquals(waves([20, 30], 3).data, data);
  assertEquals(new Set(data).size, 600);
  data.forEach((value, i) => {
    const wave = Math.sin(20 * Math.floor(i / 30) / 20) + Math.sin(20 * (i % 30) / 30);
    assertAlmostEquals(value, wave, 0.5);
  });
  assertEquals(steps([20, 30], 3).data, data.map((value) => Math.round(4 * value)));
  assertEquals(steps([4, 5, 6], 3).shape, [4, 5, 6]);
});

Deno.test("diagram() has deaths after births", () => {
  const points = diagram(100, 2);
  assertEquals(points.shape, [100, 2]);
  for (const [birth, death] of points.toArray() as [number, number][]) assert(death >= birth && birth >= 0);
});
