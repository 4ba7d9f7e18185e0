/**
 * Problems of Moré, Garbow and Hillstrom (1981): sums of squares that try optimisers, on the tape.
 *
 * The same problems in Python are in `bench/peers/least_squares.py`.
 *
 * @module
 */
import { arange, cat, type Tensor, tensor } from "../mod.ts";

/** A sum of squares with its usual start. */
export interface LeastSquares {
  /** The start. */
  readonly start: readonly number[];
  /** What is squared and summed. */
  readonly residuals: (x: Tensor) => Tensor;
}

/** The value of a problem, on the tape. */
export function sumOfSquares(problem: LeastSquares): (x: Tensor) => Tensor {
  return (x) => problem.residuals(x).square().sum();
}

/**
 * Bounds around a start, of which some hold at the minimum: by turns both, a lower one, and none.
 */
export function boundsAround(start: readonly number[]): [number | null, number | null][] {
  return start.map((x, i) => {
    const size = 1 + Math.abs(x);
    if (i % 3 === 0) return [x - 0.3 * size, x + 0.3 * size];
    return i % 3 === 1 ? [x - 0.5 * size, null] : [null, null];
  });
}

/** Entry `i` of `x`, of shape [1]. */
const at = (x: Tensor, i: number) => x.slice(i, i + 1);
const repeat = (count: number, ...values: number[]) => Array.from({ length: count }, () => values).flat();

const BARD = tensor([0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39]);
const GAUSSIAN = tensor(
  [9, 44, 175, 540, 1295, 2420, 3521, 3989, 3521, 2420, 1295, 540, 175, 44, 9].map((y) => y / 1e4),
);
const KOWALIK = tensor([0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246]);
const KOWALIK_AT = tensor([4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]);

