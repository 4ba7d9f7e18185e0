/**
 * Fifty steps of each optimiser beside torch's, on three problems.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { optim, type Tensor, tensor } from "../../../mod.ts";

interface GoldenRun {
  readonly problem: keyof typeof PROBLEMS;
  readonly optimizer: "SGD" | "Adam" | "LBFGS";
  readonly options: Readonly<Record<string, unknown>>;
  /** The loss that each step gives. */
  readonly losses: readonly number[];
  /** The parameters after steps 1, 2, 10, 25 and 50. */
  readonly points: readonly (readonly number[])[];
  readonly evaluations: number;
  /** How far torch's numbers move when the start does by a unit in the last place. */
  readonly noise: number;
}

const INPUTS = tensor([[0.5, -1], [1.5, 0.5], [-1, 2], [2, 1], [-0.5, -1.5], [0, 1]]);
const LABELS = tensor([0, 1, 1, 1, 0, 0]);
const PROBLEMS = {
  quadratic: {
    start: [[1, -2, 3, 0.5]],
    loss: (x: Tensor) => x.square().mul([0.5, 1, 2, 4]).sum().add(x.sum().square().div(4)),
  },
  rosenbrock: {
    start: [[-1.2, 1]],
    loss: (x: Tensor) => {
      const [a, b] = [x.slice(0, 1), x.slice(1)];
      return b.sub(a.square()).square().mul(100).add(a.neg().add(1).square()).sum();
    },
  },
  logistic: {
    start: [[0.1, -0.2], [0.3]],
    loss: (w: Tensor, b: Tensor) => {
      const scores = INPUTS.matmul(w).add(b);
      return scores.exp().log1p().sub(LABELS.mul(scores)).sum().add(w.square().sum().mul(0.05));
    },
  },
};
const AFTER = [1, 2, 10, 25, 50];

const path = new URL("../../goldens/torch_optim.json", import.meta.url);
const runs: GoldenRun[] = JSON.parse(await Deno.readTextFile(path));
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

for (const { problem, optimizer: name, options, losses, points, evaluations, noise } of runs) {
  Deno.test(`optim.${name} makes torch's steps on the ${problem} problem with ${JSON.stringify(options)}`, () => {
    const { start, loss } = PROBLEMS[problem];
    const params = start.map((values) => tensor(values, { requiresGrad: true }));
    const given = Object.fromEntries(Object.entries(options).map(([key, value]) => [camel(key), value]));
    const optimizer = new optim[name](params, given);
    let calls = 0;
    const closure = () => {
      calls++;
      optimizer.zeroGrad();
      const value = (loss as (...params: Tensor[]) => Tensor)(...params).mul(options.maximize ? -1 : 1);
      value.backward();
      return value;
    };
    for (let step = 1; step <= 50; step++) {
      assertClose(optimizer.step(closure)!, losses[step - 1], noise, `loss of step ${step}`);
      const k = AFTER.indexOf(step);
      if (k < 0) continue;
      const found = params.flatMap(({ data }) => [...data]);
      found.forEach((x, i) => assertClose(x, points[k][i], noise, `parameter ${i} after step ${step}`));
    }
    assertEquals(calls, evaluations);
  });
}

function assertClose(actual: number, expected: number, noise: number, what: string): void {
  // Two of the runs follow a narrow valley for so long that rounding grows beyond 1e-10 in torch as well.
  const most = Math.max(1e-10, 2 * noise) * Math.max(1, Math.abs(expected));
  assert(Math.abs(actual - expected) <= most, `${what}: ${actual} where torch has ${expected}`);
}
