/**
 * Gradients by critical sets against the textbook, for every filtration and conflict strategy.
 */
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  type Diagrams,
  type DiffFiltration,
  freudenthalFiltration,
  numpyRng,
  persistenceDiagram,
  persistenceDiagramAsync,
  persistenceDiagrams,
  type PersistenceOptions,
  simplexFiltration,
  Tensor,
  tensor,
  type VrFiltration,
  vrFiltration,
  weakAlphaFiltration,
} from "../../../mod.ts";
import { combine } from "../../oracles/critical_sets.ts";
import moves from "../../goldens/oineus_critical_moves.json" with { type: "json" };
import { SUBJECTS } from "../filtrations/_conforming.ts";
import type { Build } from "../filtrations/_subject.ts";
import { textbook } from "./_critical_cells.ts";

type Way = Required<Pick<PersistenceOptions, "conflictStrategy" | "stepSize">>;

const STRATEGIES = ["avg", "max", "sum", "fca"] as const;

/** A gradient at a point that moves it in any direction, or not at all, and to values that others have. */
function gradientAt(birth: number, death: number): [number, number] {
  return [Math.round(2 * Math.sin(3 * birth + 5 * death)) / 2, Math.round(2 * Math.cos(2 * birth - 7 * death)) / 2];
}

/** Runs backward from all diagrams with the gradient above, in one go, since they share the values of cells. */
function runBackward(filtration: DiffFiltration, options: PersistenceOptions): void {
  let total = tensor(0);
  for (const [, points] of persistenceDiagram(filtration, { gradientMethod: "crit-sets", ...options })) {
    const gradient = new Tensor(points.data.slice(), points.shape);
    for (let k = 0; k < points.size; k += 2) gradient.data.set(gradientAt(points.data[k], points.data[k + 1]), k);
    total = total.add(points.mul(gradient).sum());
  }
  if (total.requiresGrad) total.backward();
}

/** The gradient that is prescribed at the values of all cells. */
function expectedGradient(filtration: DiffFiltration, { conflictStrategy, stepSize }: Way): Tensor {
  const { maxDim, dimOffsets } = filtration, values = filtration.values.data;
  const sets = textbook(filtration, values), gradient = new Float64Array(filtration.size);
  for (let d = 0; d < maxDim; d++) {
    const pairs: number[][] = [];
    for (let birth = dimOffsets[d]; birth < dimOffsets[d + 1]; birth++) {
      const { kind, partner: death } = sets.critical.get(birth) ?? {};
      if (kind === "births" && death !== undefined) pairs.push([birth, death]);
    }
    const wanted = new Map<number, number>();
    for (const column of [0, 1]) { // births come before deaths, and so does what they want, where two values are as far
      for (const pair of pairs) {
        const place = pair[column], part = gradientAt(values[pair[0]], values[pair[1]])[column];
        if (part !== 0) wanted.set(place, values[place] - stepSize * part);
      }
    }
    const own = [...wanted].map(([place, target]) => ({ target, indices: sets.of(place, target) }));
    const settled = combine(own, conflictStrategy, values, wanted);
    settled.indices.forEach((place, k) => gradient[place] += values[place] - settled.values[k]);
  }
  return new Tensor(gradient, [filtration.size]);
}

/** What somebody may have read of a filtration before its diagrams. */
const READERS: Record<string, (filtration: DiffFiltration) => unknown> = {
  nothing: () => {},
  "a cell": (filtration) => filtration.cell(0),
  "the values": (filtration) => filtration.values.retainGrad(),
};

/** The gradient at the input, and that at the values of all cells if they were read first. */
function foundGradients(build: Build, input: Tensor, options: PersistenceOptions, read: string) {
  const source = new Tensor(input.data.slice(), input.shape, true), filtration = build(source);
  READERS[read](filtration);
  runBackward(filtration, options);
  return { source: source.grad?.data, values: read === "the values" ? filtration.values.grad?.data : undefined };
}

