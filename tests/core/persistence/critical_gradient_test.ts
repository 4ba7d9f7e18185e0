/**
 * Gradients by critical sets against the textbook, for every filtration and conflict strategy.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  numpyRng,
  persistenceDiagram,
  type PersistenceOptions,
  Tensor,
  tensor,
  vrFiltration,
  weakAlphaFiltration,
} from "../../../mod.ts";
import { combine } from "../../oracles/critical_sets.ts";
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
