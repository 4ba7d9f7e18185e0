/**
 * Smooth gradients against their definitions, where anchors coincide or are far away, and against bad input.
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertStrictEquals, assertThrows } from "@std/assert";
import {
  Generator,
  persistenceDiagram,
  rand,
  randn,
  smoothGradient,
  type SmoothGradientOptions,
  type SmoothingMethod,
  type Tensor,
  tensor,
  type TensorLike,
  vrFiltration,
} from "../../../mod.ts";
import { interpolatingField, meanField } from "../../oracles/gaussian_field.ts";

const METHODS: readonly SmoothingMethod[] = ["nadaraya-watson", "diffeomorphic"];
const ORACLES = { "nadaraya-watson": meanField, diffeomorphic: interpolatingField };

/** Points of a grid with steps 1 and sides of 4, each moved a little, and a gradient at every third. */
function scattered(n: number, d: number): { points: Tensor; gradient: Tensor } {
  const generator = new Generator(10 * n + d);
  const points = rand([n, d], { generator }).mul(0.3), gradient = randn([n, d], { generator });
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) points.data[i * d + c] += Math.floor(i / 4 ** c) % 4;
    if (i % 3 > 0) gradient.data.fill(0, i * d, (i + 1) * d);
  }
  return { points, gradient };
}

function rowsOf(x: Tensor): number[][] {
  return x.toArray() as number[][];
}

function assertClose(found: Tensor, expected: number[][], tolerance = 1e-12): void {
  assertEquals(found.shape, [expected.length, expected[0].length]);
  expected.flat().forEach((x, i) => assertAlmostEquals(found.data[i], x, tolerance, `entry ${i}`));
}

for (const method of METHODS) {
  Deno.test(`smoothGradient() is what ${method} says`, () => {
    for (const d of [2, 3, 5]) {
      const { points, gradient } = scattered(12, d);
      const rows = rowsOf(gradient), places = rowsOf(points);
      const isAnchor = rows.map((row) => row.some((g) => g !== 0));
      const [anchors, values] = [places, rows].map((all) => all.filter((_, i) => isAnchor[i]));
      for (const sigma of [0.05, 0.4, 0.8]) {
        assertClose(
          smoothGradient(points, gradient, { sigma, method }),
          ORACLES[method](places, anchors, values, sigma),
        );
      }
    }
  });

  Deno.test(`smoothGradient() gives the same bits on any number of threads, ${method}`, () => {
    const { points, gradient } = scattered(3000, 2);
    const smooth = (nThreads: number) => smoothGradient(points, gradient, { sigma: 0.2, method, nThreads }).data;
    for (const nThreads of [2, 4, 8]) assertEquals(smooth(nThreads), smooth(1));
  });

  Deno.test(`smoothGradient() moves with the points, ${method}`, () => {
    const { points, gradient } = scattered(16, 2);
    const exact = tensor(points.data.map((x) => Math.round(x * 1024) / 1024), { shape: points.shape });
    const here = smoothGradient(exact, gradient, { sigma: 0.5, method });
    assertEquals(smoothGradient(exact.add(4096), gradient, { sigma: 0.5, method }).data, here.data);
  });

  Deno.test(`smoothGradient() of no anchor is nothing, and of one its gradient, ${method}`, () => {
    const field = smoothGradient([[0, 1], [2, 3]], [[0, -0], [0, 0]], { sigma: 1, method });
    assertEquals(field.toArray(), [[0, 0], [0, 0]]);
    assertClose(smoothGradient([[5]], [[3]], { sigma: 1, method }), [[3]]);
  });

  Deno.test(`smoothGradient() leaves its arguments alone and is on no tape, ${method}`, () => {
    const points = tensor([[0, 0], [1, 1]], { requiresGrad: true }), gradient = tensor([[1, 2], [0, 0]]);
    const field = smoothGradient(points, gradient, { sigma: 1, method });
    assertEquals([field.requiresGrad, field.origin], [false, null]);
    assertEquals([points.toArray(), gradient.toArray()], [[[0, 0], [1, 1]], [[1, 2], [0, 0]]]);
    assertStrictEquals(points.grad, null);
  });

  Deno.test(`smoothGradient() of the narrowest Gaussian is the gradient at anchors, ${method}`, () => {
    const { points, gradient } = scattered(9, 2);
    const field = smoothGradient(points, gradient, { sigma: 1e-150, method });
    gradient.data.forEach((g, k) => g !== 0 && assertAlmostEquals(field.data[k], g, 1e-14));
  });
}

Deno.test("smoothGradient() by diffeomorphic has the gradient at all anchors", () => {
  for (const d of [1, 2, 3]) {
    const { points } = scattered(4 ** d, d);
    const gradient = randn([4 ** d, d], { seed: d });
    assertClose(smoothGradient(points, gradient, { sigma: 0.4, method: "diffeomorphic" }), rowsOf(gradient), 1e-11);
  }
});

Deno.test("smoothGradient() by diffeomorphic vanishes far away", () => {
  const field = smoothGradient([[0, 0], [100, 0]], [[1, 1], [0, 0]], { sigma: 1, method: "diffeomorphic" });
  assertEquals(rowsOf(field)[1], [0, 0]);
});

Deno.test("smoothGradient() takes the mean of gradients at one place", () => {
  const points = [[1, 1], [1, 1], [4, 1], [1, 1]], gradient = [[1, 0], [3, 0], [0, 7], [5, 3]];
  for (const method of METHODS) {
    const field = smoothGradient(points, gradient, { sigma: 0.1, method });
    assertClose(field, [[3, 1], [3, 1], [0, 7], [3, 1]], 1e-6);
  }
});