function assertClose(found: Float64Array | undefined, expected: Float64Array, what: string): void {
  const unit = 1e-12 * Math.max(1, ...expected.map(Math.abs));
  expected.forEach((x, i) => assertAlmostEquals(found?.[i] ?? 0, x, unit, `entry ${i} of ${what}`));
}

/** Checks gradients against those of the textbook, whatever was read before. */
function checkGradient(input: Tensor, build: Build, way: Way, what: string): void {
  const source = new Tensor(input.data.slice(), input.shape, true), filtration = build(source);
  const gradient = expectedGradient(filtration, way), about = `${filtration}, ${what}, step ${way.stepSize}`;
  if (source.size === 0) return;
  filtration.values.backward({ gradient });
  for (const read of Object.keys(READERS)) {
    const found = foundGradients(build, input, way, read);
    assertClose(found.source, source.grad!.data, `${about}, ${read} read`);
    if (read === "the values") assertClose(found.values, gradient.data, `values of ${about}`);
  }
}

for (const { name, build, generic, others } of SUBJECTS) {
  const inputs = Object.entries({ "generic input": generic, ...others });

  for (const conflictStrategy of STRATEGIES) {
    Deno.test(`the gradient of ${name} by critical sets is that of the textbook with ${conflictStrategy}`, () => {
      for (const [what, input] of inputs) {
        for (const stepSize of [1, 0.3]) {
          checkGradient(input, build, { conflictStrategy, stepSize }, what);
        }
      }
    });
  }

  Deno.test(`the gradient of ${name} by critical sets has the same bits for every number of threads`, () => {
    for (const [, input] of inputs) {
      for (const read of Object.keys(READERS)) {
        const [one, ...more] = [1, 2, 4, 8].map((nThreads) => foundGradients(build, input, { nThreads }, read));
        for (const gradients of more) assertEquals(gradients, one);
      }
    }
  });
}

Deno.test("gradients by critical sets of random filtrations with few values are those of the textbook", () => {
  const random = numpyRng(7);
  for (let round = 0; round < 10; round++) {
    const negate = round % 2 === 1, eps = round % 3 === 0 ? 0.5 : 0;
    const cases: [number[], Build][] = [
      [[7, 1 + round % 3], (x) => vrFiltration(x, { maxDim: 3, maxDiameter: round % 2 ? 2 : Infinity, eps })],
      [[12, 2], (x) => alphaFiltration(x)],
      [[9, 3], (x) => cechDelaunayFiltration(x)],
      [[12, 2], (x) => weakAlphaFiltration(x)],
      [[3 + round % 3, 4], (x) => freudenthalFiltration(x, { negate, wrap: round % 4 === 0 })],
      [[2, 3, 3], (x) => cubeFiltration(x, { negate, valuesOn: round % 3 ? "cells" : "vertices" })],
    ];
    for (const [shape, build] of cases) {
      const input = random.integers(-3, 4, shape), { engine } = build(input);
      for (const conflictStrategy of STRATEGIES) {
        // Of two values as far away, that of the first point is taken; and grids have their own order of equal points.
        if (engine === "grid" && conflictStrategy === "max") continue;
        checkGradient(input, build, { conflictStrategy, stepSize: 0.5 }, `round ${round}`);
      }
    }
  }
});

Deno.test("gradients by critical sets are the same for diagrams of a batch, and those found on another thread", async () => {
  const options = { gradientMethod: "crit-sets", conflictStrategy: "max", stepSize: 0.3 } as const;
  const clouds = [4, 5].map((seed) => numpyRng(seed).normal(0, 1, [9, 2]));
  const gradients = async (find: (filtrations: VrFiltration[]) => Diagrams[] | Promise<Diagrams[]>) => {
    const sources = clouds.map(({ data, shape }) => new Tensor(data.slice(), shape, true));
    for (const diagrams of await find(sources.map((source) => vrFiltration(source)))) {
      diagrams[1].square().sum().backward();
    }
    return sources.map((source) => source.grad!.data);
  };
  const expected = await gradients((all) => all.map((filtration) => persistenceDiagram(filtration, options)));
  assertEquals(await gradients((all) => persistenceDiagrams(all, options)), expected);
  const apart = (all: VrFiltration[]) =>
    Promise.all(all.map((filtration) => persistenceDiagramAsync(filtration, options)));
  assertEquals(await gradients(apart), expected);
});

