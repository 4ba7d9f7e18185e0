/**
 * Diagrams and their gradients against Oineus, by hand and by central differences.
 */
import { assert, assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  type Diagrams,
  Generator,
  gradcheck,
  noGrad,
  persistenceDiagram,
  randn,
  reduce,
  type Tensor,
  tensor,
  vrFiltration,
  type VrOptions,
} from "../../../mod.ts";
import oineus from "../../goldens/oineus_vr.json" with { type: "json" };
import torus from "../../goldens/oineus_torus_h2.json" with { type: "json" };

interface Golden {
  shape: number[];
  input: number[];
  diagrams: Record<string, number[][]>;
  loss: number;
  gradient: number[];
}

/** Sum over dimensions and points of (death − birth)². */
function totalPersistence(diagrams: Diagrams): Tensor {
  let total = tensor(0);
  for (const [, points] of diagrams) {
    const lifetimes = points.indexSelect([1], { dim: 1 }).sub(points.indexSelect([0], { dim: 1 }));
    total = total.add(lifetimes.square().sum());
  }
  return total;
}

function sortedRows(points: Tensor): number[][] {
  return (points.toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function checkGolden(
  { shape, input, diagrams, loss, gradient }: Golden,
  options: VrOptions,
  readValues: boolean,
): void {
  const source = tensor(input, { shape, requiresGrad: true });
  const fil = vrFiltration(source, options);
  if (readValues) assert(fil.values.size > 0);
  const found = persistenceDiagram(fil, { dualize: true });
  for (const [dim, expected] of Object.entries(diagrams)) {
    const rows = sortedRows(found.get(Number(dim)));
    assertEquals(rows.length, expected.length, `H${dim}`);
    rows.flat().forEach((x, i) => assertAlmostEquals(x, expected.flat()[i], 1e-10, `H${dim}`));
  }
  const total = totalPersistence(found);
  assertAlmostEquals(total.item(), loss, 1e-10 * Math.max(1, loss));
  total.backward();
  // Oineus fills the lower triangle only; here both triangles share, so their sums are compared.
  const folded = options.fromPwdists ? (g: ArrayLike<number>) => foldTriangles(g, shape[0]) : Array.from<number>;
  const [ours, theirs] = [folded(source.grad!.data), folded(gradient)];
  ours.forEach((x, i) => assertAlmostEquals(x, theirs[i], 1e-9));
}

function foldTriangles(g: ArrayLike<number>, n: number): number[] {
  return Array.from({ length: n * n }, (_, k) => g[k] + g[(k % n) * n + Math.floor(k / n)]);
}

for (const golden of oineus.cases) {
  const { max_dim, max_diameter, from_pwdists } = golden.options as {
    max_dim: number;
    max_diameter?: number;
    from_pwdists?: boolean;
  };
  const options = { maxDim: max_dim, maxDiameter: max_diameter, fromPwdists: from_pwdists };
  const data = golden as unknown as Golden;
  Deno.test(`persistenceDiagram() agrees with Oineus on ${golden.name}`, () => checkGolden(data, options, false));
  Deno.test(`persistenceDiagram() agrees with Oineus on ${golden.name} when the values are read first`, () =>
    checkGolden(data, options, true));
}

Deno.test("persistenceDiagram() agrees with Oineus in dimension 2 on a torus", () => {
  checkGolden(torus, { maxDim: 3 }, false);
});

Deno.test("persistenceDiagram() fills the gradient of the values if they were read", () => {
  const points = tensor([[0, 0], [2, 0], [2, 1], [0, 1]], { requiresGrad: true });
  const fil = vrFiltration(points, { maxDim: 2, eps: 0 });
  fil.values.retainGrad();
  const diagrams = persistenceDiagram(fil);
  diagrams[1].sum().backward();
  const cells = diagrams.simplices(1)[0];
  const touched = Array.from({ length: fil.size }, (_, i) => i).filter((i) => fil.values.grad!.data[i] !== 0);
  assertEquals(touched.map((i) => fil.cell(i).vertices), [cells.birth, cells.death]);
});

Deno.test("persistenceDiagram() has a gradient also if the values were read where none flowed", () => {
  const points = tensor([[0, 0], [2, 0], [2, 1], [0, 1]], { requiresGrad: true });
  const fil = vrFiltration(points, { maxDim: 2 });
  assertEquals(noGrad(() => fil.values).requiresGrad, false);
  assertEquals(persistenceDiagram(fil)[1].requiresGrad, true);
  assertEquals(fil.values.requiresGrad, true);
  assertStrictEquals(fil.values, fil.values);

  const later = tensor([[0, 0], [2, 0], [2, 1], [0, 1]]);
  const early = vrFiltration(later, { maxDim: 2 });
  assertEquals(early.values.requiresGrad, false);
  later.requiresGrad = true;
  persistenceDiagram(early)[1].sum().backward();
  persistenceDiagram(fil)[1].sum().backward();
  assertEquals(later.grad, points.grad);
});

Deno.test("persistenceDiagram() has the gradient of central differences at generic points", () => {
  const generator = new Generator(5);
  for (const [n, d, maxDim] of [[12, 2, 2], [10, 3, 3], [9, 1, 1]]) {
    const points = randn([n, d], { generator, requiresGrad: true });
    gradcheck((x) => totalPersistence(persistenceDiagram(vrFiltration(x, { maxDim }))), [points]);
  }
});

Deno.test("persistenceDiagram() breaks ties by the documented order", () => {
  // The order of cells is [0,1] [0,3] [1,2] [2,3] [0,2] [1,3], then [0,2,3] [0,1,2] [1,2,3] [0,1,3]. By hand: [2,3] closes the
  // loop; [0,2,3] is paired with its own edge [0,2]; [0,1,2] plus [0,2,3] is the loop.
  const diagrams = persistenceDiagram(vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]], { maxDim: 2, eps: 0 }));
  assertEquals(diagrams.simplices(1), [{ birth: [2, 3], death: [0, 1, 2] }]);
  assertEquals(diagrams.simplices(0), [
    { birth: [1], death: [0, 1] },
    { birth: [2], death: [1, 2] },
    { birth: [3], death: [0, 3] },
  ]);
});

