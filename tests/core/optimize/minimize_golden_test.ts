/**
 * Runs of L-BFGS-B beside SciPy's: problems of Moré, Garbow and Hillstrom and Rosenbrock's chain, with and without bounds.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { LEAST_SQUARES, sumOfSquares } from "../../../bench/least_squares.ts";
import { type Bounds, type Loss, minimize } from "../../../mod.ts";
import { chainedRosenbrock } from "../../../bench/rosenbrock.ts";

interface GoldenRun {
  readonly problem: string;
  readonly bounds: Bounds | null;
  readonly options: Record<string, number>;
  /** The value after each iteration. */
  readonly trace: readonly number[];
  readonly x: readonly number[];
  readonly fun: number;
  readonly jac: readonly number[];
  readonly nit: number;
  readonly nfev: number;
  readonly status: number;
  readonly success: boolean;
  readonly message: string;
  /** What SciPy gives from starts that differ in the last places. */
  readonly near: Readonly<Record<"nit" | "nfev" | "fun", readonly number[]>>;
}

const path = new URL("../../goldens/scipy_minimize.json", import.meta.url);
const runs: GoldenRun[] = JSON.parse(await Deno.readTextFile(path));

const CHAIN = { start: Array.from({ length: 20 }, (_, i) => i % 2 ? 1 : -1.2), loss: chainedRosenbrock as Loss };

/**
 * Where the ways part for a reason, and how.
 *
 * - Jennrich and Sampson: a trial gives Infinity. SciPy goes on with NaN, comes back to the last point and takes that for
 *   convergence; we say what happened.
 * - Beale with bounds: after three steps SciPy forgets its pairs and goes on along the gradient, although the matrix that is
 *   factored there, with eigenvalues 0.16, 2.4 and 7.2, is far from singular. We keep them.
 * - Powell badly scaled with few pairs: SciPy loses its pairs in the narrow valley, and then finds no step, from each of seven
 *   starts next to each other. We go on to the minimum from each.
 * - One trial per line search: where SciPy finds no step, its `fun` is the value of the trial that failed, not that at `x`.
 */
const PARTING: Record<string, (ours: ReturnType<typeof minimize>, golden: GoldenRun) => void> = {
  "jennrich and sampson": (ours, golden) => {
    assertEquals(ours.status, 3);
    assertEquals(ours.message, "ABNORMAL: F OR G IS NOT FINITE AT EVALUATION 23, AFTER 4 ITERATIONS");
    assertClose(ours.fun, golden.fun, 1e-9);
  },
  "jennrich and sampson, maxcor 3, ftol 1e-12, gtol 1e-8": (ours, golden) => {
    PARTING["jennrich and sampson"](ours, golden);
  },
  "beale within bounds": (ours, golden) => {
    assertEquals([ours.nfev, ours.message], [golden.nfev, golden.message]);
    assertClose(ours.fun, golden.fun, 1e-9);
  },
  "beale within bounds, maxiter 4": (ours, golden) => {
    assertEquals([ours.nit, ours.message], [golden.nit, golden.message]);
    assert(ours.fun <= golden.fun * (1 + 1e-2));
  },
  "powell badly scaled, maxcor 3, ftol 1e-12, gtol 1e-8": (ours, golden) => {
    assertEquals([golden.message, ours.success], ["ABNORMAL: ", true]);
    assert(ours.fun < 1e-9 && golden.fun > 1e-8);
  },
  "chained rosenbrock, maxls 1": (ours, golden) => {
    const { nit, nfev, message, status } = ours;
    assertEquals([nit, nfev, message, status], [golden.nit, golden.nfev, golden.message, golden.status]);
    assertClose(ours.fun, golden.trace.at(-1)!, 1e-12);
  },
};

Deno.test("minimize() needs as many evaluations as SciPy for Rosenbrock's chain, up to rounding", () => {
  const free = minimize(CHAIN.loss, CHAIN.start);
  assert(Math.abs(free.nfev - 154) <= 5 && free.fun < 2e-9, `${free.nfev} evaluations to ${free.fun}`);
  assertEquals(free.message, "CONVERGENCE: RELATIVE REDUCTION OF F <= FACTR*EPSMCH");
  const boxed = minimize(CHAIN.loss, CHAIN.start, { bounds: CHAIN.start.map(() => [-1.5, 0.8]) });
  assertEquals([boxed.fun.toFixed(8), boxed.nfev, boxed.nit], ["15.89998513", 31, 27]);
});

for (const golden of runs) {
  const { problem, bounds, options } = golden;
  const words = Object.entries(options).map(([name, value]) => `, ${name} ${value}`).join("");
  const title = problem + (bounds === null ? "" : " within bounds") + words;
  Deno.test(`minimize() takes SciPy's way: ${title}`, () => {
    const { start, loss } = problem === "chained rosenbrock"
      ? CHAIN
      : { start: LEAST_SQUARES[problem].start, loss: sumOfSquares(LEAST_SQUARES[problem]) };
    const trace: number[] = [];
    const ours = minimize(loss, [...start], {
      ...options,
      bounds: bounds ?? undefined,
      callback: ({ fun }) => {
        trace.push(fun);
      },
    });
    if (title in PARTING) return PARTING[title](ours, golden);
    const { near } = golden;
    for (const field of ["nit", "nfev"] as const) {
      const least = Math.min(...near[field]), most = Math.max(...near[field]);
      // Where SciPy's own counts depend on rounding, ours may lie as far beyond them as they lie apart.
      const slack = most - least;
      assert(
        ours[field] >= least - slack && ours[field] <= most + slack,
        `${field} is ${ours[field]}, SciPy's ${golden[field]} of ${near[field]}`,
      );
    }
    const isSteady = new Set(near.nfev).size === 1;
    if (!isSteady) return assert(ours.fun <= 10 * Math.max(...near.fun), `${ours.fun} beside ${near.fun}`);
    assertEquals(
      [ours.status, ours.success, ours.njev, ours.message.replace(/ \(.*/, "")],
      [golden.status, golden.success, golden.nfev, golden.message],
    );
    const noise = Math.max(...near.fun) - Math.min(...near.fun);
    trace.slice(0, 8).forEach((value, k) => assertClose(value, golden.trace[k], 1e-7));
    assertClose(ours.fun, golden.fun, 1e-7, 10 * noise + 1e-20);
  });
}

function assertClose(actual: number, expected: number, relative: number, absolute = 0): void {
  const most = relative * Math.abs(expected) + absolute;
  assert(Math.abs(actual - expected) <= most, `${actual} was found where ${expected} ± ${most} was expected`);
}