Deno.test("smoothGradient() of the widest Gaussian is the mean of the gradients", () => {
  const points = [[0, 0], [1, 0], [2, 0], [3, 0]], gradient = [[1, 0], [3, 0], [0, 0], [2, -6]];
  for (const [method, tolerance] of [["nadaraya-watson", 1e-14], ["diffeomorphic", 1e-6]] as const) {
    const field = smoothGradient(points, gradient, { sigma: 1e150, method });
    assertClose(field, points.map(() => [2, -2]), tolerance);
  }
});

Deno.test("smoothGradient() by nadaraya-watson stays within the gradients", () => {
  const { points, gradient } = scattered(60, 2);
  for (const sigma of [1e-3, 0.3, 3, 300]) {
    const field = smoothGradient(points, gradient, { sigma });
    for (const c of [0, 1]) {
      const component = (x: Tensor) => rowsOf(x).map((row) => row[c]);
      const anchored = component(gradient).filter((g) => g !== 0);
      assert(Math.max(...component(field)) <= Math.max(...anchored) + 1e-14);
      assert(Math.min(...component(field)) >= Math.min(...anchored) - 1e-14);
    }
  }
});

Deno.test("smoothGradient() by nadaraya-watson follows the nearest anchor where all weights underflow", () => {
  const points = [[0], [1], [1e6], [-1e6]], gradient = [[2], [3], [0], [0]];
  assertEquals(smoothGradient(points, gradient, { sigma: 1e-3 }).toArray(), [[2], [3], [3], [2]]);
});

Deno.test("smoothGradient() understands points on a line of space", () => {
  const points = [0, 1, 2, 3].map((t) => [t, 2 * t, -t]), gradient = [[1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 0]];
  const anchors = [points[0], points[2]], values = [gradient[0], gradient[2]];
  for (const method of METHODS) {
    assertClose(smoothGradient(points, gradient, { sigma: 2, method }), ORACLES[method](points, anchors, values, 2));
  }
});

Deno.test("smoothGradient() of a topological loss makes a step that lowers it", () => {
  const points = randn([80, 2], { seed: 4, requiresGrad: true });
  const loss = () => persistenceDiagram(vrFiltration(points))[1].square().sum();
  const before = loss();
  before.backward();
  const step = smoothGradient(points, points.grad!, { sigma: 0.2, method: "diffeomorphic" });
  points.assign(points.detach().sub(step.mul(1e-4 / step.norm().item())));
  assert(loss().item() < before.item());
});

Deno.test("smoothGradient() refuses bad input", () => {
  const x = [[0, 0], [1, 1]], g = [[1, 0], [0, 0]];
  const cases: [TensorLike, TensorLike, SmoothGradientOptions, ErrorConstructor, string][] = [
    [[0, 1], [0, 1], { sigma: 1 }, TypeError, "points of shape [n, d] were expected, but the shape is [2]"],
    [
      tensor([], { shape: [0, 2] }),
      tensor([], { shape: [0, 2] }),
      { sigma: 1 },
      RangeError,
      "at least one point with at least one coordinate was expected, but the shape is [0, 2]",
    ],
    [
      [[0, NaN]],
      [[0, 1]],
      { sigma: 1 },
      RangeError,
      "finite coordinates were expected, but point 0 has NaN at coordinate 1",
    ],
    [
      x,
      [[1, 0]],
      { sigma: 1 },
      TypeError,
      "a gradient of the shape of the points, [2, 2], was expected, but its shape is [1, 2]",
    ],
    [
      x,
      [[1, 0], [Infinity, 0]],
      { sigma: 1 },
      RangeError,
      "a gradient with entries up to 1e+150 in magnitude was expected, but row 1 has Infinity at coordinate 0",
    ],
    [
      x,
      [[1, NaN], [0, 0]],
      { sigma: 1 },
      RangeError,
      "a gradient with entries up to 1e+150 in magnitude was expected, but row 0 has NaN at coordinate 1",
    ],
    [
      x,
      null as never,
      { sigma: 1 },
      TypeError,
      "a tensor, a number, nested arrays of numbers or a Float64Array was expected, but null was found",
    ],
    [x, g, {} as never, RangeError, "sigma must be a number from 1e-150 to 1e+150, but is undefined"],
    [x, g, undefined as never, TypeError, "an object of options was expected, but undefined was found"],
    ...[0, -1, NaN, Infinity].map((sigma) =>
      [x, g, { sigma }, RangeError, `sigma must be a number from 1e-150 to 1e+150, but is ${sigma}`] as [
        TensorLike,
        TensorLike,
        SmoothGradientOptions,
        ErrorConstructor,
        string,
      ]
    ),
    [
      x,
      g,
      { sigma: 1, method: "rbf" as never },
      RangeError,
      'method must be one of "nadaraya-watson", "diffeomorphic", but is "rbf"',
    ],
    [x, g, { sigma: 1, nThreads: 0 }, RangeError, "nThreads must be an integer of at least 1, but is 0"],
  ];
  for (const [points, gradient, options, kind, text] of cases) {
    const { message } = assertThrows(() => smoothGradient(points, gradient, options), kind);
    assertEquals(message, `Cannot smooth the gradient: ${text}`);
  }
});

Deno.test("smoothGradient() by diffeomorphic refuses more anchors than there is memory for", () => {
  const points = rand([400, 2], { seed: 1 });
  const options = { sigma: 1, maxMemory: 100_000 } as const;
  const { message } = assertThrows(
    () => smoothGradient(points, points, { ...options, method: "diffeomorphic" }),
    RangeError,
  );
  assertMatch(
    message,
    /^Cannot .+ of memory \(maxMemory\) were expected, but the kernel matrix of 400 anchors .+ KiB; /,
  );
  assertEquals(smoothGradient(points, points, options).shape, [400, 2]);
});
