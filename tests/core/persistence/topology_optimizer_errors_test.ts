/**
 * What an optimizer refuses: in words that help, and without changing anything.
 */
import { assertEquals, assertThrows } from "@std/assert";
import { type CriticalSet, freudenthalFiltration, simplexFiltration, TopologyOptimizer } from "../../../mod.ts";

/** The places of the edges of 1 and 2, and of 0 and 1, are 3 and 4: the deaths of 2 and 1. */
const CELLS = [[0], [1], [2], [1, 2], [0, 1]], VALUES = [0, 1, 3, 4, 8];

// deno-lint-ignore no-explicit-any
type Call = (optimizer: any) => unknown;

const SETS: CriticalSet[] = [{ target: 5, indices: Uint32Array.of(1) }];
const OVER_ONE = { indices: Uint32Array.of(1), values: Float64Array.of(5) };

const STRATEGIES = 'strategy must be one of "Max", "Avg", "Sum", "FixCritAvg", but is ';
const DENOISING = 'strategy must be one of "BirthBirth", "DeathDeath", "Midway", but is ';
const NO_LISTS = "a tensor, a number, nested arrays of numbers or a Float64Array was expected, but ";

/** By action, calls that are refused, with the kind of the error and what follows the action. */
const REFUSED: Record<string, readonly (readonly [Call, typeof TypeError | typeof RangeError, string])[]> = {
  "tell a persistence": [
    ...[0, -1, 1.5, NaN, Infinity, undefined].map((n) =>
      [
        (o: TopologyOptimizer) => o.getNthPersistence(0, n!),
        RangeError,
        `n must be an integer of at least 1, but is ${n}`,
      ] as const
    ),
    ...[1, -1, 0.5, NaN, undefined].map((dim) =>
      [
        (o: TopologyOptimizer) => o.getNthPersistence(dim!, 1),
        RangeError,
        `a dimension from 0 to 0 was expected, because the filtration has maxDim 1, but is ${dim}`,
      ] as const
    ),
  ],
  "simplify the diagram": [
    [(o) => o.simplify(-1, "Midway", 0), RangeError, "epsilon must be a number of at least 0, but is -1"],
    [(o) => o.simplify(NaN, "Midway", 0), RangeError, "epsilon must be a number of at least 0, but is NaN"],
    [(o) => o.simplify(undefined, "Midway", 0), RangeError, "epsilon must be a number of at least 0, but is undefined"],
    [(o) => o.simplify(1, "midway", 0), RangeError, `${DENOISING}"midway"`],
    [(o) => o.simplify(1), RangeError, `${DENOISING}undefined`],
    [(o) => o.simplify(1, "Midway", 1), RangeError, "a dimension from 0 to 0 was expected"],
  ],
  "match the diagram with a template": [
    ...[[0, Infinity], [-Infinity, 0], [NaN, 1], [0, NaN], [2, 1]].map((point) =>
      [
        (o: TopologyOptimizer) => o.match([[0, 1], point], 0),
        RangeError,
        `points that are finite and die after they are born were expected, but row 1 of the template is (${point[0]}, ${
          point[1]
        })`,
      ] as const
    ),
    [(o) => o.match([1, 2], 0), TypeError, "a template of shape [m, 2] was expected, but its shape is [2]"],
    [(o) => o.match([[1, 2, 3]], 0), TypeError, "a template of shape [m, 2] was expected, but its shape is [1, 3]"],
    [(o) => o.match(undefined, 0), TypeError, `${NO_LISTS}undefined was found`],
    [(o) => o.match([[1, 2]], 1), RangeError, "a dimension from 0 to 0 was expected"],
    [
      (o) => o.match([], 0, { wassersteinQ: 0.5 }),
      RangeError,
      "wassersteinQ must be a number of at least 1, but is 0.5",
    ],
    [(o) => o.match([], 0, { wassersteinQ: Infinity }), RangeError, "wassersteinQ must be a number of at least 1"],
    [
      (o) => o.match([], 0, { wassersteinDelta: -1 }),
      RangeError,
      "wassersteinDelta must be a number of at least 0, but is -1",
    ],
    [
      (o) => o.match([], 0, { internalP: 0.5 }),
      RangeError,
      "internalP must be a number from 1 to Infinity, but is 0.5",
    ],
    [
      (o) => o.match([], 0, { q: 2 }),
      TypeError,
      'options must be among wassersteinQ, wassersteinDelta, internalP, but one is "q"',
    ],
  ],
  "find critical sets": [
    [(o) => o.singleton(5, 1), RangeError, "places from 0 to 4 were expected, but 5 was found"],
    ...[-1, 0.5, NaN, 2 ** 40, undefined].map((place) =>
      [
        (o: TopologyOptimizer) => o.singleton(place!, 1),
        RangeError,
        `places of cells were expected, but ${place} was found`,
      ] as const
    ),
    ...[NaN, Infinity, -Infinity, undefined].map((value) =>
      [
        (o: TopologyOptimizer) => o.singleton(1, value!),
        RangeError,
        `finite values were expected, but ${value} was found`,
      ] as const
    ),
    [
      (o) => o.singletons([1, 2], [1]),
      TypeError,
      "a value for each index was expected, but there are 2 indices and 1 values",
    ],
    [(o) => o.singletons(1, [1]), TypeError, "indices must be a list of numbers, but is a number"],
    [(o) => o.singletons([1]), TypeError, "values must be a list of numbers, but is undefined"],
    [(o) => o.singletons([1, 1, 9], [2, 3, 4]), RangeError, "places from 0 to 4 were expected, but 9 was found"],
  ],
  "increase a birth": [
    [(o) => o.increaseBirth(4), RangeError, "a cell that gives birth was expected, but that at 4 kills"],
    [(o) => o.increaseBirth(1, NaN), RangeError, "value must be a number, but is NaN"],
    [(o) => o.increaseBirth(1, 0.5), RangeError, "a value of at least 1 was expected, but is 0.5"],
    [(o) => o.increaseBirth(9), RangeError, "places from 0 to 4 were expected, but 9 was found"],
    [(o) => o.increaseBirth(-1), RangeError, "places of cells were expected, but -1 was found"],
    [(o) => o.increaseBirth(), RangeError, "places of cells were expected, but undefined was found"],
  ],
  "decrease a birth": [
    [(o) => o.decreaseBirth(3), RangeError, "a cell that gives birth was expected, but that at 3 kills"],
    [(o) => o.decreaseBirth(1, 2), RangeError, "a value of at most 1 was expected, but is 2"],
  ],
  "increase a death": [
    [(o) => o.increaseDeath(1), RangeError, "a cell that kills was expected, but that at 1 gives birth"],
    [(o) => o.increaseDeath(0), RangeError, "a cell that kills was expected, but that at 0 gives birth"],
    [(o) => o.increaseDeath(4, 2), RangeError, "a value of at least 8 was expected, but is 2"],
  ],
  "decrease a death": [
    [(o) => o.decreaseDeath(2), RangeError, "a cell that kills was expected, but that at 2 gives birth"],
    [(o) => o.decreaseDeath(4, 9), RangeError, "a value of at most 8 was expected, but is 9"],
  ],
  "combine critical sets": [
    [(o) => o.combineLoss(SETS, "Mean"), RangeError, `${STRATEGIES}"Mean"`],
    [(o) => o.combineLoss(SETS, "max"), RangeError, `${STRATEGIES}"max"`],
    [(o) => o.combineLoss(SETS), RangeError, `${STRATEGIES}undefined`],
    [
      (o) => o.combineLoss(SETS, "FixCritAvg"),
      RangeError,
      'the option target was expected with "FixCritAvg", but is undefined; give the moves that the sets were made for',
    ],
    [(o) => o.combineLoss(SETS, "FixCritAvg", { target: null }), RangeError, "the option target was expected"],
    [
      (o) => o.combineLoss(SETS, "FixCritAvg", { target: {} }),
      TypeError,
      "indices must be a list of numbers, but is undefined",
    ],
    [
      (o) => o.combineLoss(SETS, "Max", { target: { ...OVER_ONE, values: [NaN] } }),
      RangeError,
      "finite values were expected",
    ],
    [
      (o) => o.combineLoss(SETS, "Max", { target: { ...OVER_ONE, indices: [17] } }),
      RangeError,
      "places from 0 to 4 were expected",
    ],
    [
      (o) => o.combineLoss(SETS, "Max", { target: { ...OVER_ONE, indices: [] } }),
      TypeError,
      "a value for each index was expected",
    ],
    [
      (o) => o.combineLoss(SETS, "Max", { targets: OVER_ONE }),
      TypeError,
      'options must be among target, but one is "targets"',
    ],
    [
      (o) => o.combineLoss(SETS[0], "Max"),
      TypeError,
      "a list of critical sets was expected, but an object of class Object was found",
    ],
    [
      (o) => o.combineLoss([...SETS, { target: 1, indices: [1] }], "Max"),
      TypeError,
      "sets with a target and a Uint32Array of indices were expected, but set 1 is an object of class Object",
    ],
    [
      (o) => o.combineLoss([undefined], "Max"),
      TypeError,
      "sets with a target and a Uint32Array of indices were expected, but set 0 is undefined",
    ],
    [
      (o) => o.combineLoss([{ ...SETS[0], target: NaN }], "Max"),
      RangeError,
      "finite targets were expected, but that of set 0 is NaN",
    ],
    [
      (o) => o.combineLoss([{ target: 1, indices: Uint32Array.of(0, 7) }], "Sum"),
      RangeError,
      "places from 0 to 4 were expected, but 7 was found",
    ],
  ],
  "apply critical sets": [
    [(o) => o.critSetsApply([1], [2], "fca"), RangeError, `${STRATEGIES}"fca"`],
    [(o) => o.critSetsApply([1], [2, 3], "Max"), TypeError, "a value for each index was expected"],
    [(o) => o.critSetsApply([1], [NaN], "Max"), RangeError, "finite values were expected, but NaN was found"],
    [(o) => o.critSetsApply([5], [1], "Max"), RangeError, "places from 0 to 4 were expected, but 5 was found"],
  ],
  "update the optimizer": [
    [(o) => o.update([1, 2]), TypeError, "a filtration or values of shape [5] were expected, but their shape is [2]"],
    [
      (o) => o.update([VALUES]),
      TypeError,
      "a filtration or values of shape [5] were expected, but their shape is [1, 5]",
    ],
    [(o) => o.update([0, 1, 3, NaN, 8]), RangeError, "finite values were expected, but that of cell 3 is NaN"],
    [
      (o) => o.update([0, 1, 3, 4, Infinity]),
      RangeError,
      "finite values were expected, but that of cell 4 is Infinity",
    ],
    [
      (o) => o.update([0, 1, 3, 2, 8]),
      RangeError,
      "no cell may come before its facets, but cell 3 has 2 and its facet 2 3",
    ],
    [(o) => o.update(), TypeError, `${NO_LISTS}undefined was found`],
    [(o) => o.update("8"), TypeError, `${NO_LISTS}a string was found`],
    [(o) => o.update(null), TypeError, `${NO_LISTS}null was found`],
  ],
};

