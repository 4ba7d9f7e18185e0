/**
 * Mixing iterates.
 */
import { assert, assertAlmostEquals } from "@std/assert";
import { mixing } from "../../../../core/transport/images/_mixing.ts";

/** A map that shrinks by factors from 0.1 to 0.99 around a fixed point. */
const linear = (x: Float64Array) => x.map((value, i) => 0.3 + (0.1 + 0.89 * i / 7) * (value - 0.3));

Deno.test("mixing finds the fixed point of a linear map in about as many steps as it has dimensions", () => {
  const weights = new Float64Array(8).fill(1 / 8), mix = mixing(weights, 0.1);
  let x = new Float64Array(8), plain: Float64Array = x;
  for (let k = 0; k < 11; k++) [x, plain] = [mix(x, linear(x)) as typeof x, linear(plain)];
  x.forEach((value) => assertAlmostEquals(value, 0.3, 1e-9));
  assert(Math.abs(plain[7] - 0.3) > 0.2);
});

Deno.test("mixing goes back to the best where the error grows, and rests then", () => {
  const mix = mixing(Float64Array.of(1), 1),
    at = (x: number, next: number) => mix(Float64Array.of(x), Float64Array.of(next))[0];
  at(1, 1.1);
  at(1.1, 1.15);
  const best = at(1.2, 1.201);
  assert(best !== 1.201);
  assertAlmostEquals(at(3, 2), 1.201);
  for (const next of [1.5, 1.4, 1.3, 1.25, 1.22]) assertAlmostEquals(at(next + 0.1, next), next);
});

Deno.test("mixing pays no heed to points without weight", () => {
  const mix = mixing(Float64Array.of(1, 0), 1e-3);
  const first = mix(Float64Array.of(0, 0), Float64Array.of(1e-4, -5)), second = mix(first, Float64Array.of(1.5e-4, -7));
  assert([...first, ...second].every(Number.isFinite));
});
