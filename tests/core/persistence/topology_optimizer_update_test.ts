/**
 * Optimizers that go on from one filtration to the next give what new ones give, and reduce no matrix twice.
 */
import { assert, assertEquals, assertLess } from "@std/assert";
import {
  alphaFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  indexSelect,
  mean,
  minFiltration,
  type NumpyRng,
  numpyRng,
  simplexFiltration,
  square,
  sub,
  Tensor,
  tensor,
  TopologyOptimizer,
  vrFiltration,
} from "../../../mod.ts";
import { assertComplex } from "../../oracles/complex.ts";
import { facetsOf, textbook } from "./_critical_cells.ts";
import { watchMatrices } from "./_watched_matrices.ts";

/** Everything that an optimizer can be asked, by name; questions do not depend on what was asked before. */
function questions(filtration: DiffFiltration): Record<string, (optimizer: TopologyOptimizer) => unknown> {
  const { maxDim } = filtration, { critical } = textbook(filtration), values = filtration.levels();
  const places = [...critical.keys()].filter((_, k) => k % Math.ceil(critical.size / 8) === 0);
  const targets = places.map((place, k) => (k % 3 - 1) * 0.7 + values[place]);
  const dims = Array.from({ length: maxDim }, (_, d) => d);
  const strategies = ["BirthBirth", "DeathDeath", "Midway"] as const;
  const resolutions = ["Max", "Avg", "Sum", "FixCritAvg"] as const;
  const point = filtration.negate ? [0.5, -0.5] : [-0.5, 0.5];
  const wanted = (optimizer: TopologyOptimizer) =>
    dims.flatMap((d) =>
      strategies.map((strategy) => optimizer.simplify(optimizer.getNthPersistence(d, 2), strategy, d))
    );
  const births = places.filter((place) => critical.get(place)!.kind === "births");
  const deaths = places.filter((place) => critical.get(place)!.kind === "deaths");
  return {
    computeDiagram: (optimizer) => [...optimizer.computeDiagram()].map(([d, points]) => [d, points.toArray()]),
    getNthPersistence: (optimizer) => dims.map((d) => [1, 2, 3].map((n) => optimizer.getNthPersistence(d, n))),
    simplify: wanted,
    match: (optimizer) => dims.map((d) => optimizer.match([point], d)),
    singletons: (optimizer) => optimizer.singletons(places, targets),
    combineLoss: (optimizer) =>
      wanted(optimizer).map((target) => {
        const sets = optimizer.singletons(target.indices, target.values);
        return resolutions.map((strategy) => optimizer.combineLoss(sets, strategy, { target }));
      }),
    critSetsApply: (optimizer) => resolutions.map((strategy) => optimizer.critSetsApply(places, targets, strategy)),
    increaseBirth: (optimizer) => births.map((place) => optimizer.increaseBirth(place)),
    decreaseBirth: (optimizer) => births.map((place) => optimizer.decreaseBirth(place)),
    increaseDeath: (optimizer) => deaths.map((place) => optimizer.increaseDeath(place)),
    decreaseDeath: (optimizer) => deaths.map((place) => optimizer.decreaseDeath(place)),
  };
}

/** The values nearest to those given, on the later side, for which no cell comes before its facets. */
function monotone(values: Float64Array, filtration: DiffFiltration): Float64Array {
  const later = filtration.negate ? Math.min : Math.max;
  facetsOf(filtration).forEach((facets, cell) => {
    values[cell] = facets.reduce((latest, facet) => later(latest, values[facet]), values[cell]);
  });
  return values;
}

/** Ways to change the values of a filtration, given those in its order. */
const CHANGES: Record<string, (values: Float64Array, random: NumpyRng) => Float64Array> = {
  "the same": (values) => values,
  "another scale": (values) => values.map((x) => 3 * x - 1),
  "a little noise": (values, random) => noisy(values, 0.05, random),
  "much noise": (values, random) => noisy(values, 2, random),
  "few values": (values) => values.map((x) => Math.round(x)),
  "one value": (values) => values.map(() => 1),
};

