/**
 * The stand-in for `@std/assert` must fail when it should: every other test relies on it.
 *
 * @module
 */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

/** Whether `f` throws an `AssertionError`; written without the stand-in's own assertions. */
function fails(f: () => void): boolean {
  try {
    f();
  } catch (error) {
    if (error instanceof AssertionError) return true;
    throw error;
  }
  return false;
}

/** Checks of one assertion: calls that must pass and calls that must fail. */
function expectations(name: string, passing: (() => void)[], failing: (() => void)[]): void {
  Deno.test(`${name}() passes and fails as it should`, () => {
    passing.forEach((f, k) => {
      if (fails(f)) throw new Error(`${name}() failed in passing case ${k}`);
    });
    failing.forEach((f, k) => {
      if (!fails(f)) throw new Error(`${name}() passed in failing case ${k}`);
    });
  });
}

expectations("assert", [() => assert(true), () => assert([])], [
  () => assert(false),
  () => assert(0),
  () => assert(""),
]);

expectations("assertEquals", [
  () => assertEquals({ a: [1, { b: NaN }] }, { a: [1, { b: NaN }] }),
  () => assertEquals(new Float64Array([1, 2]), new Float64Array([1, 2])),
  () => assertEquals(new Map([[1, [2]]]), new Map([[1, [2]]])),
], [
  () => assertEquals<unknown>(1, "1"),
  () => assertEquals([1, 2], [1, 2, 3]),
  () => assertEquals([1, 2], [2, 1]),
  () => assertEquals(0, -0),
  () => assertEquals<unknown>(new Float64Array([1]), [1]),
  () => assertEquals(new Float64Array([1]), new Float64Array([1 + Number.EPSILON])),
]);

expectations(
  "assertNotEquals",
  [() => assertNotEquals([1], [2]), () => assertNotEquals<unknown>(1, "1")],
  [() => assertNotEquals([1], [1]), () => assertNotEquals(NaN, NaN)],
);

const shared = {};
expectations(
  "assertStrictEquals",
  [() => assertStrictEquals(shared, shared), () => assertStrictEquals(NaN, NaN)],
  [() => assertStrictEquals({}, {}), () => assertStrictEquals(0, -0)],
);

expectations("assertAlmostEquals", [
  () => assertAlmostEquals(1 + 1e-8, 1),
  () => assertAlmostEquals(1.1, 1, 0.2),
  () => assertAlmostEquals(NaN, NaN),
  () => assertAlmostEquals(Infinity, Infinity),
], [
  () => assertAlmostEquals(1 + 1e-6, 1),
  () => assertAlmostEquals(1.1, 1, 0.05),
  () => assertAlmostEquals(0.9, 1, 0.05),
  () => assertAlmostEquals(NaN, 1, 10),
  () => assertAlmostEquals(1, NaN, 10),
  () => assertAlmostEquals(Infinity, -Infinity),
  () => assertAlmostEquals(1, Infinity),
]);

expectations(
  "assertGreaterOrEqual",
  [() => assertGreaterOrEqual(2, 1), () => assertGreaterOrEqual(1, 1)],
  [() => assertGreaterOrEqual(1, 2), () => assertGreaterOrEqual(NaN, 1)],
);

expectations(
  "assertLess",
  [() => assertLess(1, 2)],
  [() => assertLess(1, 1), () => assertLess(2, 1), () => assertLess(NaN, 1)],
);

expectations(
  "assertStringIncludes",
  [() => assertStringIncludes("birth and death", "and")],
  [() => assertStringIncludes("birth", "death")],
);

expectations("assertMatch", [() => assertMatch("H1", /^H\d$/)], [() => assertMatch("H", /^H\d$/)]);

expectations(
  "assertInstanceOf",
  [() => assertInstanceOf(new RangeError(), Error)],
  [() => assertInstanceOf(new Error(), RangeError), () => assertInstanceOf(null, Error)],
);

expectations("assertIsError", [
  () => assertIsError(new Error("a")),
  () => assertIsError(new RangeError("too far"), RangeError, "far"),
], [
  () => assertIsError("not an error"),
  () => assertIsError(new Error("too far"), RangeError),
  () => assertIsError(new RangeError("too far"), RangeError, "near"),
]);

function throws(error: unknown): () => never {
  return () => {
    throw error;
  };
}

expectations("assertThrows", [
  () => assertThrows(throws(new TypeError("wrong shape"))),
  () => assertThrows(throws(new TypeError("wrong shape")), TypeError, "shape"),
  () => assertThrows(throws(new TypeError("wrong shape")), Error),
], [
  () => assertThrows(() => 1),
  () => assertThrows(throws(new TypeError("wrong shape")), RangeError),
  () => assertThrows(throws(new TypeError("wrong shape")), TypeError, "range"),
  () => assertThrows(throws("a text"), Error),
]);

Deno.test("assertThrows() gives the error", () => {
  const error = new RangeError("x");
  if (assertThrows(throws(error), RangeError) !== error) throw new Error("another value was given");
});

/** Whether the promise rejects with an `AssertionError`. */
async function rejected(promise: Promise<unknown>): Promise<boolean> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AssertionError) return true;
    throw error;
  }
  return false;
}

Deno.test("assertRejects() passes and fails as it should", async () => {
  const reject = () => Promise.reject(new TypeError("wrong shape"));
  const passing = [assertRejects(reject), assertRejects(reject, TypeError, "shape")];
  for (const promise of passing) if (await rejected(promise)) throw new Error("a rejection was not accepted");
  const failing = [
    assertRejects(() => Promise.resolve(1)),
    assertRejects(reject, RangeError),
    assertRejects(reject, TypeError, "range"),
  ];
  for (const promise of failing) if (!await rejected(promise)) throw new Error("a failing case passed");
});

Deno.test("a failed assertion carries the message that it was given", () => {
  const calls = [
    () => assert(false, "the hint"),
    () => assertEquals(1, 2, "the hint"),
    () => assertAlmostEquals(1, 2, 0, "the hint"),
    () => assertThrows(() => 1, Error, "", "the hint"),
  ];
  for (const call of calls) {
    let text = "";
    try {
      call();
    } catch (error) {
      text = (error as Error).message;
    }
    if (!text.includes("the hint")) throw new Error(`the message was "${text}"`);
  }
});
