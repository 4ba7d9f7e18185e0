/**
 * Mapping cylinders of inclusions: cells, values, gradients, diagrams, and what is no inclusion.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  type Diagrams,
  type DiffFiltration,
  gradcheck,
  mappingCylinderFiltration,
  type MappingCylinderOptions,
  minFiltration,
  numpyRng,
  persistenceDiagram,
  simplexFiltration,
  type Tensor,
  tensor,
  vrFiltration,
} from "../../../mod.ts";
import { assertComplex } from "../../oracles/complex.ts";

const EDGE = [[0], [1], [0, 1]];
const RIPS = { maxDim: 2, maxDiameter: Infinity };

function sortedRows(points: Tensor): number[][] {
  return (points.toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function rowsByDimension(diagrams: Diagrams): number[][][] {
  return diagrams.dims.map((dim) => sortedRows(diagrams[dim]));
}

function cellsOf(fil: DiffFiltration): [readonly number[], number][] {
  return Array.from({ length: fil.size }, (_, i) => [fil.cell(i).vertices, fil.cell(i).value]);
}

/** Random points, some of them scaled so that their distances grow. */
function nested(seed: number, count: number, part: number): { domain: DiffFiltration; codomain: DiffFiltration } {
  const points = numpyRng(seed).normal(0, 1, [count, 2]);
  return {
    domain: vrFiltration(points.slice(0, part).mul(1.5), RIPS),
    codomain: vrFiltration(points, RIPS),
  };
}

Deno.test("mappingCylinderFiltration() lists copies, cells and prisms by dimension, then value", () => {
  const domain = simplexFiltration(EDGE, [1, 2, 4]);
  const codomain = simplexFiltration([...EDGE, [5], [1, 5]], [0, 0, 3, 1, 2]);
  const fil = mappingCylinderFiltration(domain, codomain);
  assertEquals(fil.offset, 6);
  assertEquals(cellsOf(fil), [
    [[0], 0],
    [[1], 0],
    [[6], 1],
    [[5], 1],
    [[7], 2],
    [[0, 6], 1],
    [[1, 5], 2],
    [[1, 7], 2],
    [[0, 1], 3],
    [[6, 7], 4],
    [[0, 1, 6, 7], 4],
  ]);
  assertEquals([fil.dimOffsets, fil.maxDim, fil.negate, fil.kind], [[0, 5, 10, 11], 2, false, "mapping cylinder"]);
  assertEquals(String(fil), "MappingCylinderFiltration(simplices in simplices, 11 cells, maxDim 2)");
  assertEquals(fil.cellsInDimension(2), [{ dimension: 2, vertices: [0, 1, 6, 7], value: 4 }]);
  assertComplex(fil);
});

Deno.test("mappingCylinderFiltration() bounds a prism by its ends and the prisms over the facets", () => {
  const edge = simplexFiltration(EDGE, [0, 0, 0]);
  const { starts, facets } = mappingCylinderFiltration(edge, edge).boundary();
  // Vertices 2, 3, 0, 1; edges [2, 3], [0, 1], [0, 2], [1, 3]; the square.
  assertEquals([...starts], [0, 0, 0, 0, 0, 2, 4, 6, 8, 12]);
  assertEquals([...facets], [0, 1, 2, 3, 0, 2, 1, 3, 4, 5, 6, 7]);
});

Deno.test("mappingCylinderFiltration() has the diagrams of the codomain where it comes first", () => {
  for (let seed = 0; seed < 5; seed++) {
    const { domain, codomain } = nested(seed, 9, 6);
    const fil = mappingCylinderFiltration(domain, codomain);
    assertComplex(fil);
    assertEquals(fil.size, 2 * domain.size + codomain.size);
    const found = rowsByDimension(persistenceDiagram(fil, { dims: [0, 1] }));
    assertEquals(found, rowsByDimension(persistenceDiagram(codomain)));
  }
});

