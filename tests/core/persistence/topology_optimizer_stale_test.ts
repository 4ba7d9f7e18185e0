/**
 * An optimizer that was disposed of, or whose filtration is no longer what it was.
 */
import { assertEquals, assertThrows } from "@std/assert";
import { freudenthalFiltration, simplexFiltration, tensor, TopologyOptimizer, vrFiltration } from "../../../mod.ts";

/** The places of the edges of 1 and 2, and of 0 and 1, are 3 and 4: the deaths of 2 and 1. */
const CELLS = [[0], [1], [2], [1, 2], [0, 1]], VALUES = [0, 1, 3, 4, 8];

const QUESTIONS: Record<string, (optimizer: TopologyOptimizer) => unknown> = {
  computeDiagram: (o) => o.computeDiagram(),
  getNthPersistence: (o) => o.getNthPersistence(0, 1),
  simplify: (o) => o.simplify(1, "Midway", 0),
  match: (o) => o.match([], 0),
  singleton: (o) => o.singleton(1, 1),
  singletons: (o) => o.singletons([], []),
  increaseBirth: (o) => o.increaseBirth(1),
  decreaseBirth: (o) => o.decreaseBirth(1),
  increaseDeath: (o) => o.increaseDeath(4),
  decreaseDeath: (o) => o.decreaseDeath(4),
  combineLoss: (o) => o.combineLoss([], "Max"),
  critSetsApply: (o) => o.critSetsApply([], [], "Max"),
};

Deno.test("an optimizer that was disposed of answers nothing, and cannot be updated", () => {
  const filtration = simplexFiltration(CELLS, VALUES), optimizer = new TopologyOptimizer(filtration);
  optimizer.singletons([1, 3], [5, 1]);
  optimizer[Symbol.dispose]();
  optimizer[Symbol.dispose]();
  const text = "an optimizer in use was expected, but it was disposed of; make another";
  for (const ask of [...Object.values(QUESTIONS), (o: TopologyOptimizer) => o.update(filtration)]) {
    assertThrows(() => ask(optimizer), Error, text);
  }
});

Deno.test("an optimizer notices that the values of its filtration were changed, and goes on when they are back or updated", () => {
  const filtration = simplexFiltration(CELLS, VALUES);
  using optimizer = new TopologyOptimizer(filtration);
  filtration.values.data[2] = 2;
  const text =
    "the filtration was expected as it was given, but its values were changed since; call update() with the new ones";
  for (const [name, ask] of Object.entries(QUESTIONS)) assertThrows(() => ask(optimizer), Error, text, name);
  filtration.values.data[2] = NaN;
  assertThrows(() => optimizer.singleton(1, 1), Error, text);
  filtration.values.data[2] = 3;
  assertEquals(optimizer.getNthPersistence(0, 1), 7);
  filtration.values.data[2] = 2;
  optimizer.update([0, 1, 2, 4, 8]);
  assertEquals(optimizer.getNthPersistence(0, 2), 2);
});

Deno.test("an optimizer notices that the input of its filtration was assigned new values", () => {
  const image = tensor([0, 5, 3]), points = tensor([[0, 0], [2, 0], [2, 1], [0, 1]]);
  const ofImage = freudenthalFiltration(image);
  for (const [input, filtration] of [[image, ofImage], [points, vrFiltration(points)]] as const) {
    using optimizer = new TopologyOptimizer(filtration);
    assertEquals(optimizer.computeDiagram()[0].size > 0, true);
    input.assign(input.mul(2));
    const text = "the input it was built from was expected unchanged, but was assigned new values since";
    for (const [name, ask] of Object.entries(QUESTIONS)) assertThrows(() => ask(optimizer), Error, text, name);
    optimizer.update(filtration === ofImage ? freudenthalFiltration(input) : vrFiltration(input));
    assertEquals(optimizer.computeDiagram()[0].size > 0, true);
  }
});