function noisy(values: Float64Array, size: number, random: NumpyRng): Float64Array {
  const noise = random.normal(0, size, [values.length]).data;
  return values.map((x, i) => x + noise[i]);
}

const CELLS = [[0], [1], [2], [3], [0, 1], [0, 2], [1, 2], [1, 3], [2, 3], [0, 3], [0, 1, 2], [1, 2, 3], [0, 1, 3]];
const SIZES = CELLS.map((cell) => cell.length);

const BUILDERS: Record<string, (random: NumpyRng) => DiffFiltration> = {
  vrFiltration: (random) => vrFiltration(random.normal(0, 1, [7, 2]), { eps: 0 }),
  alphaFiltration: (random) => alphaFiltration(random.normal(0, 1, [12, 2])),
  freudenthalFiltration: (random) => freudenthalFiltration(random.normal(0, 1, [5, 4])),
  "cubeFiltration with negate": (random) => cubeFiltration(random.normal(0, 1, [2, 3, 2]), { negate: true }),
  simplexFiltration: (random) =>
    simplexFiltration(CELLS, random.uniform(0, 1, [CELLS.length]).data.map((x, i) => SIZES[i] + x)),
  minFiltration: (random) => {
    const [one, other] = [0, 1].map(() =>
      simplexFiltration(CELLS, random.integers(0, 2, [CELLS.length]).data.map((x, i) => 2 * SIZES[i] + x))
    );
    return minFiltration(one, other);
  },
};

/** Checks that `optimizer` answers some or all questions as a new one does. */
function assertAsNew(optimizer: TopologyOptimizer, isAsked: (question: string) => boolean, what: string): void {
  for (const [question, ask] of Object.entries(questions(optimizer.filtration))) {
    if (!isAsked(question)) continue;
    using fresh = new TopologyOptimizer(optimizer.filtration);
    assertEquals(ask(optimizer), ask(fresh), `${question} after ${what}`);
  }
}

for (const [name, build] of Object.entries(BUILDERS)) {
  Deno.test(`an optimizer of ${name} gives what a new one gives after every update()`, () => {
    const random = numpyRng(11), ways = Object.keys(CHANGES);
    for (let round = 0; round < 8; round++) {
      using optimizer = new TopologyOptimizer(build(random));
      let history = "";
      for (let step = 0; step < 5; step++) {
        // Some questions are left out, so that different parts of the matrices are there when the next update comes.
        assertAsNew(optimizer, () => step === 4 || random.uniform(0, 1, [1]).item() < 0.4, history || "no update");
        const way = random.integers(0, ways.length + 2, [1]).item(), before = optimizer.filtration;
        history += `${ways[way] ?? "another filtration"}, `;
        if (way >= ways.length) {
          optimizer.update(build(random));
          continue;
        }
        const values = monotone(CHANGES[ways[way]](before.levels(), random), before);
        optimizer.update(new Tensor(values.slice(), [values.length]));
        assertRevalued(before, values, optimizer.filtration);
      }
    }
  });
}

/** Checks that `after` has the cells of `before` with `values`, in order. */
function assertRevalued(before: DiffFiltration, values: Float64Array, after: DiffFiltration): void {
  assertComplex(after);
  const listed = (filtration: DiffFiltration, value: (i: number) => number) =>
    Array.from({ length: filtration.size }, (_, i) => `${filtration.cell(i).vertices}: ${value(i)}`).sort();
  assertEquals(listed(after, (i) => after.values.data[i]), listed(before, (i) => values[i]));
  assertEquals([after.negate, after.maxDim, after.kind], [before.negate, before.maxDim, before.kind]);
}

for (const [name, build] of Object.entries(BUILDERS)) {
  Deno.test(`an update() of ${name} that keeps the order of cells reduces no matrix again`, () => {
    const filtration = build(numpyRng(8));
    using optimizer = new TopologyOptimizer(filtration);
    const answered = () => Object.values(questions(optimizer.filtration)).forEach((ask) => ask(optimizer));
    assert(watchMatrices(answered).reduced > 0);
    assertEquals(watchMatrices(answered).reduced, 0);
    const stretched = filtration.levels().map((x) => 2 * x + (filtration.negate ? -1 : 1));
    assertEquals(
      watchMatrices(() => {
        optimizer.update(new Tensor(stretched, [stretched.length]));
        answered();
      }).reduced,
      0,
    );
    assertAsNew(optimizer, () => true, "another scale");
  });
}

