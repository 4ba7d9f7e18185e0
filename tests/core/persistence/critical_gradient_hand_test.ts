/**
 * Gradients by critical sets by hand: who moves, how far, on what way, and what a descent along them does.
 */
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import {
  alphaFiltration,
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
} from "../../../mod.ts";
import moves from "../../goldens/oineus_critical_moves.json" with { type: "json" };
import { watchMatrices } from "./_watched_matrices.ts";

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

Deno.test("running backward reduces only the matrices that moves need, and frees them", () => {
  // A birth that is to be later, or sooner, is read from the coboundary, a death from the boundary.
  const cases: [number[], number][] = [[[-1, 0], 1], [[1, 0], 1], [[0, -1], 1], [[0, 1], 1], [[1, 1], 2], [[0, 0], 0]];
  for (const [gradient, reduced] of cases) {
    for (const build of [vrFiltration, alphaFiltration, freudenthalFiltration]) {
      const source = tensor([[0, 0], [2, 0.1], [2.1, 1], [0, 1.2]], { requiresGrad: true });
      const filtration: DiffFiltration = build(source);
      const points = persistenceDiagram(filtration, { gradientMethod: "crit-sets" })[0];
      const found = watchMatrices(() => points.mul([gradient]).sum().backward());
      assertEquals(found, { reduced, kept: 0 }, `${gradient}`);
    }
  }
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

/** The gradient of the squared lifetime of the loop at the cells of the circle of ten points, where it is not 0, by place. */
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
