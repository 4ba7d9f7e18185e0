/**
 * Sliced and one-dimensional distances against POT: values, gradients, plans and random numbers.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { numpyRandomState, ot, type Tensor, tensor } from "../../../../mod.ts";
import goldens from "../../../goldens/pot.json" with { type: "json" };

type Nested = number | Nested[];

interface Case {
  kind: string;
  p: number;
  seed: number;
  n_projections: number;
  state: number;
  weights: boolean;
  metric: "sqeuclidean";
  of: "sliced" | "max" | "sphere" | "sphere_unif";
  projections: Nested;
  projected_emds: Nested;
  x: Nested;
  y: Nested;
  a: Nested;
  b: Nested;
  value: Nested;
  gx: Nested;
  gy: Nested;
  ga: Nested;
  gb: Nested;
  cost: number;
  plan: number[][];
  d: number;
  n: number;
  torch: number[][];
  numpy: number[][];
}

const CASES = goldens.cases as unknown as Partial<Case>[] as Case[];
const of = (...kinds: string[]) => CASES.filter(({ kind }) => kinds.includes(kind));

/** Leaves of the tape; what is missing stays so. */
function leaf<T extends Nested | undefined>(values: T): T extends undefined ? undefined : Tensor {
  return (values === undefined ? undefined : tensor(values as never, { requiresGrad: true })) as never;
}

function assertClose(found: Tensor, expected: Nested, tolerance: number, what: string): void {
  const flat = [expected].flat(3) as number[];
  assertEquals(found.size, flat.length, what);
  flat.forEach((x, k) =>
    assertAlmostEquals(found.data[k], x, tolerance * Math.max(1, Math.abs(x)), `${what}, entry ${k}`)
  );
}

/** Compares potentials, which are right up to one constant for each column. */
function assertPotentials(f: Tensor, g: Tensor, [ga, gb]: Nested[], what: string): void {
  const [a, b] = [[ga].flat(3) as number[], [gb].flat(3) as number[]], width = f.shape[1] ?? 1;
  for (const [found, expected, sign] of [[f, a, -1], [g, b, 1]] as const) {
    const columns = found.shape[1] ?? 1;
    for (let k = 0; k < found.size; k++) {
      // Where one list of weights serves all columns, the constants of these add up.
      const gap = (column: number) => f.data[column] - a[column];
      const constant = columns === width
        ? gap(k % columns)
        : Array.from({ length: width }, (_, c) => gap(c)).reduce((x, y) => x + y);
      assertAlmostEquals(found.data[k], expected[k] - sign * constant, 1e-9, `${what}, potential ${k}`);
    }
  }
}

/** Value and gradients of a case; circles in POT have no potentials that close. */
function check(
  golden: Case,
  f: (x: Tensor, y: Tensor, a?: Tensor, b?: Tensor) => Tensor,
  tolerance: number,
  potentials: boolean,
) {
  const { x, y, a, b } = golden, [u, v, c, d] = [leaf(x), leaf(y), leaf(a), leaf(b)];
  const what = `${golden.kind} p = ${golden.p} seed ${golden.seed}`;
  const value = f(u, v, c, d);
  assertClose(value, golden.value, tolerance, what);
  value.sum().backward();
  assertClose(u.grad!, golden.gx, 10 * tolerance, `${what} at x`);
  assertClose(v.grad!, golden.gy, 10 * tolerance, `${what} at y`);
  if (potentials && c && d) assertPotentials(c.grad!, d.grad!, [golden.ga, golden.gb], what);
}

const drawn = ({ p, seed, n_projections: nProjections }: Case) => ({ p, seed, nProjections });
const weighted = (a?: Tensor, b?: Tensor) => ({ ...(a ? { a } : {}), ...(b ? { b } : {}) });

Deno.test("sliced distances, their gradients and their potentials are those of POT", () => {
  assertEquals(of("sliced", "max").length, 64);
  for (const golden of of("sliced", "max")) {
    const distance = golden.kind === "max" ? ot.maxSlicedWassersteinDistance : ot.slicedWassersteinDistance;
    check(golden, (x, y, a, b) => distance(x, y, { ...weighted(a, b), ...drawn(golden) }), 1e-13, true);
  }
});

Deno.test("distances on the sphere and their gradients are those of POT", () => {
  assertEquals(of("sphere").length, 12);
  for (const golden of of("sphere")) {
    const options = drawn(golden);
    check(golden, (x, y, a, b) => ot.slicedWassersteinSphere(x, y, { ...weighted(a, b), ...options }), 1e-12, false);
  }
});

Deno.test("sliced distances take NumPy's stream, which moves on", () => {
  const [{ x, y, a, b }] = of("sliced");
  let state = numpyRandomState(0), last = 0;
  for (const { state: seed, weights, p, value } of of("numpy")) {
    if (seed !== last) state = numpyRandomState(last = seed);
    const options = { ...weights ? { a: a as number[], b: b as number[] } : {}, p, nProjections: 20, seed: state };
    assertAlmostEquals(
      ot.slicedWassersteinDistance(x as number[][], y as number[][], options).item(),
      value as number,
      1e-14,
    );
  }
  assertEquals(of("numpy").length, 8);
});

