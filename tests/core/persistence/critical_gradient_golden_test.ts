/**
 * Gradients by critical sets against Oineus.
 */
import { assertEquals } from "@std/assert";
import { type Diagrams, persistenceDiagram, type PersistenceOptions, type Tensor, tensor } from "../../../mod.ts";
import moves from "../../goldens/oineus_critical_moves.json" with { type: "json" };
import sets from "../../goldens/oineus_critical_sets.json" with { type: "json" };
import { assertAgree, goldenFiltration, type GoldenInput } from "./_golden_filtrations.ts";

interface Golden extends GoldenInput {
  loss: number;
  gradient: number[];
}

type Strategy = PersistenceOptions["conflictStrategy"];

/** Sum over dimensions and points of (death − birth)². */
function totalPersistence(diagrams: Diagrams): Tensor {
  let total = tensor(0);
  for (const [, points] of diagrams) {
    total = total.add(points.index([null, 1]).sub(points.index([null, 0])).square().sum());
  }
  return total;
}

/** Checks the loss times `sign`, and its gradient; `readValues` says whether that goes through the values of all cells. */
function checkGolden(golden: Golden, sign: number, conflictStrategy: Strategy, stepSize: number, readValues: boolean) {
  const [source, filtration] = goldenFiltration(golden);
  if (readValues) assertEquals(filtration.values.size, filtration.size);
  const diagrams = persistenceDiagram(filtration, { gradientMethod: "crit-sets", conflictStrategy, stepSize });
  const loss = totalPersistence(diagrams).mul(sign);
  assertAgree([loss.item()], [golden.loss]);
  loss.backward();
  assertAgree(source.grad!.data, golden.gradient);
}

for (const readValues of [false, true]) {
  const when = readValues ? " when the values are read first" : "";
  for (const golden of sets.gradients) {
    Deno.test(`persistenceDiagram() agrees with Oineus on ${golden.name}${when}`, () => {
      const { conflict_strategy: strategy, step_size: step = 1 } = golden.persistence_options;
      checkGolden(golden, 1, strategy as Strategy, step, readValues);
    });
  }

  Deno.test(`persistenceDiagram() agrees with Oineus on critical sets of points and images, both ways${when}`, () => {
    for (const golden of moves.gradients) {
      checkGolden(golden, golden.sign, golden.strategy as Strategy, golden.step, readValues);
    }
  });
}