Deno.test("mappingCylinderFiltration() has the diagrams of the unions where neither comes first", () => {
  for (let seed = 0; seed < 5; seed++) {
    const random = numpyRng(seed);
    const domain = vrFiltration(random.normal(0, 1, [8, 2]), RIPS),
      codomain = vrFiltration(random.normal(0, 1, [8, 2]), RIPS);
    const fil = mappingCylinderFiltration(domain, codomain);
    assertComplex(fil);
    const found = rowsByDimension(persistenceDiagram(fil, { dims: [0, 1] }));
    assertEquals(found, rowsByDimension(persistenceDiagram(minFiltration(domain, codomain))));
  }
});

Deno.test("mappingCylinderFiltration() of a codomain that waits for the whole domain has the diagrams of the domain", () => {
  const { domain, codomain } = nested(3, 8, 8);
  const late = Math.max(...domain.values.data);
  const fil = mappingCylinderFiltration(domain, codomain, { codomainValue: late });
  assertComplex(fil);
  const found = persistenceDiagram(fil, { dims: [1] })[1];
  assertEquals(sortedRows(found), sortedRows(persistenceDiagram(domain)[1]));
});

Deno.test("mappingCylinderFiltration() lets each side enter no sooner than its option says, and prisms after both", () => {
  const edge = simplexFiltration(EDGE, [0, 1, 4]);
  const check = (options: MappingCylinderOptions, expected: [number[], number][]) => {
    const fil = mappingCylinderFiltration(edge, edge, options);
    assertEquals(cellsOf(fil), expected);
    assertComplex(fil);
  };
  check({ domainValue: 3 }, [
    [[0], 0],
    [[1], 1],
    [[2], 3],
    [[3], 3],
    [[0, 2], 3],
    [[1, 3], 3],
    [[2, 3], 4],
    [[0, 1], 4],
    [[0, 1, 2, 3], 4],
  ]);
  check({ domainValue: 0.5, codomainValue: 5 }, [
    [[2], 0.5],
    [[3], 1],
    [[0], 5],
    [[1], 5],
    [[2, 3], 4],
    [[0, 1], 5],
    [[0, 2], 5],
    [[1, 3], 5],
    [[0, 1, 2, 3], 5],
  ]);
});

Deno.test("mappingCylinderFiltration() turns around with negate", () => {
  const { domain, codomain } = nested(4, 7, 5);
  const upsideDown = (fil: DiffFiltration) => {
    const cells = Array.from({ length: fil.size }, (_, i) => fil.cell(i));
    return simplexFiltration(cells.map(({ vertices }) => vertices), cells.map(({ value }) => -value), { negate: true });
  };
  const up = mappingCylinderFiltration(domain, codomain, { domainValue: 1, codomainValue: 0.5 });
  const down = mappingCylinderFiltration(upsideDown(domain), upsideDown(codomain), {
    domainValue: -1,
    codomainValue: -0.5,
  });
  assertEquals(down.negate, true);
  assertEquals(down.values.neg().toArray(), up.values.toArray());
  assertComplex(down);
  const mirrored = persistenceDiagram(down).get(1).neg();
  assertEquals(sortedRows(mirrored), sortedRows(persistenceDiagram(up)[1]));
});

Deno.test("mappingCylinderFiltration() sends gradients to the value taken, and none to its options", () => {
  const inner = tensor([1, 2, 5], { requiresGrad: true }), outer = tensor([1, 3, 4], { requiresGrad: true });
  const fil = () => mappingCylinderFiltration(simplexFiltration(EDGE, inner), simplexFiltration(EDGE, outer));
  // Prisms: [0, 2] at 1 is a tie that the domain wins, [1, 3] at 3 the codomain, the square at 5 the domain.
  fil().values.sum().backward();
  assertEquals([inner.grad?.toArray(), outer.grad?.toArray()], [[2, 1, 2], [1, 2, 1]]);
  inner.zeroGrad();
  outer.zeroGrad();
  const late = mappingCylinderFiltration(simplexFiltration(EDGE, inner), simplexFiltration(EDGE, outer), {
    domainValue: 4.5,
    codomainValue: 4,
  });
  late.values.sum().backward();
  assertEquals([inner.grad?.toArray(), outer.grad?.toArray()], [[0, 0, 2], [0, 0, 1]]);
});

