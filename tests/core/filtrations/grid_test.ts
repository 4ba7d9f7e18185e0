/**
 * Filtrations of grids: against cells listed by definition, gradients, laziness, and the handing out of cells.
 */
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  cubeFiltration,
  type Diagrams,
  freudenthalFiltration,
  Generator,
  gradcheck,
  type GridFiltration,
  noGrad,
  persistenceDiagram,
  randint,
  randn,
  type Tensor,
  tensor,
} from "../../../mod.ts";
import { assertComplex } from "../../oracles/complex.ts";
import { gridCells, type GridProblem } from "../../oracles/grid_cells.ts";
import { reduceBoundary } from "../../oracles/reduction.ts";

type Options = Pick<GridProblem, "cells" | "valuesOn" | "negate" | "wrap">;

const KINDS: readonly Omit<Options, "negate">[] = [
  { cells: "simplices", valuesOn: "vertices", wrap: false },
  { cells: "simplices", valuesOn: "vertices", wrap: true },
  { cells: "cubes", valuesOn: "vertices", wrap: false },
  { cells: "cubes", valuesOn: "cells", wrap: false },
];
const ALL: readonly Options[] = KINDS.flatMap((kind) => [false, true].map((negate) => ({ ...kind, negate })));
const SHAPES = [[9], [4, 5], [3, 2, 3], [3, 4, 3], [2, 2, 3, 2], [1], [1, 4], [1, 1], [2, 1, 3], [1, 2, 1, 2]];

function filtrationOf(array: Tensor, { cells, valuesOn, negate, wrap }: Options): GridFiltration {
  return cells === "cubes"
    ? cubeFiltration(array, { negate, valuesOn })
    : freudenthalFiltration(array, { negate, wrap });
}

function nameOf({ cells, valuesOn, negate, wrap }: Options): string {
  return `${cells} with values on ${valuesOn}${negate ? ", negate" : ""}${wrap ? ", wrap" : ""}`;
}

/** Arrays of all shapes that the options allow, generic ones and ones with plateaus. */
function arrays({ wrap }: Options): Tensor[] {
  const generator = new Generator(11);
  return SHAPES.filter((shape) => !wrap || shape.every((length) => length >= 3)).flatMap((shape) => [
    randn(shape, { generator }),
    randint(0, 3, shape, { generator }),
  ]);
}