Deno.test("only the dimensions asked for move cells", () => {
  const points = numpyRng(4).normal(0, 1, [9, 2]);
  const gradients = [undefined, [1]].map((dims) => {
    const source = new Tensor(points.data.slice(), points.shape, true);
    const diagrams = persistenceDiagram(vrFiltration(source), { gradientMethod: "crit-sets", dims });
    diagrams[1].square().sum().backward();
    return source.grad!.data;
  });
  assertEquals(gradients[0], gradients[1]);
});

/** The loss and its gradient at the values of the cells of the circle of ten points, those that are not 0, by place. */
function circleGradient(stepSize: number): Record<number, number> {
  const filtration = vrFiltration(tensor(moves.circle, { requiresGrad: true }), { maxDim: 2 });
  filtration.values.retainGrad();
  const diagram = persistenceDiagram(filtration, { gradientMethod: "crit-sets", stepSize })[1];
  diagram.index([null, 1]).sub(diagram.index([null, 0])).square().sum().backward();
  const gradient = filtration.values.grad!.data;
  return Object.fromEntries([...gradient.keys()].filter((i) => gradient[i] !== 0).map((i) => [i, gradient[i]]));
}

Deno.test("the loop of the circle of ten points moves the cells that it moves in Oineus, for two sizes of steps", () => {
  // deno-fmt-ignore
  const expected: Record<number, Record<number, number>> = {
    1: {
      19: -2.207683985091, 25: -1.761552770327, 28: -1.702676173781, 33: -1.341541553983, 36: -1.285930637539,
      38: -1.23612654786, 49: 1.46770917816, 53: 1.549973207309, 55: 1.600926530001, 66: 1.970747019626,
      68: 1.996078096826, 70: 2.025595340098, 78: 2.207683985091, 81: 2.207683985091,
    },
    0.1: {
      19: -0.220768398509, 68: 0.009162510244, 70: 0.038679753516, 78: 0.220768398509, 81: 0.220768398509,
    },
  };
  for (const stepSize of [1, 0.1]) {
    const found = circleGradient(stepSize);
    assertEquals(Object.keys(found), Object.keys(expected[stepSize]));
    for (const place of Object.keys(found).map(Number)) {
      assertAlmostEquals(found[place], expected[stepSize][place], 1e-11);
    }
  }
});

// Upstream does not divide by the size of the step either, although the gradient is then not that of the loss.
Deno.test("a cell that moves alone has stepSize times the gradient of the loss", () => {
  for (const stepSize of [0.01, 0.5]) {
    const values = tensor([0, 1, 10], { requiresGrad: true });
    const filtration = simplexFiltration([[0], [1], [0, 1]], values);
    persistenceDiagram(filtration, { gradientMethod: "crit-sets", stepSize })[0].mul([[-3, 5]]).sum().backward();
    [0, -3, 5].forEach((x, i) => assertAlmostEquals(values.grad!.data[i], stepSize * x, 1e-12));
  }
});

Deno.test("a gradient of 0 moves nothing, and no points have none", () => {
  const values = tensor([0, 1, 10], { requiresGrad: true }), options = { gradientMethod: "crit-sets" } as const;
  persistenceDiagram(simplexFiltration([[0], [1], [0, 1]], values), options)[0].mul(0).sum().backward();
  assertEquals(values.grad!.toArray(), [0, 0, 0]);
  const point = tensor([[1, 2]], { requiresGrad: true });
  persistenceDiagram(vrFiltration(point), options)[1].sum().backward();
  assertEquals(point.grad!.toArray(), [[0, 0]]);
});

