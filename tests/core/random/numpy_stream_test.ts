/**
 * What NumPy's two generators share: sizes, populations and refusals.
 *
 * @module
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { numpyRandomState, numpyRng, type NumpyStream, tensor } from "../../../mod.ts";

/** Runs a test on both kinds of stream. */
function onBoth(name: string, test: (stream: NumpyStream) => void): void {
  Deno.test(`numpyRng() ${name}`, () => test(numpyRng(1)));
  Deno.test(`numpyRandomState() ${name}`, () => test(numpyRandomState(1)));
}

onBoth("gives a number without a size and a tensor of the size otherwise", (stream) => {
  assertEquals(typeof stream.random(), "number");
  assertEquals(typeof stream.normal(1, 2), "number");
  assertEquals(stream.random([]).shape, []);
  assertEquals(stream.uniform(0, 1, [2, 3]).shape, [2, 3]);
  assertEquals(stream.normal(undefined, undefined, 4).shape, [4]);
  assertEquals(stream.standardNormal([0, 3]).shape, [0, 3]);
  assertEquals(stream.choice(3, { size: [2, 2] }).shape, [2, 2]);
});

onBoth("permutes and chooses entries of lists, tensors and rows", (stream) => {
  assertEquals([...stream.permutation([5, 6, 7]).data].sort(), [5, 6, 7]);
  const rows = tensor([[1, 2], [3, 4]], { requiresGrad: true }), chosen = stream.choice(rows, { size: 5 });
  assertEquals(chosen.shape, [5, 2]);
  for (let i = 0; i < 5; i++) assertEquals(chosen.data[2 * i + 1], chosen.data[2 * i] + 1);
  assert(!chosen.requiresGrad && !stream.permutation(rows).requiresGrad);
  assertEquals(stream.choice([[1, 2]]), tensor([1, 2]));
  assertEquals(rows.toArray(), [[1, 2], [3, 4]]);
});

onBoth("chooses nothing from nothing", (stream) => {
  assertEquals(stream.choice(0, { size: 0 }).shape, [0]);
  assertEquals(stream.permutation([]).shape, [0]);
});

onBoth("never chooses an entry of probability 0, and leaves the probabilities as they were", (stream) => {
  const p = new Float64Array([0, 0.5, 0, 0.5, 0]);
  const drawn = stream.choice(5, { size: 200, p });
  assertEquals([...new Set(drawn.data)].sort(), [1, 3]);
  assertEquals([...stream.choice(5, { size: 2, replace: false, p }).data].sort(), [1, 3]);
  assertEquals([...p], [0, 0.5, 0, 0.5, 0]);
});

onBoth("refuses sizes that are none", (stream) => {
  for (const size of [-1, 1.5, NaN, [2, -1]]) {
    assertThrows(() => stream.random(size), TypeError, "Cannot draw uniform numbers: shape must be a list of");
    assertThrows(() => stream.standardNormal(size), TypeError, "Cannot draw normal numbers");
    assertThrows(() => stream.choice(3, { size }), TypeError, "Cannot choose");
  }
  assertThrows(() => stream.uniforms(-1), TypeError);
  assertThrows(() => stream.normals(0.5), TypeError);
  assertThrows(() => stream.permutation(-1), TypeError, "Cannot draw a permutation");
});

onBoth("refuses parameters of distributions out of range", (stream) => {
  assertThrows(
    () => stream.normal(0, -1),
    RangeError,
    "Cannot draw normal numbers: scale must be a finite number of at least 0, but is -1",
  );
  assertThrows(() => stream.normal(NaN), RangeError, "loc must be a finite number, but is NaN");
  assertThrows(() => stream.uniform(2, 1), RangeError, "high must be a finite number of at least 2, but is 1");
  assertThrows(() => stream.uniform(0, Infinity), RangeError, "high must be");
  assertThrows(() => stream.uniform(-1e308, 1e308), RangeError, "high − low must be a finite number, but is Infinity");
});

onBoth("refuses to choose from nothing, too few, or with probabilities that are none", (stream) => {
  assertThrows(
    () => stream.choice(0),
    RangeError,
    "Cannot choose: at least one entry to choose from was expected, but there is none",
  );
  assertThrows(() => stream.choice([]), RangeError, "there is none");
  assertThrows(
    () => stream.choice(3, { size: 4, replace: false }),
    RangeError,
    "at most 3 different entries can be drawn without replacement, but 4 were asked for",
  );
  assertThrows(
    () => stream.choice(3, { size: 3, replace: false, p: [0.5, 0.5, 0] }),
    RangeError,
    "at most 2 different",
  );
  assertThrows(() => stream.choice(3, { p: [0.5, 0.5, 0.1] }), RangeError, "p must sum to 1, but sums to 1.1");
  assertThrows(() => stream.choice(2, { p: [1.5, -0.5] }), RangeError, "p must not be negative, but holds -0.5");
  assertThrows(() => stream.choice(2, { p: [NaN, 1] }), RangeError, "p must not be negative, but holds NaN");
  assertThrows(() => stream.choice(2, { p: [1] }), TypeError, "p must have shape [2], but has shape [1]");
  assertThrows(() => stream.choice(1.5), TypeError, "Cannot choose");
  assertThrows(() => stream.choice(tensor(3)), TypeError, "an array with an axis was expected, but it has none");
});

Deno.test("numpyRng().integers() and numpyRandomState().randint() refuse bounds that enclose no integer", () => {
  for (const draw of [numpyRng(0).integers.bind(numpyRng(0)), numpyRandomState(0).randint.bind(numpyRandomState(0))]) {
    assertThrows(() => draw(5, 5), RangeError, "Cannot draw integers: low must be below high, but they are 5 and 5");
    assertThrows(() => draw(0), RangeError, "low must be below high, but they are 0 and 0");
    assertThrows(() => draw(0.5, 2), RangeError, "low must be an integer");
    assertThrows(() => draw(0, 5, -1), TypeError, "Cannot draw integers: shape must be");
  }
});