Deno.test("mappingCylinderFiltration() has the gradient of its diagrams that differences show", () => {
  const random = numpyRng(12);
  const inner = random.normal(0, 1, [6, 2]), outer = random.normal(0, 1, [6, 2]);
  for (const options of [{}, { codomainValue: 1.2 }, { domainValue: 0.8, codomainValue: 0.4 }]) {
    const total = (x: Tensor, y: Tensor) => {
      const diagrams = persistenceDiagram(
        mappingCylinderFiltration(vrFiltration(x, RIPS), vrFiltration(y, RIPS), options),
      );
      return diagrams[0].square().sum().add(diagrams[1].pow(3).sum());
    };
    assertEquals(gradcheck(total, [inner, outer]), true);
  }
});

Deno.test("mappingCylinderFiltration() takes mapping cylinders", () => {
  const { domain, codomain } = nested(6, 5, 3);
  const once = mappingCylinderFiltration(domain, codomain);
  const twice = mappingCylinderFiltration(once, once);
  assertEquals([twice.size, twice.maxDim, twice.offset], [3 * once.size, 4, 8]);
  assertComplex(twice);
  assertEquals(
    rowsByDimension(persistenceDiagram(twice, { dims: [0, 1] })),
    rowsByDimension(persistenceDiagram(codomain)),
  );
});

Deno.test("mappingCylinderFiltration() takes a domain of vertices alone, and of lower dimension", () => {
  const points = simplexFiltration([[2], [0]], [1, 1]);
  const triangle = vrFiltration([[0, 0], [1, 0], [0, 1]], { eps: 0, maxDiameter: 2 });
  const fil = mappingCylinderFiltration(points, triangle);
  assertEquals([fil.size, fil.maxDim, fil.dimOffsets], [11, 2, [0, 5, 10, 11]]);
  assertComplex(fil);
});

Deno.test("mappingCylinderFiltration() names the first cell of the domain that the codomain lacks", () => {
  const edge = simplexFiltration(EDGE, [0, 0, 0]), ends = simplexFiltration([[0], [1]], [0, 0]);
  const text =
    "Cannot build the mapping cylinder: a domain that is part of the codomain was expected, but only the domain has ";
  assertThrows(() => mappingCylinderFiltration(edge, ends), TypeError, `${text}[0, 1]`);
  assertThrows(() => mappingCylinderFiltration(simplexFiltration([[0], [2]], [0, 0]), edge), TypeError, `${text}[2]`);
});

Deno.test("mappingCylinderFiltration() refuses bad arguments and options", () => {
  const up = simplexFiltration([[0]], [0]), down = simplexFiltration([[0]], [0], { negate: true });
  const check = (call: () => unknown, type: new () => Error, text: string) => {
    assertThrows(call, type, `Cannot build the mapping cylinder: ${text}`);
  };
  check(
    () => mappingCylinderFiltration(down, up),
    RangeError,
    "the same negate was expected, but is true for the domain and false for the codomain",
  );
  check(
    () => mappingCylinderFiltration(up, {} as DiffFiltration),
    TypeError,
    "two filtrations were expected, but an object of class Object was found",
  );
  check(
    () => mappingCylinderFiltration(up, up, { domainValue: NaN }),
    RangeError,
    "domainValue must be a finite number or -Infinity, but is NaN",
  );
  check(
    () => mappingCylinderFiltration(up, up, { codomainValue: Infinity }),
    RangeError,
    "codomainValue must be a finite number or -Infinity, but is Infinity",
  );
  check(
    () => mappingCylinderFiltration(down, down, { codomainValue: -Infinity }),
    RangeError,
    "codomainValue must be a finite number or Infinity, but is -Infinity",
  );
  check(
    () => mappingCylinderFiltration(up, up, { domainValue: "1" as unknown as number }),
    RangeError,
    "domainValue must be a finite number or -Infinity, but is 1",
  );
  check(
    () => mappingCylinderFiltration(up, up, 1 as unknown as object),
    TypeError,
    "an object of options was expected, but a number was found",
  );
  const fil = mappingCylinderFiltration(up, up);
  assertThrows(() => fil.cell(3), RangeError, "an index from 0 to 2 was expected, but is 3");
  assertThrows(() => fil.cellsInDimension(2), RangeError, "a dimension from 0 to 1 was expected, but is 2");
});
