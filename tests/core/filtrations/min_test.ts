/**
 * Minima of filtrations: values, order, gradients, diagrams of unions, and filtrations that do not fit.
 */
import { assertAlmostEquals, assertEquals, assertGreaterOrEqual, assertThrows } from "@std/assert";
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  gradcheck,
  mappingCylinderFiltration,
  minFiltration,
  numpyRng,
  persistenceDiagram,
  simplexFiltration,
  tensor,
  vrFiltration,
} from "../../../mod.ts";
import { assertComplex } from "../../oracles/complex.ts";
import { reducePairs } from "../../oracles/reduction.ts";

const EDGE = [[0], [1], [0, 1]];

/** The full Rips filtration of random points in the plane. */
function randomRips(seed: number, count: number, maxDim = 2): DiffFiltration {
  return vrFiltration(numpyRng(seed).normal(0, 1, [count, 2]), { maxDim, maxDiameter: Infinity });
}

/** Values by dimension and vertices. */
function valuesByCell(fil: DiffFiltration): Map<string, number> {
  return new Map(Array.from({ length: fil.size }, (_, i) => [fil.cell(i).vertices.join(), fil.cell(i).value]));
}

Deno.test("minFiltration() gives each cell the smaller of its values", () => {
  const a = randomRips(1, 8, 3), b = randomRips(2, 8, 3);
  const fil = minFiltration(a, b);
  const first = valuesByCell(a), second = valuesByCell(b);
  assertEquals(fil.size, a.size);
  for (const [cell, value] of valuesByCell(fil)) assertEquals(value, Math.min(first.get(cell)!, second.get(cell)!));
  assertComplex(fil);
  assertEquals([fil.kind, fil.maxDim, fil.negate], ["Vietoris–Rips", 3, false]);
  assertEquals(String(fil), "RevaluedFiltration(Vietoris–Rips, 162 cells, maxDim 3)");
});

Deno.test("minFiltration() has the pairs of the textbook", () => {
  const fil = minFiltration(randomRips(3, 9), randomRips(4, 9));
  const cells = Array.from({ length: fil.size }, (_, i) => fil.cell(i));
  const pairs = reducePairs(cells).filter(({ birth, death }) =>
    death !== undefined && cells[birth].value !== cells[death].value
  );
  const diagrams = persistenceDiagram(fil);
  for (const dim of [0, 1]) {
    const expected = pairs.filter(({ dimension }) => dimension === dim);
    assertEquals(
      diagrams[dim].toArray(),
      expected.map(({ birth, death }) => [cells[birth].value, cells[death!].value]),
    );
    assertEquals(
      diagrams.simplices(dim),
      expected.map(({ birth, death }) => ({ birth: cells[birth].vertices, death: cells[death!].vertices })),
    );
  }
});

Deno.test("minFiltration() orders equal values by the first filtration", () => {
  const points = [[0], [1], [2]];
  const a = simplexFiltration(points, [3, 2, 1]), b = simplexFiltration(points, [0, 0, 0]);
  const vertices = (fil: DiffFiltration) => fil.cellsInDimension(0).map((cell) => cell.vertices[0]);
  assertEquals(vertices(minFiltration(a, b)), [2, 1, 0]);
  assertEquals(vertices(minFiltration(b, a)), [0, 1, 2]);
});

Deno.test("minFiltration() takes the maximum with negate", () => {
  const a = simplexFiltration(EDGE, [3, 2, 1], { negate: true }),
    b = simplexFiltration(EDGE, [1, 5, 0], { negate: true });
  const fil = minFiltration(a, b);
  assertEquals(fil.values.toArray(), [5, 3, 1]);
  assertEquals(fil.cell(0), { dimension: 0, vertices: [1], value: 5 });
  assertEquals(persistenceDiagram(fil)[0].toArray(), [[3, 1]]);
  assertComplex(fil);
});

Deno.test("minFiltration() sends the gradient to the smaller value, and half to each where they are equal", () => {
  const a = tensor([0, 2, 3], { requiresGrad: true }), b = tensor([1, 1, 3], { requiresGrad: true });
  minFiltration(simplexFiltration(EDGE, a), simplexFiltration(EDGE, b)).values.mul([1, 2, 4]).sum().backward();
  assertEquals([a.grad?.toArray(), b.grad?.toArray()], [[1, 0, 2], [0, 2, 2]]);
});

Deno.test("minFiltration() of a filtration and itself is that filtration, gradient included", () => {
  const points = tensor(numpyRng(5).normal(0, 1, [7, 2]), { requiresGrad: true });
  const rips = vrFiltration(points, { maxDiameter: Infinity });
  const fil = minFiltration(rips, rips);
  assertEquals(fil.values.toArray(), rips.values.toArray());
  assertEquals(fil.boundary(), rips.boundary());
  const weights = numpyRng(6).random([fil.size]);
  fil.values.mul(weights).sum().backward({ retainGraph: true });
  const found = points.grad!.data.slice();
  points.zeroGrad();
  rips.values.mul(weights).sum().backward();
  found.forEach((x, i) => assertAlmostEquals(x, points.grad!.data[i], 1e-12));
});

Deno.test("minFiltration() has the gradient of its diagrams that differences show", () => {
  const a = numpyRng(7).normal(0, 1, [6, 2]), b = numpyRng(8).normal(0, 1, [6, 2]);
  const options = { maxDim: 2, maxDiameter: Infinity };
  const total = (x: typeof a, y: typeof b) => {
    const diagrams = persistenceDiagram(minFiltration(vrFiltration(x, options), vrFiltration(y, options)));
    return diagrams[0].square().sum().add(diagrams[1].pow(3).sum());
  };
  assertEquals(gradcheck(total, [a, b]), true);
});