Deno.test("an update() with the filtration of points that moved a little reduces no matrix again", () => {
  const points = numpyRng(5).normal(0, 1, [8, 2]);
  using optimizer = new TopologyOptimizer(vrFiltration(points, { maxDim: 2, maxDiameter: Infinity }));
  const answered = () => Object.values(questions(optimizer.filtration)).forEach((ask) => ask(optimizer));
  answered();
  assertEquals(
    watchMatrices(() => {
      optimizer.update(vrFiltration(points.add(1e-9), { maxDim: 2, maxDiameter: Infinity }));
      answered();
    }).reduced,
    0,
  );
});

Deno.test("an update() that changes the order frees the matrices, and so does disposing of the optimizer", () => {
  const [first, second] = [1, 2].map((seed) => BUILDERS.vrFiltration(numpyRng(seed)));
  const optimizer = new TopologyOptimizer(first);
  const answered = () => Object.values(questions(optimizer.filtration)).forEach((ask) => ask(optimizer));
  const during = watchMatrices(() => {
    answered();
    optimizer.update(second);
  });
  assert(during.reduced > 0);
  assertEquals(during.kept, 0);
  const after = watchMatrices(() => {
    answered();
    optimizer[Symbol.dispose]();
  });
  assert(after.reduced > 0);
  assertEquals(after.kept, 0);
});

Deno.test("an update() that swaps two cells gives their new critical sets", () => {
  // By hand: edge 12 kills what edge 02 has left over, whichever comes first.
  using optimizer = new TopologyOptimizer(simplexFiltration([[0], [1], [2], [0, 2], [1, 2]], [0, 1, 2, 4, 6]));
  assertEquals([...optimizer.increaseDeath(3)], [3, 4]);
  assertEquals([...optimizer.increaseDeath(4)], [4]);
  optimizer.update([0, 1, 2, 6, 4]);
  assertEquals(optimizer.filtration.cellsInDimension(1).map(({ vertices }) => vertices), [[1, 2], [0, 2]]);
  assertEquals(optimizer.computeDiagram()[0].toArray(), [[1, 6], [2, 4]]);
  assertEquals([...optimizer.increaseDeath(3)], [3, 4]);
  assertEquals([...optimizer.decreaseDeath(4, 4)], [4, 3]);
});

Deno.test("a descent with update() ends at the same points as one with new optimizers", () => {
  const random = numpyRng(4), noise = random.normal(0, 0.1, [16, 2]).data;
  const start = Array.from({ length: 32 }, (_, k) => noise[k] + (k % 2 ? Math.sin : Math.cos)(Math.PI * (k >> 1) / 8));
  const descent = (keeps: boolean) => {
    let points = tensor(start, { shape: [16, 2], requiresGrad: true });
    let optimizer = new TopologyOptimizer(vrFiltration(points, { maxDim: 2 }));
    const losses: number[] = [];
    for (let step = 0; step < 6; step++) {
      const { indices, values } = optimizer.simplify(Infinity, "BirthBirth", 1);
      const wanted = optimizer.critSetsApply(indices, values, "Max");
      const targets = new Tensor(wanted.values, [wanted.values.length]);
      const loss = mean(square(sub(indexSelect(optimizer.filtration.values, wanted.indices), targets)));
      loss.backward();
      losses.push(loss.item());
      const moved = points.data.map((x, k) => x - 0.5 * points.grad!.data[k]);
      points = new Tensor(moved, [16, 2], true);
      const next = vrFiltration(points, { maxDim: 2 });
      if (keeps) optimizer.update(next);
      else {
        optimizer[Symbol.dispose]();
        optimizer = new TopologyOptimizer(next);
      }
    }
    optimizer[Symbol.dispose]();
    return { losses, points: points.data };
  };
  const { losses, points } = descent(true);
  assertEquals({ losses, points }, descent(false));
  assertLess(losses.at(-1)!, 0.5 * losses[0]);
});