Deno.test("a loop moves although another one outlasts all cells that this needs", () => {
  const squares = [[0, 0], [4, 0], [4, 4], [0, 4], [4, 1], [5, 0], [5, 1]];
  const gradients = [false, true].map((isListed) => {
    const points = tensor(squares, { requiresGrad: true }), filtration = vrFiltration(points, { maxDim: 2, eps: 0 });
    if (isListed) filtration.cell(0);
    const loops = persistenceDiagram(filtration, { gradientMethod: "crit-sets", stepSize: 0.1 })[1];
    assertEquals(loops.toArray(), [[1, Math.SQRT2], [4, 5]]);
    loops.mul([[0, 1], [0, 0]]).sum().backward();
    return points.grad!.data;
  });
  assertEquals(gradients[0], gradients[1]);
  assertEquals(gradients[0].some((part) => part !== 0), true);
});

Deno.test("conflicts are settled as conflictStrategy says, by hand", () => {
  // Edge 12, at 6, kills the class of 1 only because edge 02, at 4, has killed that of 2 before. So if edge 02 is to come as
  // late as 9, edge 12 must, too; but it is to be sooner itself, at 5.
  const path = [[0], [1], [2], [0, 2], [1, 2]];
  const expected = { avg: [-5, -1], max: [-5, -3], sum: [-5, -2], fca: [-5, 1] };
  for (const [conflictStrategy, wanted] of Object.entries(expected)) {
    const values = tensor([0, 1, 2, 4, 6], { requiresGrad: true });
    const options = { gradientMethod: "crit-sets", conflictStrategy } as PersistenceOptions;
    const points = persistenceDiagram(simplexFiltration(path, values), options)[0];
    assertEquals(points.toArray(), [[1, 6], [2, 4]]);
    points.mul([[0, 1], [0, -5]]).sum().backward();
    assertEquals([...values.grad!.data.slice(3)], wanted, conflictStrategy);
  }
});

Deno.test("a few steps along critical sets lower the total persistence of a circle, each of them", () => {
  const angles = Array.from({ length: 24 }, (_, i) => 2 * Math.PI * i / 24), random = numpyRng(2);
  const noise = random.normal(0, 0.1, [24, 2]).data;
  let circle = tensor(angles.map((t, i) => [Math.cos(t) + noise[2 * i], Math.sin(t) + noise[2 * i + 1]]));
  const losses = Array.from({ length: 6 }, () => {
    const x = new Tensor(circle.data, circle.shape, true);
    const loop = persistenceDiagram(vrFiltration(x, { maxDim: 2 }), { gradientMethod: "crit-sets", stepSize: 0.5 })[1];
    const loss = loop.index([null, 1]).sub(loop.index([null, 0])).square().sum();
    loss.backward();
    circle = circle.sub(x.grad!.mul(0.1));
    return loss.item();
  });
  assertDescends(losses, 0.5);
});

Deno.test("a few steps along critical sets lower the total persistence of an image, each of them", () => {
  let image = numpyRng(3).normal(0, 1, [12, 12]);
  const losses = Array.from({ length: 6 }, () => {
    const x = new Tensor(image.data, image.shape, true);
    const diagrams = persistenceDiagram(freudenthalFiltration(x), { gradientMethod: "crit-sets", stepSize: 0.25 });
    let loss = tensor(0);
    for (const [, points] of diagrams) {
      loss = loss.add(points.index([null, 1]).sub(points.index([null, 0])).square().sum());
    }
    loss.backward();
    image = image.sub(x.grad!.mul(0.5));
    return loss.item();
  });
  assertDescends(losses, 0.5);
});

/** Checks that each loss is less than that before, and the last at most a share of the first. */
function assertDescends(losses: readonly number[], share: number): void {
  for (const [k, loss] of losses.slice(1).entries()) assertLess(loss, losses[k], `${losses}`);
  assertLess(losses.at(-1)!, share * losses[0], `${losses}`);
}
