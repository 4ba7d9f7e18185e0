/**
 * Whether goals are judged by what was found.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { compare, OURS } from "../../bench/peers/compare.ts";
import { DISTANCE_CASES, DISTANCES } from "../../bench/peers/distances.ts";
import { IMAGE_CASES, POINT_CASES } from "../../bench/peers/filtrations.ts";
import { CLOUD_FLOWS, FLOW_CASES } from "../../bench/peers/flows.ts";
import { LEADS } from "../../bench/peers/persistence_targets.ts";
import type { Row } from "../../bench/peers/record.ts";
import { RIPS_CASES } from "../../bench/peers/rips.ts";
import { SAMPLE_CASES, SAMPLE_LOSSES } from "../../bench/peers/samples.ts";
import { SLICED_INPUTS } from "../../bench/peers/sliced_samples.ts";
import { STEP_CASES } from "../../bench/peers/steps.ts";
import { amount, judged } from "../../bench/peers/targets.ts";

const PLAN = { input: "one", repetitions: 4, quantities: [{ task: "t", unit: "s", of: (x: number) => x }] } as const;

function contestant(engine: string, samples: number[]) {
  let turn = 0;
  return { engine, run: () => Promise.resolve(samples[turn++]), check: () => "" };
}

/** A row in which ours is one second, or one byte. */
function row(task: string, input: string, engine: string, ratio: number, unit: Row["unit"] = "s"): Row {
  return { task, input, engine, unit, repetitions: 1, median: ratio, minimum: ratio, ratio, remark: "" };
}

Deno.test("amount() gives three digits in the unit that fits", () => {
  const shown = [[0.0123456, "s"], [1.5e-8, "s"], [123.4, "s"], [199.96e6, "B"], [0, "s"]] as const;
  assertEquals(shown.map(([value, unit]) => amount(value, unit)), ["12.3 ms", "15.0 ns", "123 s", "200 MB", "0.00 ns"]);
});

Deno.test("judged() misses every goal when there are no rows", () => {
  const targets = judged([]);
  assertEquals(targets.map(({ met }) => met), Array(16 + LEADS.length).fill(false));
  for (const { found } of targets) assert(/^(failed|not measured)/.test(found));
});

Deno.test("judged() allows 1.3 times the time of CGAL, and no more", async () => {
  const found = async (theirs: number) => {
    const quantities = [{ ...PLAN.quantities[0], task: "Delaunay triangulation in space: time" }];
    const plan = { input: "100000 points of a cube", repetitions: 1, quantities };
    const rows = await compare([contestant(OURS, [13, 13]), contestant("CGAL", [theirs, theirs])], plan);
    const { found, met } = judged(rows).find(({ goal }) => goal.includes("CGAL"))!;
    return [found, met];
  };
  assertEquals([await found(10.1), await found(9.9)], [["1.29 times", true], ["1.31 times", false]]);
});

Deno.test("judged() compares the ratio of ripser.py with 1", async () => {
  const found = async (theirs: number) => {
    const quantities = [{ ...PLAN.quantities[0], task: "Rips diagrams of degree 0 and 1" }];
    const plan = { input: "noisy circle, 200 points", repetitions: 1, quantities };
    const rows = await compare([contestant(OURS, [2, 2]), contestant("ripser.py", [theirs, theirs])], plan);
    assertAlmostEquals(rows[1].ratio!, theirs / 2, 1e-12);
    return judged(rows).find(({ goal }) => goal.includes("ripser.py"))!.met;
  };
  assertEquals([await found(2), await found(1.9)], [true, false]);
});

Deno.test("judged() counts the fastest of the ways to call a rival", () => {
  const task = "Rips diagrams of degree 0 and 1", input = "noisy circle, 100 points, per call of 50";
  const found = (...ratios: [string, number][]) =>
    judged(ratios.map(([engine, ratio]) => row(task, input, engine, ratio))).find(({ goal }) => goal.includes(input))!;
  const { goal, ...verdict } = found(["giotto-ph", 9], ["giotto-ph, 1 thread", 4.96], ["ripser.py", 1]);
  assertEquals(goal, `Rips diagrams: ${input}: at least 5 times faster than giotto-ph`);
  assertEquals(verdict, { found: "5.0 times faster", met: false });
  assertEquals(found(["giotto-ph", 9], ["giotto-ph, 1 thread", 5]).met, true);
});

Deno.test("judged() tells a rival that failed from one that did not take part", () => {
  const { task, input, goal } = LEADS[0];
  const found = (rows: Row[]) => judged(rows).find((target) => target.goal.startsWith(goal))!.found;
  assertEquals([found([row(task, input, OURS, 1)]), found([])], ["failed", "not measured"]);
});

Deno.test("judged() takes the time of a rival that was stopped for less than it needs", () => {
  const stopped = { ...row("Rips diagrams of degree 0 and 1", "random symmetric matrix, 400 points", "ripser.py", 60) };
  const found = judged([{ ...stopped, atLeast: true }]).find(({ goal }) => goal.includes("matrix"))!;
  assertEquals([found.found, found.met], ["more than 60.0 times faster", true]);
});

Deno.test("judged() names the inputs on which a rival held less memory", () => {
  const found = (less: string) => {
    const rows = LEADS.map(({ task, input, rival }) =>
      row(`${task}: peak memory`, input, rival, input === less ? 0.5 : 2, "B")
    );
    return judged(rows).at(-1)!;
  };
  assertEquals([found("none").found, found("none").met], ["nowhere above", true]);
  const { found: names, met } = found("sphere, 300 points");
  assertEquals([names, met], ["2.00 times that of giotto-ph on sphere, 300 points", false]);
});

Deno.test("every goal about a lead names a comparison that the benches make", () => {
  const inputs = new Set([
    ...[...RIPS_CASES, ...POINT_CASES, ...IMAGE_CASES].flatMap(({ task, input, rivals }) =>
      rivals.map(({ engine }) => `${task}; ${input}; ${engine.split(",")[0]}`)
    ),
    ...DISTANCE_CASES.flatMap(({ input, rivals }) =>
      rivals.map(({ engine }) => `${DISTANCES}; ${input}; ${engine.split(",")[0]}`)
    ),
    ...SAMPLE_CASES.flatMap(({ input, rivals }) => rivals.map(({ engine }) => `${SAMPLE_LOSSES}; ${input}; ${engine}`)),
    ...SLICED_INPUTS.map((input) => `${SAMPLE_LOSSES}; ${input}; POT`),
    ...FLOW_CASES.flatMap(({ input, rivals }) =>
      rivals.map(({ engine }) => `${CLOUD_FLOWS}; ${input}; ${engine.split(",")[0]}`)
    ),
    ...STEP_CASES.map(({ task, input }) => `${task}; ${input}; Oineus`),
  ]);
  for (const { task, input, rival } of LEADS) assert(inputs.has(`${task}; ${input}; ${rival}`), input);
});
