/**
 * What gradients by critical sets refuse: in words that help, and without a gradient anywhere.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  Generator,
  persistenceDiagram,
  type PersistenceOptions,
  randn,
  type Tensor,
  tensor,
  TopologyOptimizer,
  vrFiltration,
} from "../../../mod.ts";

/** Runs backward through the loop of a rectangle. */
function runBackward(points: Tensor, weight: number, options: PersistenceOptions): void {
  persistenceDiagram(vrFiltration(points, { maxDim: 2 }), { gradientMethod: "crit-sets", ...options })[1].mul(weight)
    .sum().backward();
}

Deno.test("a gradient by critical sets refuses options that are none, and names those that are", () => {
  const points = tensor([[0, 0], [2, 0], [2, 1], [0, 1]], { requiresGrad: true });
  const refuses = (options: unknown, text: string) =>
    assertThrows(
      () => runBackward(points, 1, options as PersistenceOptions),
      RangeError,
      `Cannot compute the persistence diagram: ${text}`,
    );
  refuses({ gradientMethod: "critsets" }, 'gradientMethod must be one of "dgm-loss", "crit-sets", but is "critsets"');
  for (const strategy of ["Max", "FixCritAvg", ""]) {
    refuses(
      { conflictStrategy: strategy },
      `conflictStrategy must be one of "avg", "max", "sum", "fca", but is "${strategy}"`,
    );
  }
  for (const stepSize of [0, -1, NaN, Infinity]) {
    refuses({ stepSize }, `stepSize must be a positive finite number, but is ${stepSize}`);
  }
  refuses({ stepSize: "1" }, "stepSize must be a positive finite number, but is a string");
  refuses({ stepSize: null }, "stepSize must be a positive finite number, but is null");
  assertEquals(points.grad, null);
});

Deno.test("a gradient that is not finite moves no cells", () => {
  const points = tensor([[0, 0], [2, 0], [2, 1], [0, 1]], { requiresGrad: true });
  const action = "Cannot run backward through critical sets: a finite gradient times stepSize was expected";
  for (const [weight, stepSize, found] of [[NaN, 1, NaN], [Infinity, 1, -Infinity], [-1e308, 10, Infinity]]) {
    assertThrows(
      () => runBackward(points, weight, { stepSize }),
      RangeError,
      `${action}, but row 0 of the diagram is to move from 2`,
    );
    assertThrows(() => runBackward(points, weight, { stepSize }), RangeError, `to ${found}`);
    assertEquals(points.grad, null);
  }
});

Deno.test("critical sets that need more memory than allowed are refused, and nothing has a gradient", () => {
  const points = randn([40, 2], { generator: new Generator(0), requiresGrad: true });
  const text = "of memory (maxMemory) were expected, but the reduced matrix would need about";
  assertThrows(() => runBackward(points, 1, { maxMemory: 40_000 }), RangeError, text);
  assertEquals(points.grad, null);
  using optimizer = new TopologyOptimizer(vrFiltration(points, { maxDim: 2 }), { maxMemory: 40_000 });
  const { indices, values } = optimizer.simplify(Infinity, "BirthBirth", 1);
  assertThrows(() => optimizer.singletons(indices, values), RangeError, text);
  assertEquals(optimizer.getNthPersistence(1, 1) > 0, true);
});
