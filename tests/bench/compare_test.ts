/**
 * What the comparison with peers does with answers and times, on contestants whose answers are known.
 */
import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { checkClose, checkDiagram, checkRelativeDiagram } from "../../bench/peers/agreement.ts";
import { compare, median, OURS } from "../../bench/peers/compare.ts";
import { amount, judged } from "../../bench/peers/targets.ts";

const PLAN = { input: "one", repetitions: 4, quantities: [{ task: "t", unit: "s", of: (x: number) => x }] } as const;

function contestant(engine: string, samples: number[], check: (found: number, ours: number) => string = () => "") {
  let turn = 0;
  return { engine, run: () => Promise.resolve(samples[turn++]), check };
}

Deno.test("compare() leaves out the checked round and divides medians by ours", async () => {
  const rows = await compare([contestant(OURS, [99, 2, 1, 3, 8]), contestant("peer", [0, 5, 5, 5, 5])], PLAN);
  assertEquals(rows.map(({ median, minimum, ratio }) => [median, minimum, ratio]), [[2.5, 1, 1], [5, 5, 2]]);
});

Deno.test("compare() lets the contestants take turns", async () => {
  const order: string[] = [];
  const noted = (engine: string) => ({ engine, run: () => Promise.resolve(order.push(engine)), check: () => "" });
  await compare([noted(OURS), noted("peer")], { ...PLAN, repetitions: 2 });
  assertEquals(order, [OURS, "peer", OURS, "peer", OURS, "peer"]);
});

Deno.test("compare() keeps a row for a peer whose answer is wrong, and goes on", async () => {
  const wrong = contestant("wrong", [7, 7, 7, 7, 7], (found, ours) => {
    checkClose("answer", found, ours, 1);
    return "agrees";
  });
  const rows = await compare([contestant(OURS, [1, 1, 1, 1, 1]), wrong, contestant("right", [2, 2, 2, 2, 2])], PLAN);
  assertEquals(rows.map(({ engine, median, repetitions }) => [engine, median, repetitions]), [
    [OURS, 1, 4],
    ["wrong", null, 0],
    ["right", 2, 4],
  ]);
  assertEquals(rows[1].remark, "failed: the answer differs from ours by 6.0");
});

Deno.test("compare() leaves paths out of what a failure says", async () => {
  const lost = {
    engine: "lost",
    run: () => Promise.reject(new Error("no file '/home/me/x.f64', 3/4")),
    check: () => "",
  };
  const rows = await compare([contestant(OURS, [1, 1, 1, 1, 1]), lost], PLAN);
  assertEquals(rows[1].remark, "failed: no file '…', 3/4");
});

Deno.test("compare() fails when we fail ourselves", async () => {
  const failing = { engine: OURS, run: () => Promise.reject(new Error("no answer")), check: () => "" };
  await assertRejects(() => compare([failing], PLAN), Error, "no answer");
});

Deno.test("checkClose() rejects another number, another length and what is not a number", () => {
  checkClose("value", { a: [1, 2], b: 3 }, { a: [1, 2 + 1e-12], b: 3 }, 1e-10);
  assertThrows(() => checkClose("value", [1], [1.1], 1e-3), Error, "differs");
  assertThrows(() => checkClose("value", [1], [1, 2], 1e-3), Error, "1 numbers, but ours 2");
  assertThrows(() => checkClose("value", [null], [1], 1e-3), Error, "differs");
});

Deno.test("checkDiagram() compares as multisets and leaves out what is near the diagonal", () => {
  const limits = { tolerance: 1e-6, negligible: 1e-4 };
  checkDiagram("diagram", [[1, 2], [0, 1], [3, 3.00001]], [[0, 1], [1, 2]], limits);
  assertThrows(() => checkDiagram("diagram", [[0, 1], [0, 1]], [[0, 1]], limits), Error, "4 numbers");
});

Deno.test("checkRelativeDiagram() measures each number by its own size and leaves out what is near the diagonal", () => {
  const check = (found: [number, number][], expected: [number, number][]) =>
    checkRelativeDiagram("diagram", found, expected, 1e-9);
  check([[1, 2], [0, 1e-6], [3, 3 + 1e-10]], [[0, 1e-6 + 1e-16], [1, 2 + 1e-9]]);
  assertThrows(() => check([[0, 1e-6]], [[0, 1e-6 + 1e-13]]), Error, "the diagram has 0.000001, but ours");
  assertThrows(() => check([[1, 2], [1, 2]], [[1, 2]]), Error, "2 points, but ours 1");
  assertThrows(() => check([[1, NaN]], [[1, NaN]]), Error, "the diagram has NaN");
});

Deno.test("checkRelativeDiagram() pairs points whose births differ by rounding alone", () => {
  const [low, high] = [1, 1 + 2 ** -52];
  checkRelativeDiagram("diagram", [[low, 5], [high, 4]], [[low, 4], [high, 5]], 1e-9);
  assertThrows(
    () => checkRelativeDiagram("diagram", [[1, 5], [2, 4]], [[1, 4], [2, 5]], 1e-9),
    Error,
    "has 5, but ours 4",
  );
});

Deno.test("median() of an even number of values is the mean of the middle two", () => {
  assertEquals(median([9, 1, 3]), 3);
  assertEquals(median([1, 10, 3, 4]), 3.5);
});

Deno.test("amount() gives three digits in the unit that fits", () => {
  const shown = [[0.0123456, "s"], [1.5e-8, "s"], [123.4, "s"], [199.96e6, "B"], [0, "s"]] as const;
  assertEquals(shown.map(([value, unit]) => amount(value, unit)), ["12.3 ms", "15.0 ns", "123 s", "200 MB", "0.00 ns"]);
});

Deno.test("judged() misses every goal when there are no rows", () => {
  assertEquals(judged([]).map(({ found, met }) => [found, met]), Array(10).fill(["failed", false]));
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