Deno.test("minFiltration() takes different kinds with the same cells", () => {
  const rips = randomRips(9, 6);
  const cells = Array.from({ length: rips.size }, (_, i) => rips.cell(i)).reverse();
  const listed = simplexFiltration(cells.map(({ vertices }) => [...vertices]), cells.map(({ value }) => value / 2));
  assertEquals(minFiltration(rips, listed).values.toArray(), rips.values.div(2).toArray());
  assertEquals(minFiltration(listed, rips).values.toArray(), rips.values.div(2).toArray());
});

Deno.test("minFiltration() takes cells that are no simplices", () => {
  const rips = randomRips(10, 4), sooner = randomRips(11, 4);
  const a = mappingCylinderFiltration(rips, rips), b = mappingCylinderFiltration(sooner, sooner);
  const fil = minFiltration(a, b);
  const first = valuesByCell(a), second = valuesByCell(b);
  for (const [cell, value] of valuesByCell(fil)) assertEquals(value, Math.min(first.get(cell)!, second.get(cell)!));
  assertComplex(fil);
});

Deno.test("minFiltration() of two images on simplices is not that of the smaller image, but never later", () => {
  const a = numpyRng(13).normal(0, 1, [4, 5]), b = numpyRng(14).normal(0, 1, [4, 5]);
  const fil = minFiltration(freudenthalFiltration(a), freudenthalFiltration(b));
  assertComplex(fil);
  const image = valuesByCell(freudenthalFiltration(a.minimum(b)));
  let later = 0;
  for (const [cell, value] of valuesByCell(fil)) {
    assertGreaterOrEqual(value, image.get(cell)!);
    if (value > image.get(cell)!) later++;
  }
  assertGreaterOrEqual(later, 1);
});

Deno.test("minFiltration() of an alpha and a Čech–Delaunay filtration is the latter, which never comes later", () => {
  const points = numpyRng(17).normal(0, 1, [12, 2]);
  const alpha = alphaFiltration(points), delaunay = cechDelaunayFiltration(points);
  const fil = minFiltration(alpha, delaunay);
  const expected = valuesByCell(delaunay);
  for (const [cell, value] of valuesByCell(fil)) assertAlmostEquals(value, expected.get(cell)!, 1e-12);
  assertComplex(fil);
});

Deno.test("minFiltration() takes cubes, whether their values are on vertices or on cells", () => {
  const vertices = numpyRng(15).normal(0, 1, [3, 4]), cells = numpyRng(16).normal(0, 1, [2, 3]);
  for (const negate of [false, true]) {
    const a = cubeFiltration(vertices, { negate }), b = cubeFiltration(cells, { negate, valuesOn: "cells" });
    const fil = minFiltration(a, b);
    const first = valuesByCell(a), second = valuesByCell(b), earlier = negate ? Math.max : Math.min;
    for (const [cell, value] of valuesByCell(fil)) assertEquals(value, earlier(first.get(cell)!, second.get(cell)!));
    assertComplex(fil);
  }
  const total = (x: typeof vertices, y: typeof cells) =>
    persistenceDiagram(minFiltration(cubeFiltration(x), cubeFiltration(y, { valuesOn: "cells" })))[0].pow(3).sum();
  assertEquals(gradcheck(total, [vertices, cells]), true);
});

Deno.test("minFiltration() takes a single vertex", () => {
  const fil = minFiltration(simplexFiltration([[3]], [1]), simplexFiltration([[3]], [0]));
  assertEquals(fil.cell(0), { dimension: 0, vertices: [3], value: 0 });
  assertEquals(fil.boundary(), { starts: Uint32Array.of(0, 0), facets: new Uint32Array(0) });
  assertThrows(() => fil.cell(1), RangeError, "an index from 0 to 0 was expected, but is 1");
  assertThrows(() => fil.cellsInDimension(1), RangeError, "a dimension from 0 to 0 was expected, but is 1");
});

Deno.test("minFiltration() names a cell that only one filtration has", () => {
  const edge = simplexFiltration(EDGE, [0, 0, 0]), ends = simplexFiltration([[0], [1]], [0, 0]);
  const other = simplexFiltration([[0], [2], [0, 2]], [0, 0, 0]);
  const text = "Cannot take the minimum of two filtrations: filtrations with the same cells were expected, but ";
  assertThrows(() => minFiltration(edge, ends), TypeError, `${text}only the first has [0, 1]`);
  assertThrows(() => minFiltration(ends, edge), TypeError, `${text}only the second has [0, 1]`);
  assertThrows(() => minFiltration(edge, other), TypeError, `${text}only the first has [1]`);
  const square = cubeFiltration([[0, 0], [0, 0]]), halves = freudenthalFiltration([[0, 0], [0, 0]]);
  assertThrows(() => minFiltration(square, halves), TypeError, `${text}only the first has [0, 1, 2, 3]`);
  assertThrows(() => minFiltration(halves, square), TypeError, `${text}only the first has [0, 3]`);
});

Deno.test("minFiltration() refuses filtrations of opposite order and what is none", () => {
  const up = simplexFiltration([[0]], [0]), down = simplexFiltration([[0]], [0], { negate: true });
  const text = "Cannot take the minimum of two filtrations: ";
  assertThrows(
    () => minFiltration(up, down),
    RangeError,
    `${text}the same negate was expected, but is false for the first and true for the second`,
  );
  assertThrows(
    () => minFiltration(up, [[0]] as unknown as DiffFiltration),
    TypeError,
    `${text}two filtrations were expected, but an array was found`,
  );
  assertThrows(() => minFiltration(undefined as unknown as DiffFiltration, up), TypeError, "but undefined was found");
});
