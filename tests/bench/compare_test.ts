/**
 * What the comparison with peers does with answers and times, on contestants whose answers are known.
 */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { checkClose, checkDiagram, checkRelativeDiagram } from "../../bench/peers/agreement.ts";
import { compare, median, OURS } from "../../bench/peers/compare.ts";

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

Deno.test("compare() lets those who need long run once, and counts that", async () => {
  const slow = { ...contestant("slow", [30]), once: true };
  const rows = await compare([contestant(OURS, [99, 2, 1, 3, 8]), slow], PLAN);
  assertEquals(rows.map(({ median, ratio, repetitions }) => [median, ratio, repetitions]), [[2.5, 1, 4], [30, 12, 1]]);
});

Deno.test("compare() checks the first run where there is one of its own, and can read a quantity from it", async () => {
  const checked: number[] = [];
  const fresh = {
    ...contestant(OURS, [1, 1, 1, 1]),
    first: () => Promise.resolve(50),
    check: (sample: number) => `${checked.push(sample)}`,
  };
  const quantities = [...PLAN.quantities, { task: "first", unit: "B", checked: true, of: (x: number) => x }] as const;
  const rows = await compare([fresh], { ...PLAN, quantities });
  assertEquals(rows.map(({ task, median, repetitions }) => [task, median, repetitions]), [["t", 1, 4], [
    "first",
    50,
    1,
  ]]);
  assertEquals(checked, [50]);
});

Deno.test("compare() marks what was stopped", async () => {
  const slow = { ...contestant("slow", [30]), once: true };
  const rows = await compare([contestant(OURS, [1, 1, 1, 1, 1]), slow], { ...PLAN, stopped: (x) => x === 30 });
  assertEquals(rows.map(({ atLeast }) => atLeast), [undefined, true]);
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
