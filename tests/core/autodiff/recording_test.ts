/**
 * Recording steps, and not recording them.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { noGrad, tensor } from "../../../mod.ts";
import { isRecording, record } from "../../../core/autodiff/recording.ts";

Deno.test("noGrad() stops recording for as long as the function runs", () => {
  const x = tensor(1, { requiresGrad: true });
  const y = noGrad(() => {
    assertEquals(isRecording(), false);
    noGrad(() => {});
    assertEquals(isRecording(), false);
    return x.add(1);
  });
  assertEquals([y.item(), y.requiresGrad, y.origin, isRecording()], [2, false, null, true]);
});

Deno.test("noGrad() records again when the function throws", () => {
  assertThrows(() =>
    noGrad(() => {
      throw new RangeError("inside");
    }), RangeError);
  assertEquals(isRecording(), true);
});

Deno.test("noGrad() throws when the function gives a promise", () => {
  assertThrows(
    () => noGrad(() => Promise.resolve()),
    TypeError,
    "Cannot run without recording: a synchronous function was expected, but a promise was returned",
  );
});

Deno.test("noGrad() throws when it is given no function", () => {
  assertThrows(
    () => noGrad(tensor(1) as never),
    TypeError,
    "Cannot run without recording: f must be a function, but is an object of class Tensor",
  );
});

Deno.test("record() asks for the way back only if a gradient may be asked for", () => {
  const x = tensor(1, { requiresGrad: true }), y = tensor(2);
  let asked: (readonly boolean[])[] = [];
  const run = () =>
    record("sum", [x, y], Float64Array.of(3), [], (needed) => {
      asked = [...asked, needed];
      return (gradient) => [gradient, null];
    });
  noGrad(run);
  assertEquals(asked, []);
  run().backward();
  assertEquals([asked, x.grad!.item()], [[[true, false]], 1]);
});

Deno.test("record() numbers steps upward", () => {
  const x = tensor(1, { requiresGrad: true });
  const y = x.add(1), z = y.add(1);
  assertEquals(z.origin!.step > y.origin!.step, true);
});