Deno.test("persistenceDiagram() of one point, of duplicates and of a line is empty where nothing lives", () => {
  const one = persistenceDiagram(vrFiltration([[3, 4]], { maxDim: 2 }));
  assertEquals([one[0].shape, one[1].shape], [[0, 2], [0, 2]]);
  const same = persistenceDiagram(vrFiltration([[1, 1], [1, 1], [1, 1]], { maxDim: 2 }));
  assertEquals([same[0].shape, same[1].shape], [[0, 2], [0, 2]]);
  const line = persistenceDiagram(vrFiltration([[0, 0], [1, 1], [2, 2], [5, 5]], { maxDim: 2, eps: 0 }));
  assertEquals(line[0].toArray(), [[0, Math.SQRT2], [0, Math.SQRT2], [0, Math.sqrt(18)]]);
  assertEquals(line[1].shape, [0, 2]);
});

Deno.test("persistenceDiagram() computes the dimensions asked for, and says which those are", () => {
  const fil = vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]], { maxDim: 3 });
  const diagrams = persistenceDiagram(fil, { dims: [1] });
  assertEquals(diagrams.dims, [1]);
  assertStrictEquals(diagrams.get(1), diagrams[1]);
  assertStrictEquals(diagrams[0], undefined);
  assertEquals([...diagrams].map(([dim, points]) => [dim, points.shape]), [[1, [1, 2]]]);
  assertThrows(() => diagrams.get(0), RangeError, "Cannot get a diagram: a dimension of 1 was expected, but is 0");
  assertEquals(String(diagrams), "Diagrams(H1: 1 point)");
});

Deno.test("persistenceDiagram() gives the same bits for every number of threads", () => {
  const points = randn([60, 3], { generator: new Generator(3) });
  const [one, two, four] = [1, 2, 4].map((nThreads) =>
    persistenceDiagram(vrFiltration(points, { maxDim: 3 }), { nThreads })
  );
  for (const dim of [0, 1, 2]) {
    assertEquals(two[dim].data, one[dim].data);
    assertEquals(four[dim].data, one[dim].data);
  }
});

Deno.test("persistenceDiagram() refuses points at infinity and says what to do", () => {
  const fil = vrFiltration([[0], [1]]);
  assertThrows(
    () => persistenceDiagram(fil, { includeInfPoints: true }),
    RangeError,
    "Cannot compute the persistence diagram: includeInfPoints must be false, because a point at infinity has no death " +
      "cell that a gradient could reach, but is true; leave it out",
  );
});

Deno.test("persistenceDiagram() refuses what is no filtration", () => {
  const cases = [[tensor([[0, 0]]), "an object of class Tensor"], [[[0, 0]], "an array"], [null, "null"]] as const;
  for (const [given, found] of cases) {
    assertThrows(
      () => persistenceDiagram(given as never),
      TypeError,
      `Cannot compute the persistence diagram: a filtration was expected, but ${found} was found`,
    );
  }
});

Deno.test("persistenceDiagram() refuses unknown options", () => {
  const fil = vrFiltration([[0], [1]]);
  const call = (options: object) => () => persistenceDiagram(fil, options);
  assertThrows(call({ dims: 0 }), TypeError, "dims must be a list of dimensions, but is a number");
  assertThrows(call({ dims: [1] }), RangeError, "dims from 0 to 0 were expected");
  assertThrows(call({ dims: [-1] }), RangeError, "dims from 0 to 0 were expected");
  assertThrows(call({ dims: [0.5] }), RangeError, "dims from 0 to 0 were expected");
  assertThrows(call({ nThreads: 1.5 }), RangeError, "nThreads must be an integer of at least 1, but is 1.5");
  assertThrows(
    call({ gradientMethod: "adjoint" }),
    RangeError,
    'gradientMethod must be one of "dgm-loss", "crit-sets", but is "adjoint"',
  );
});

Deno.test("pairs of values that eps makes equal are left out, as by reduce, and so are their cells", () => {
  const points = [[0, 0], [1e-12, 0], [0, 3e-12], [1, 0], [1, 2e-12], [0, 1], [1, 1]];
  const diagrams = persistenceDiagram(vrFiltration(points, { maxDim: 2 }));
  using decomposition = reduce(vrFiltration(points, { maxDim: 2 }));
  for (const dim of [0, 1]) {
    const rows = (tensor: { toArray(): unknown }) => (tensor.toArray() as number[][]).map(String).sort();
    assertEquals(rows(diagrams[dim]), rows(decomposition.diagrams()[dim]));
    assertEquals(diagrams.simplices(dim).length, diagrams[dim].shape[0]);
    for (const [birth, death] of diagrams[dim].toArray() as number[][]) assert(birth < death);
  }
  assertEquals(diagrams[0].shape, [3, 2]);
});
