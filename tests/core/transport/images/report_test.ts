/**
 * What computations on images tell of how they went.
 */
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  imageBarycenter,
  imageBarycenterAsync,
  type ImageReport,
  imageSinkhornDivergence,
  imageSinkhornDivergenceAsync,
} from "../../../../mod.ts";

const A = [[4, 0, 1, 0], [0, 2, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]], B = A.toReversed().map((row) => row.toReversed());
const PAIR = [A, B];

/** The report of a call. */
function reportOf(call: (onReport: (report: ImageReport) => void) => unknown): ImageReport {
  const seen: ImageReport[] = [];
  call((report) => seen.push(report));
  assertEquals(seen.length, 1);
  return seen[0];
}

Deno.test("imageSinkhornDivergence() reports how it converged", () => {
  for (const reach of [Infinity, 0.5]) {
    const of = (tol: number) => reportOf((onReport) => imageSinkhornDivergence(A, B, { reach, tol, onReport }));
    const { iterations, marginalError, seconds, warning } = of(1e-6);
    assert(iterations > 1 && iterations < 200 && marginalError <= 1e-6 && marginalError > 1e-8 && seconds > 0);
    assertStrictEquals(warning, undefined);
    assert(of(1e-10).iterations > iterations);
  }
});

Deno.test("imageSinkhornDivergence() warns where it ends too early, and throws if strict", () => {
  const options = { blur: 0.02, maxIterations: 3 };
  const { iterations, marginalError, warning } = reportOf((onReport) =>
    imageSinkhornDivergence(A, B, { ...options, onReport })
  );
  assertEquals(iterations, 3);
  const text = `a marginal error of at most 0.000001 was expected, but after 3 iterations it is ${marginalError}; ` +
    "raise maxIterations, blur or tol";
  assertEquals(warning, text);
  const { message } = assertThrows(() => imageSinkhornDivergence(A, B, { ...options, strict: true }), RangeError);
  assertEquals(message, `Cannot compute the Sinkhorn divergence of images: ${text}`);
});

Deno.test("imageBarycenter() reports how right the plans to it are, less and less wrong with more steps", () => {
  const of = (backwardIterations: number, tol?: number) =>
    reportOf((onReport) => imageBarycenter(PAIR, [0.3, 0.7], { backwardIterations, tol, onReport }));
  const few = of(2), more = of(200), many = of(4000);
  assertEquals([few.iterations, many.iterations], [2, 4000]);
  assert(few.marginalError > more.marginalError && more.marginalError > 10 * many.marginalError);
  assert(few.seconds > 0 && many.marginalError < 1e-5);
  const text = (error: number) =>
    `a marginal error of at most 0.01 was expected, but after 2 iterations it is ${error}; ` +
    "raise backwardIterations, blur or tol";
  assertEquals([few.warning, many.warning], [text(few.marginalError), undefined]);
  assertStrictEquals(of(2, 1).warning, undefined);
  const strict = () => imageBarycenter(PAIR, [0.3, 0.7], { backwardIterations: 2, strict: true });
  assertEquals(
    assertThrows(strict, RangeError).message,
    `Cannot find a barycenter of images: ${text(few.marginalError)}`,
  );
  assert(imageBarycenter(PAIR, [0.3, 0.7], { strict: true, tol: 1 }).size > 0);
});

Deno.test("reports of computations on another thread tell the same, and who listens is checked", async () => {
  const seen: ImageReport[] = [], onReport = (report: ImageReport) => seen.push(report);
  imageSinkhornDivergence(A, B, { onReport });
  await imageSinkhornDivergenceAsync(A, B, { onReport });
  imageBarycenter(PAIR, [0.5, 0.5], { onReport });
  await imageBarycenterAsync(PAIR, [0.5, 0.5], { onReport });
  const errors = seen.map(({ marginalError }) => marginalError);
  assertEquals([errors[0], errors[2]], [errors[1], errors[3]]);
  const wrong = { onReport: 3 } as never, text = "onReport must be a function, but is a number";
  assertThrows(() => imageSinkhornDivergence(A, B, wrong), TypeError, text);
  assertThrows(() => imageBarycenter(PAIR, [0.5, 0.5], wrong), TypeError, text);
});