/** The problems by name. */
export const LEAST_SQUARES: Readonly<Record<string, LeastSquares>> = {
  rosenbrock: {
    start: [-1.2, 1],
    residuals: (x) => cat([at(x, 1).sub(at(x, 0).square()).mul(10), at(x, 0).neg().add(1)]),
  },
  "freudenstein and roth": {
    start: [0.5, -2],
    residuals: (x) => {
      const [a, b] = [at(x, 0), at(x, 1)];
      return cat([
        b.neg().add(5).mul(b).sub(2).mul(b).add(a).sub(13),
        b.add(1).mul(b).sub(14).mul(b).add(a).sub(29),
      ]);
    },
  },
  "powell badly scaled": {
    start: [0, 1],
    residuals: (x) => {
      const [a, b] = [at(x, 0), at(x, 1)];
      return cat([a.mul(b).mul(1e4).sub(1), a.neg().exp().add(b.neg().exp()).sub(1.0001)]);
    },
  },
  beale: {
    start: [1, 1],
    residuals: (x) => {
      const [a, b] = [at(x, 0), at(x, 1)];
      return cat([1.5, 2.25, 2.625].map((y, i) => b.pow(i + 1).neg().add(1).mul(a).neg().add(y)));
    },
  },
  "jennrich and sampson": {
    start: [0.3, 0.4],
    residuals: (x) => {
      const i = arange(1, 11);
      return i.mul(2).add(2).sub(i.mul(at(x, 0)).exp()).sub(i.mul(at(x, 1)).exp());
    },
  },
  bard: {
    start: [1, 1, 1],
    residuals: (x) => {
      const u = arange(1, 16), v = arange(15, 0, -1), w = tensor(v.data.map((b, i) => Math.min(b, u.data[i])));
      return BARD.sub(at(x, 0)).sub(u.div(v.mul(at(x, 1)).add(w.mul(at(x, 2)))));
    },
  },
  gaussian: {
    start: [0.4, 1, 0],
    residuals: (x) => {
      const t = arange(1, 16).neg().add(8).div(2);
      return t.sub(at(x, 2)).square().mul(at(x, 1)).div(-2).exp().mul(at(x, 0)).sub(GAUSSIAN);
    },
  },
  "box in three dimensions": {
    start: [0, 10, 20],
    residuals: (x) => {
      const t = arange(1, 11).div(10), fixed = t.neg().exp().sub(t.mul(-10).exp());
      return t.mul(at(x, 0)).neg().exp().sub(t.mul(at(x, 1)).neg().exp()).sub(fixed.mul(at(x, 2)));
    },
  },
  "powell singular": { start: [3, -1, 0, 1], residuals: powellSingular },
  wood: {
    start: [-3, -1, -3, -1],
    residuals: (x) => {
      const [a, b, c, d] = [at(x, 0), at(x, 1), at(x, 2), at(x, 3)];
      return cat([
        b.sub(a.square()).mul(10),
        a.neg().add(1),
        d.sub(c.square()).mul(Math.sqrt(90)),
        c.neg().add(1),
        b.add(d).sub(2).mul(Math.sqrt(10)),
        b.sub(d).div(Math.sqrt(10)),
      ]);
    },
  },
  "kowalik and osborne": {
    start: [0.25, 0.39, 0.415, 0.39],
    residuals: (x) => {
      const u = KOWALIK_AT, square = u.square();
      const top = u.mul(at(x, 1)).add(square).mul(at(x, 0));
      return KOWALIK.sub(top.div(u.mul(at(x, 2)).add(square).add(at(x, 3))));
    },
  },
  "brown and dennis": {
    start: [25, 5, -5, -1],
    residuals: (x) => {
      const t = arange(1, 21).div(5);
      const first = t.mul(at(x, 1)).add(at(x, 0)).sub(t.exp());
      return first.square().add(t.sin().mul(at(x, 3)).add(at(x, 2)).sub(t.cos()).square());
    },
  },
  "biggs exp6": {
    start: [1, 2, 1, 1, 1, 1],
    residuals: (x) => {
      const t = arange(1, 14).div(10), decay = (i: number) => t.mul(at(x, i)).neg().exp();
      const y = t.neg().exp().sub(t.mul(-10).exp().mul(5)).add(t.mul(-4).exp().mul(3));
      return decay(0).mul(at(x, 2)).sub(decay(1).mul(at(x, 3))).add(decay(4).mul(at(x, 5))).sub(y);
    },
  },
  "extended rosenbrock": {
    start: repeat(10, -1.2, 1),
    residuals: (x) => {
      const odd = x.slice(0, 20, { step: 2 }), even = x.slice(1, 20, { step: 2 });
      return cat([even.sub(odd.square()).mul(10), odd.neg().add(1)]);
    },
  },
  "extended powell singular": { start: repeat(5, 3, -1, 0, 1), residuals: powellSingular },
  "penalty I": {
    start: Array.from({ length: 10 }, (_, i) => i + 1),
    residuals: (x) => cat([x.sub(1).mul(Math.sqrt(1e-5)), x.square().sum().sub(0.25).reshape([1])]),
  },
  "variably dimensioned": {
    start: Array.from({ length: 10 }, (_, i) => 1 - (i + 1) / 10),
    residuals: (x) => {
      const sum = arange(1, 11).mul(x.sub(1)).sum().reshape([1]);
      return cat([x.sub(1), sum, sum.square()]);
    },
  },
  trigonometric: {
    start: repeat(10, 1 / 10),
    residuals: (x) => arange(1, 11).mul(x.cos().neg().add(1)).add(10).sub(x.cos().sum()).sub(x.sin()),
  },
  "discrete boundary value": {
    start: Array.from({ length: 10 }, (_, i) => (i + 1) / 11 * ((i + 1) / 11 - 1)),
    residuals: (x) => {
      const { before, after } = neighbours(x), t = arange(1, 11).div(11);
      return x.mul(2).sub(before).sub(after).add(x.add(t).add(1).pow(3).div(2 * 11 ** 2));
    },
  },
  "broyden tridiagonal": {
    start: repeat(10, -1),
    residuals: (x) => {
      const { before, after } = neighbours(x);
      return x.mul(-2).add(3).mul(x).sub(before).sub(after.mul(2)).add(1);
    },
  },
};

/** Powell's singular function of four variables, or of many such blocks. */
function powellSingular(x: Tensor): Tensor {
  const n = x.size, [a, b, c, d] = [0, 1, 2, 3].map((i) => x.slice(i, n, { step: 4 }));
  return cat([
    a.add(b.mul(10)),
    c.sub(d).mul(Math.sqrt(5)),
    b.sub(c.mul(2)).square(),
    a.sub(d).square().mul(Math.sqrt(10)),
  ]);
}

/** The entries before and after each, 0 beyond the ends. */
function neighbours(x: Tensor): { before: Tensor; after: Tensor } {
  const zero = tensor([0]);
  return { before: cat([zero, x.slice(0, -1)]), after: cat([x.slice(1), zero]) };
}
