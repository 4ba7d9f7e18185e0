/**
 * The cost of recording and running backward where the operations themselves are cheap.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { exp, Generator, noGrad, rand, type Tensor, tensor } from "../mod.ts";

/** In (−1, 0), which `exp(x) − 1` maps to itself. */
const start = tensor(rand([1000, 2], { generator: new Generator(7) }).sub(1));

function chain(x: Tensor): Tensor {
  for (let k = 0; k < 50; k++) x = exp(x).add(-1);
  return x.sum();
}

function gradient(): Float64Array {
  const x = tensor(start, { requiresGrad: true });
  chain(x).backward();
  return x.grad!.data;
}

/** The same by the chain rule, one number at a time. */
function byHand(x: number): { value: number; slope: number } {
  let slope = 1;
  for (let k = 0; k < 50; k++) {
    slope *= Math.exp(x);
    x = Math.exp(x) - 1;
  }
  return { value: x, slope };
}

const expected = Array.from(start.data, byHand);
assertAlmostEquals(chain(start).item() / expected.reduce((sum, { value }) => sum + value, 0), 1, 1e-12);
assertEquals(gradient().length, expected.length);
gradient().forEach((slope, i) => assertAlmostEquals(slope / expected[i].slope, 1, 1e-12));

Deno.bench("50 × (exp + add) on [1000, 2], forward only", { group: "tape", baseline: true }, () => {
  noGrad(() => chain(start));
});

Deno.bench("50 × (exp + add) on [1000, 2], forward and backward", { group: "tape" }, () => {
  gradient();
});
