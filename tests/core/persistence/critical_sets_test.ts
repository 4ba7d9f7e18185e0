/**
 * The walks of critical sets against whole matrices by the textbook, for every filtration.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type ConflictStrategy,
  type CriticalSet,
  cubeFiltration,
  freudenthalFiltration,
  numpyRng,
  TopologyOptimizer,
  vrFiltration,
  weakAlphaFiltration,
} from "../../../mod.ts";
import { combine, type CriticalSets } from "../../oracles/critical_sets.ts";
import { SUBJECTS } from "../filtrations/_conforming.ts";
import { shuffled } from "../filtrations/_subject.ts";
import { type Move, movesOf, textbook } from "./_critical_cells.ts";

const STRATEGIES = { Max: "max", Avg: "avg", Sum: "sum", FixCritAvg: "fca" } as const;

/** What `singletons()` is to give. */
function expectedSets(sets: CriticalSets, moves: readonly Move[]): CriticalSet[] {
  return moves.map(({ place, target }) => ({ target, indices: Uint32Array.from(sets.of(place, target)) }));
}

for (const { name, build, generic, others } of SUBJECTS) {
  const filtrations = () =>
    Object.entries({ "generic input": generic, ...others }).map(([what, x]) => [what, build(x)] as const);

  Deno.test(`the critical sets of ${name} are those of the textbook`, () => {
    for (const [what, filtration] of filtrations()) {
      const sets = textbook(filtration), moves = movesOf(filtration, sets, 12);
      using optimizer = new TopologyOptimizer(filtration);
      const found = optimizer.singletons(moves.map(({ place }) => place), moves.map(({ target }) => target));
      assertEquals(found, expectedSets(sets, moves), what);
    }
  });

  Deno.test(`what is kept of ${name} gives the same critical sets as none, whatever is asked first`, () => {
    for (const [what, filtration] of filtrations()) {
      const sets = textbook(filtration), moves = movesOf(filtration, sets, 5);
      using optimizer = new TopologyOptimizer(filtration);
      for (const k of shuffled(moves.length)) {
        const { place, target } = moves[k];
        assertEquals(
          optimizer.singleton(place, target),
          expectedSets(sets, [moves[k]])[0],
          `${what} ${place} ${target}`,
        );
      }
    }
  });

  Deno.test(`increaseBirth() … decreaseDeath() of ${name} walk as the textbook does`, () => {
    for (const [what, filtration] of filtrations()) {
      const sets = textbook(filtration), late = filtration.negate ? -Infinity : Infinity;
      using optimizer = new TopologyOptimizer(filtration);
      let count = 0;
      for (const [place, { kind }] of sets.critical) {
        if (count++ === 20) break;
        if (kind === "births") {
          assertEquals([...optimizer.increaseBirth(place)], sets.increaseBirth(place, late), what);
          assertEquals([...optimizer.decreaseBirth(place)], sets.decreaseBirth(place, -late), what);
          assertThrows(
            () => optimizer.increaseDeath(place),
            RangeError,
            "Cannot increase a death: a cell that kills was expected",
          );
        } else {
          assertEquals([...optimizer.increaseDeath(place)], sets.increaseDeath(place, late), what);
          assertEquals([...optimizer.decreaseDeath(place)], sets.decreaseDeath(place, -late), what);
          assertThrows(
            () => optimizer.increaseBirth(place),
            RangeError,
            "Cannot increase a birth: a cell that gives birth was expected",
          );
        }
      }
    }
  });

  Deno.test(`only critical cells of ${name} have critical sets`, () => {
    for (const [what, filtration] of filtrations()) {
      const { critical } = textbook(filtration);
      using optimizer = new TopologyOptimizer(filtration);
      const stray = Array.from({ length: filtration.size }, (_, place) => place).filter((place) =>
        !critical.has(place)
      );
      for (const place of stray.slice(0, 5)) {
        const error = assertThrows(
          () => optimizer.singleton(place, 1),
          RangeError,
          "Cannot find critical sets: ",
          what,
        );
        assert(error.message.includes(`a critical cell was expected, whose class lasts, but that at ${place} is one`));
      }
    }
  });

  Deno.test(`critSetsApply() of ${name} settles conflicts as the textbook does`, () => {
    for (const [what, filtration] of filtrations()) {
      const sets = textbook(filtration), moves = movesOf(filtration, sets, 6), values = filtration.levels();
      const indices = moves.map(({ place }) => place), targets = moves.map(({ target }) => target);
      using optimizer = new TopologyOptimizer(filtration);
      for (const [strategy, resolution] of Object.entries(STRATEGIES)) {
        const expected = combine(
          expectedSets(sets, moves),
          resolution,
          values,
          new Map(moves.map(({ place, target }) => [place, target])),
        );
        const found = optimizer.critSetsApply(indices, targets, strategy as ConflictStrategy);
        assertEquals(
          [[...found.indices], [...found.values]],
          [expected.indices, expected.values],
          `${what} ${strategy}`,
        );
        const again = optimizer.combineLoss(optimizer.singletons(indices, targets), strategy as ConflictStrategy, {
          target: { indices: Uint32Array.from(indices), values: Float64Array.from(targets) },
        });
        assertEquals(again, found);
      }
    }
  });
}

Deno.test("critical sets of random filtrations with few values are those of the textbook", () => {
  const random = numpyRng(6);
  const entries = (shape: number[]) => random.integers(-2, 3, shape);
  for (let round = 0; round < 12; round++) {
    for (const negate of [false, true]) {
      for (
        const filtration of [
          vrFiltration(entries([7, 2]), { maxDim: 3, maxDiameter: round % 2 ? 2 : Infinity }),
          weakAlphaFiltration(entries([9, 2])),
          freudenthalFiltration(entries([3 + round % 3, 4]), { negate, wrap: round % 4 === 0 }),
          cubeFiltration(entries([2, 3, 3]), { negate, valuesOn: round % 2 ? "cells" : "vertices" }),
        ]
      ) {
        const sets = textbook(filtration), moves = movesOf(filtration, sets, 10);
        using optimizer = new TopologyOptimizer(filtration);
        const found = optimizer.singletons(moves.map(({ place }) => place), moves.map(({ target }) => target));
        assertEquals(found, expectedSets(sets, moves), `${filtration} in round ${round}`);
      }
    }
  }
});