for (const [action, calls] of Object.entries(REFUSED)) {
  Deno.test(`an optimizer refuses to ${action} if it cannot, and stays as it was`, () => {
    using optimizer = new TopologyOptimizer(simplexFiltration(CELLS, VALUES));
    const { filtration } = optimizer, sets = optimizer.singletons([1, 3], [5, 1]);
    for (const [call, kind, text] of calls) {
      assertThrows(() => call(optimizer), kind, `Cannot ${action}: ${text}`);
      assertEquals([optimizer.filtration === filtration, [...filtration.values.data]], [true, VALUES]);
      assertEquals(optimizer.singletons([1, 3], [5, 1]), sets);
    }
  });
}

Deno.test("an optimizer refuses moves of cells whose class does not last, and names the pair", () => {
  using optimizer = new TopologyOptimizer(simplexFiltration(CELLS, [0, 3, 3, 3, 8]));
  const text = (place: number) =>
    `a critical cell was expected, whose class lasts, but that at ${place} is one of the pair (2, 3) of zero persistence`;
  for (const place of [2, 3]) {
    assertThrows(() => optimizer.singleton(place, 5), RangeError, `Cannot find critical sets: ${text(place)}`);
    assertThrows(() => optimizer.singletons([1, place], [5, 5]), RangeError, text(place));
    assertThrows(
      () => optimizer.critSetsApply([place], [5], "Avg"),
      RangeError,
      `Cannot apply critical sets: ${text(place)}`,
    );
    assertThrows(() => optimizer.increaseBirth(place), RangeError, `Cannot increase a birth: ${text(place)}`);
    assertThrows(() => optimizer.decreaseDeath(place), RangeError, `Cannot decrease a death: ${text(place)}`);
  }
});

