/**
 * The barycenters of two intervals as notebook 04 finds them, as they are timed.
 *
 * @module
 */
import { fitModel, full, linspace, samplesLoss, type Tensor, tensor, zeros } from "../mod.ts";

/** A descent: by masses or by points, of a loss, to a tolerance; and how many of its first costs rounding does not decide. */
interface Descent {
  readonly by: "masses" | "points";
  readonly blur: number;
  readonly scaling: number;
  readonly tol: number;
  readonly steady: number;
}

const DESCENTS: readonly Descent[] = [
  { by: "masses", blur: 0.001, scaling: 0.99, tol: 1e-10, steady: 20 },
  { by: "points", blur: 0.01, scaling: 0.9, tol: 1e-10, steady: 10 },
  { by: "points", blur: 0.01, scaling: 0.5, tol: 1e-5, steady: 5 },
];

/** Points of the two intervals, so many each. */
export function intervals(count: number): [Tensor, Tensor] {
  const t = linspace(0, 1, count).reshape([count, 1]);
  return [t.mul(0.1), t.mul(0.2).add(0.8)];
}

/** The first costs of all descents, and their last. */
export function lineBarycenters(ends: readonly Tensor[]): Float64Array {
  return Float64Array.from(DESCENTS.flatMap((descent) => {
    const { costs, cost } = fitted(ends, descent);
    return [...costs.slice(0, descent.steady), cost];
  }));
}

function fitted([x, y]: readonly Tensor[], { by, blur, scaling, tol }: Descent): ReturnType<typeof fitModel> {
  const [count] = x.shape, grid = linspace(0, 1, count).reshape([count, 1]), uniform = full([count], 1 / count);
  const loss = samplesLoss("sinkhorn", { blur, scaling, compat: "geomloss-0.3.1", nThreads: 2 });
  const parameter = tensor(by === "masses" ? zeros([count]) : grid, { requiresGrad: true });
  const forward = () => {
    const masses = by === "masses" ? parameter.softmax(0) : undefined;
    const to = (end: Tensor) => masses ? loss(masses, grid, uniform, end) : loss(parameter, end);
    return to(x).mul(0.5).add(to(y).mul(0.5));
  };
  return fitModel({ parameters: () => [parameter], forward }, { lr: 1, gtol: tol });
}