Deno.test("costs on lines, their gradients and their potentials are those of POT", () => {
  assertEquals(of("1d").length, 12);
  for (const golden of of("1d")) {
    check(golden, (x, y, a, b) => ot.wasserstein1d(x, y, { ...weighted(a, b), p: golden.p }), 1e-13, true);
  }
});

Deno.test("costs on circles and their gradients are those of POT", () => {
  assertEquals(of("circle", "search").length, 24);
  for (const golden of of("circle", "search")) {
    const cost = golden.kind === "circle" ? ot.wassersteinCircle : ot.binarySearchCircle;
    check(golden, (x, y, a, b) => cost(x, y, { ...weighted(a, b), p: golden.p }), 1e-12, false);
  }
});

Deno.test("costs to the whole circle are those of POT for samples in order", () => {
  assertEquals(of("unif").length, 3);
  for (const golden of of("unif")) {
    const x = leaf(golden.x), a = leaf(golden.a as Nested | undefined);
    const value = ot.semidiscreteWasserstein2UnifCircle(x, weighted(a));
    assertClose(value, golden.value, 1e-15, "unif");
    value.sum().backward();
    assertClose(x.grad!, golden.gx, 1e-14, "unif at x");
    if (a) assertClose(a.grad!, golden.ga, 1e-14, "unif at a");
  }
});

Deno.test("distances to the whole sphere and their gradients are those of POT, weights those of repeated points", () => {
  assertEquals(of("sphere_unif").length, 6);
  for (const golden of of("sphere_unif")) {
    const { seed, n_projections: nProjections, a } = golden, x = leaf(golden.x);
    const value = ot.slicedWassersteinSphereUnif(x, { ...a ? { a: a as number[] } : {}, seed, nProjections });
    assertClose(value, golden.value, 1e-14, "sphere_unif");
    value.backward();
    assertClose(x.grad!, golden.gx, 1e-13, "sphere_unif at x");
  }
  assertEquals(of("numpy_unif").length, 3);
  for (const { x, state, n_projections: nProjections, value } of of("numpy_unif")) {
    const options = { seed: numpyRandomState(state), nProjections };
    assertAlmostEquals(ot.slicedWassersteinSphereUnif(x as number[][], options).item(), value as number, 1e-14);
  }
});

Deno.test("logs have the directions and costs of POT", () => {
  const distances = {
    sliced: ot.slicedWassersteinDistance,
    max: ot.maxSlicedWassersteinDistance,
    sphere: ot.slicedWassersteinSphere,
  };
  assertEquals(of("log").map((golden) => golden.of), ["sliced", "max", "sphere", "sphere_unif"]);
  for (const { x, y, a, b, p, seed, n_projections: nProjections, ...golden } of of("log")) {
    const options = { seed, nProjections, log: true } as const, points = x as number[][];
    const [distance, log] = golden.of === "sphere_unif"
      ? ot.slicedWassersteinSphereUnif(points, options)
      : distances[golden.of](points, y as number[][], { ...options, a: a as number[], b: b as number[], p });
    assertAlmostEquals(distance.item(), golden.value as number, 1e-14);
    assertEquals(log.projections.shape, golden.of === "sliced" || golden.of === "max" ? [3, 6] : [6, 3, 2]);
    assertClose(log.projections, golden.projections, 1e-14, `${golden.of}, projections`);
    assertClose(log.projectedEmds, golden.projected_emds, 1e-14, `${golden.of}, costs`);
    assertEquals([log.projectedEmds.shape, log.projectedEmds.requiresGrad], [[6], false]);
  }
});

Deno.test("distances of scaled clouds and their gradients are those of POT", () => {
  assertEquals(of("scaled").length, 2);
  const scaler = (points: Tensor) => points.mul([1, 10]).add(3);
  for (const golden of of("scaled")) {
    const distance = golden.of === "max" ? ot.maxSlicedWassersteinDistance : ot.slicedWassersteinDistance;
    for (const either of [scaler, { transform: scaler }]) {
      const options = { seed: golden.seed, nProjections: golden.n_projections, scaler: either };
      check(golden, (x, y, a, b) => distance(x, y, { ...weighted(a, b), ...options }), 1e-13, false);
    }
  }
});

Deno.test("plans on lines are those of POT", () => {
  assertEquals(of("plan").length, 8);
  for (const { x, y, a, b, metric, p, plan, cost } of of("plan")) {
    const weights = a === undefined ? {} : { a: a as number[], b: b as number[] };
    const found = ot.emd1d(x as number[], y as number[], { ...weights, metric, p });
    assertAlmostEquals(found.cost.item(), cost, 1e-14);
    assertClose(found.plan(), plan, 1e-15, `plan for ${metric}`);
  }
});

Deno.test("random projections are those of POT, on both backends", () => {
  assertEquals(of("projections").length, 3);
  for (const { d, n, seed, torch, numpy } of of("projections")) {
    assertClose(ot.getRandomProjections(d, n, { seed }), torch, 1e-15, "torch");
    assertClose(ot.getRandomProjections(d, n, { seed: numpyRandomState(seed) }), numpy, 1e-15, "NumPy");
  }
  assert(goldens.source.startsWith("POT 0.9.7.post1"));
});