/** Rows (dimension, birth, death), sorted. */
function rowsOf(diagrams: Diagrams): number[][] {
  const rows = [...diagrams].flatMap(([d, points]) => (points.toArray() as number[][]).map((row) => [d, ...row]));
  return rows.sort(compare);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function totalPersistence(diagrams: Diagrams): Tensor {
  let total = tensor(0);
  for (const [, points] of diagrams) {
    total = total.add(points.indexSelect([1], { dim: 1 }).sub(points.indexSelect([0], { dim: 1 })).square().sum());
  }
  return total;
}

for (const options of ALL) {
  Deno.test(`the cells and the diagrams of a grid are those of the definition: ${nameOf(options)}`, () => {
    for (const array of arrays(options)) {
      const expected = gridCells({ ...options, values: [...array.data], shape: array.shape });
      const fil = filtrationOf(array, options);
      const place = `shape [${array.shape}]`;
      assertEquals(fil.size, expected.length, place);
      assertEquals(fil.values.toArray(), expected.map((cell) => cell.value), place);
      const keyed = (cells: readonly { vertices: readonly number[]; value: number }[]) =>
        cells.map(({ vertices, value }) => `${vertices}: ${value}`).sort();
      for (let d = 0; d <= fil.maxDim; d++) {
        const ofDimension = expected.filter((cell) => cell.dimension === d);
        assertEquals(fil.dimOffsets[d + 1] - fil.dimOffsets[d], ofDimension.length, place);
        assertEquals(keyed(fil.cellsInDimension(d)), keyed(ofDimension), place);
      }
      const rows = reduceBoundary(expected.map(({ facets }) => facets)).flatMap(({ birth, death }) => {
        if (death === undefined || expected[birth].value === expected[death].value) return [];
        return [[expected[birth].dimension, expected[birth].value, expected[death].value]];
      });
      assertEquals(rowsOf(persistenceDiagram(fil)), rows.sort(compare), place);
    }
  });

  Deno.test(`the gradient of the values of a grid goes to the first entry that gives them: ${nameOf(options)}`, () => {
    for (const array of arrays(options)) {
      array.requiresGrad = true;
      filtrationOf(array, options).values.sum().backward();
      const counts = new Array(array.size).fill(0);
      for (const { source } of gridCells({ ...options, values: [...array.data], shape: array.shape })) counts[source]++;
      assertEquals([...array.grad!.data], counts, `shape [${array.shape}]`);
    }
  });

  Deno.test(`the facets of a grid are where the filtration order says: ${nameOf(options)}`, () => {
    for (const array of arrays(options)) assertComplex(filtrationOf(array, options));
  });

  Deno.test(`the gradient of diagrams of a grid is that of central differences: ${nameOf(options)}`, () => {
    for (const shape of [[12], [4, 4], [3, 3, 3], [2, 3, 2, 2]]) {
      if (options.wrap && Math.min(...shape) < 3) continue;
      const array = randn(shape, { generator: new Generator(2), requiresGrad: true });
      gradcheck((x) => totalPersistence(persistenceDiagram(filtrationOf(x, options))), [array]);
      gradcheck((x) => {
        const fil = filtrationOf(x, options);
        return fil.values.square().sum().add(totalPersistence(persistenceDiagram(fil)));
      }, [array]);
    }
  });

  Deno.test(`negate is the filtration of the negative array with all signs changed: ${nameOf(options)}`, () => {
    for (const array of arrays(options)) {
      const fil = filtrationOf(array, options);
      const mirrored = filtrationOf(array.neg(), { ...options, negate: !options.negate });
      for (let d = 0; d <= fil.maxDim; d++) {
        const signed = mirrored.cellsInDimension(d).map((cell) => ({
          ...cell,
          value: cell.value === 0 ? 0 : -cell.value,
        }));
        assertEquals(fil.cellsInDimension(d), signed);
      }
    }
  });
}

Deno.test("the diagrams of an array do not change when it is transposed", () => {
  const generator = new Generator(8);
  for (const array of [randn([5, 6], { generator }), randint(0, 4, [6, 5], { generator })]) {
    for (const options of ALL.filter(({ wrap }) => !wrap)) {
      const [there, back] = [array, array.transpose()].map((x) => persistenceDiagram(filtrationOf(x, options)));
      assertEquals(rowsOf(there), rowsOf(back));
    }
  }
});

Deno.test("pairs of a grid name their birth and death cells", () => {
  const diagrams = persistenceDiagram(freudenthalFiltration([[1, 2, 1.5], [0.5, 3, 2.5], [2, 1, 0.8]]));
  const named = [0, 1].map((d) => diagrams.simplices(d));
  // By hand: vertex 7 joins the component of vertex 8 to that of vertex 3, then vertex 1 that of vertex 2 to that of vertex 0.
  assertEquals(named[0].map(({ birth }) => birth), [[8], [2]]);
  [7, 1].forEach((vertex, k) => assert(named[0][k].death.includes(vertex)));
  // Vertex 5 closes the loop around vertex 4 with some edge, and one of the six triangles around that fills it last.
  const [{ birth, death }] = named[1];
  assertEquals([named[1].length, birth.length, death.length], [1, 2, 3]);
  assert(birth.includes(5) && death.includes(4));
  const cubes = persistenceDiagram(cubeFiltration([[0, 1, 0], [1, 5, 1], [0, 1, 0]])).simplices(1);
  assertEquals(cubes.map(({ birth, death }) => [birth.length, death.length, death.includes(4)]), [[2, 4, true]]);
});

Deno.test("a grid keeps the values that its array had, whatever is written to it", () => {
  const array = tensor([[0, 2], [3, 1]], { requiresGrad: true });
  const fil = cubeFiltration(array);
  array.data.fill(7);
  const diagram = persistenceDiagram(fil)[0];
  assertEquals(diagram.toArray(), [[1, 2]]);
  array.data.fill(8);
  diagram.sum().backward();
  assertEquals(array.grad?.toArray(), [[0, 1], [0, 1]]);
  assertEquals(fil.values.toArray(), [0, 1, 2, 3, 2, 2, 3, 3, 3]);
});

Deno.test("a grid whose array was assigned new values refuses to be read", () => {
  const array = tensor([3, 1, 2], { requiresGrad: true });
  const fil = freudenthalFiltration(array);
  const total = persistenceDiagram(fil)[0].sum();
  array.assign([1, 2, 3]);
  const expected = "the input it was built from was expected unchanged, but was assigned new values since; build the";
  assertThrows(() => fil.values, Error, `Cannot read the values of the filtration: ${expected}`);
  assertThrows(() => persistenceDiagram(fil), Error, `Cannot compute the persistence diagram: ${expected}`);
  assertThrows(() => fil.boundary(), Error, `Cannot list the facets of the filtration: ${expected}`);
  assertThrows(() => fil.cell(0), Error, `Cannot list the cells of the filtration: ${expected}`);
  assertThrows(() => fil.cellsInDimension(0), Error, `Cannot list the cells of the filtration: ${expected}`);
  assertThrows(() => total.backward(), Error, "was assigned new values since");
  assertStrictEquals(array.grad, null);
  assertEquals([fil.size, fil.dimOffsets], [5, [0, 3, 5]]);
});

Deno.test("the gradient of the values of a grid is filled if they were read", () => {
  for (const options of ALL) {
    const array = randn([4, 4], { generator: new Generator(4), requiresGrad: true });
    const fil = filtrationOf(array, options);
    fil.values.retainGrad();
    const diagrams = persistenceDiagram(fil);
    totalPersistence(diagrams).backward();
    const touched = Array.from({ length: fil.size }, (_, i) => i).filter((i) => fil.values.grad!.data[i] !== 0);
    const cells = diagrams.dims.flatMap((d) => diagrams.simplices(d)).flatMap(({ birth, death }) => [birth, death]);
    assertEquals(touched.map((i) => `${fil.cell(i).vertices}`).sort(), cells.map(String).sort(), nameOf(options));
    const fused = array.grad!.data.slice();
    array.zeroGrad();
    totalPersistence(persistenceDiagram(filtrationOf(array, options))).backward();
    assertEquals(array.grad!.data, fused);
  }
});

Deno.test("diagrams of a grid have a gradient also if the values were read where none flowed", () => {
  const array = tensor([3, 1, 2], { requiresGrad: true });
  const fil = freudenthalFiltration(array);
  assertEquals(noGrad(() => fil.values).requiresGrad, false);
  assertEquals(persistenceDiagram(fil)[0].requiresGrad, true);
  assertEquals(fil.values.requiresGrad, true);
  assertStrictEquals(fil.values, fil.values);

  const later = tensor([3, 1, 2]);
  const early = freudenthalFiltration(later);
  assertEquals(early.values.requiresGrad, false);
  later.requiresGrad = true;
  const weights = tensor([1, 2]);
  persistenceDiagram(early)[0].mul(weights).sum().backward();
  persistenceDiagram(fil)[0].mul(weights).sum().backward();
  assertEquals(later.grad, array.grad);
});

Deno.test("a filtration of a grid names itself, and its offsets cannot be written to", () => {
  const fil = freudenthalFiltration([[1, 2, 3]], { maxDim: 1 });
  assertEquals(String(fil), "GridFiltration(Freudenthal, values of shape [1, 3], maxDim 1)");
  assertEquals([fil.kind, cubeFiltration([1]).kind], ["Freudenthal", "cubical"]);
  assertThrows(() => (fil.dimOffsets as number[]).push(1), TypeError);
});

Deno.test("cell() and cellsInDimension() of a grid refuse what does not exist", () => {
  const fil = freudenthalFiltration([1, 2]);
  assertThrows(() => fil.cell(3), RangeError, "an index from 0 to 2 was expected, but is 3");
  assertThrows(() => fil.cell(-1), RangeError, "an index from 0 to 2 was expected, but is -1");
  assertThrows(() => fil.cell(0.5), RangeError, "an index from 0 to 2 was expected, but is 0.5");
  assertThrows(() => fil.cellsInDimension(2), RangeError, "a dimension from 0 to 1 was expected, but is 2");
  assert(fil.cell(2).dimension === 1);
});
