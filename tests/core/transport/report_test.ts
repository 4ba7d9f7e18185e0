/**
 * What losses between samples report of a call.
 */
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { samplesLoss } from "../../../mod.ts";
import { a, b, x, y } from "./_clouds.ts";

Deno.test("samplesLoss() reports the worst pair of a batch, and each of them", () => {
  const loss = samplesLoss("sinkhorn", { blur: 0.1 });
  loss([[[0]], [[0]]], [[[0]], [[1]]]);
  const easy = loss.report!;
  loss([x, x], [y, y.map(([u, v]) => [3 * v, u])]);
  const { pairs, marginalError, iterations } = loss.report!;
  assertEquals([easy.pairs.length, pairs.length], [2, 2]);
  assertEquals(marginalError, Math.max(...pairs.map((pair) => pair.marginalError)));
  assertEquals(iterations, Math.max(...pairs.map((pair) => pair.iterations)));
});

Deno.test("samplesLoss() warns where iterations end too early, and throws if strict", () => {
  const options = { blur: 0.01, maxIterations: 12 }, loss = samplesLoss("sinkhorn", options);
  assert(loss(a, x, b, y).item() > 0);
  const { warning, marginalError } = loss.report!;
  assert(marginalError > 1e-6);
  assert(warning!.startsWith("a marginal error of at most 0.000001 was expected, but after "));
  const strict = samplesLoss("sinkhorn", { ...options, strict: true });
  const { message } = assertThrows(() => strict(a, x, b, y), RangeError);
  assert(
    message.startsWith("Cannot compute the sinkhorn loss: a marginal error of at most 0.000001 was expected, but "),
  );
  assertStrictEquals(strict.report, undefined);
});

Deno.test("samplesLoss() does not warn with compat, whose schedule ends where it ends", () => {
  const loss = samplesLoss("sinkhorn", { blur: 0.01, compat: "geomloss-0.3.1", strict: true });
  loss(a, x, b, y);
  assertEquals(loss.report!.warning, undefined);
  assert(loss.report!.marginalError > 1e-3);
});

Deno.test("samplesLoss() reports no iterations of plain sums", () => {
  const loss = samplesLoss("energy");
  loss(x, y);
  const { seconds, ...rest } = loss.report!;
  assert(seconds > 0);
  assertEquals(rest, {
    iterations: 0,
    marginalError: 0,
    gap: 0,
    truncation: 0,
    error: 0,
    warning: undefined,
    pairs: [],
  });
});

Deno.test("samplesLoss() warns that fast ends early, and float32 with a schedule", () => {
  for (
    const [options, end] of [
      [{ mode: "fast" }, "; fast ends early"],
      [{ precision: "float32" }, "; float32 ends with a schedule"],
      [{ mode: "fast", precision: "float32" }, "; float32 ends with a schedule"],
    ] as const
  ) {
    const loss = samplesLoss("sinkhorn", { blur: 0.01, ...options });
    loss(a, x, b, y);
    assert(loss.report!.warning!.endsWith(end), loss.report!.warning);
    assertEquals(loss.report!.error < Infinity, !("precision" in options));
  }
});