Deno.test("an optimizer of large values first refuses values on the wrong side", () => {
  using optimizer = new TopologyOptimizer(freudenthalFiltration([5, 0, 3], { negate: true }));
  assertThrows(() => optimizer.match([[1, 2]], 0), RangeError, "die after they are born were expected, but row 0");
  assertThrows(() => optimizer.increaseBirth(1, 7), RangeError, "a value of at most 3 was expected, but is 7");
  assertThrows(() => optimizer.decreaseBirth(1, 2), RangeError, "a value of at least 3 was expected, but is 2");
  assertThrows(() => optimizer.update([5, 3, 0, 4, 0]), RangeError, "cell 3 has 4 and its facet 2 0");
});

Deno.test("an optimizer is made of a filtration and limits", () => {
  const make = (...given: unknown[]) => Reflect.construct(TopologyOptimizer, given);
  const action = "Cannot make a topology optimizer: ", filtration = simplexFiltration(CELLS, VALUES);
  assertThrows(() => make(), TypeError, `${action}a filtration was expected, but undefined was found`);
  assertThrows(
    () => make({}),
    TypeError,
    `${action}a filtration was expected, but an object of class Object was found`,
  );
  assertThrows(
    () => make(filtration, { nThreads: 0 }),
    RangeError,
    `${action}nThreads must be an integer of at least 1`,
  );
  assertThrows(() => make(filtration, { maxMemory: -1 }), RangeError, `${action}maxMemory must be a positive number`);
});
