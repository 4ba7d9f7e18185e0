/**
 * Comparing gradients with difference quotients.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { grad } from "./grad.ts";
import { noGrad, withRecording } from "./recording.ts";

/** Options of {@linkcode gradcheck}. */
export interface GradcheckOptions {
  /** Half the distance between the two points of a difference quotient; default 1e-6. */
  eps?: number;
  /** The difference allowed near 0; default 1e-5. */
  absoluteTolerance?: number;
  /** The difference allowed relative to the quotient; default 1e-3. */
  relativeTolerance?: number;
}

const OPTIONS = ["eps", "absoluteTolerance", "relativeTolerance"] as const;

/**
 * Checks the gradients of `f` at `inputs` against central differences: `true`, or an error that names the first entry
 * where they disagree.
 *
 * Every output entry is checked against every input entry. Choose a point where `f` is smooth: at a kink the two differ
 * by right.
 *
 * Cost: one backward run per output entry and two evaluations per input entry.
 *
 * @throws {Error} If a gradient and its difference quotient disagree, or one of them is not a number.
 * @throws {TypeError} If `f` is not a function that gives a tensor, or `inputs` is no list.
 * @throws {RangeError} If `eps` is not positive or a tolerance is negative.
 *
 * @example A right gradient
 * ```ts
 * import { gradcheck } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gradcheck((x) => x.sin().sum(), [[0.3, 1.2]]), true);
 * ```
 */
export function gradcheck(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly TensorLike[],
  options: GradcheckOptions = {},
): true {
  const action = "check gradients";
  checkFunction(action, "f", f);
  const { eps = 1e-6, absoluteTolerance = 1e-5, relativeTolerance = 1e-3 } = asOptions(action, options, OPTIONS);
  if (!(eps > 0 && Number.isFinite(eps))) {
    throw new RangeError(`Cannot ${action}: eps must be positive and finite, but is ${eps}`);
  }
  for (const tolerance of [absoluteTolerance, relativeTolerance]) {
    if (!(tolerance >= 0)) {
      throw new RangeError(`Cannot ${action}: tolerances must not be negative, but one is ${tolerance}`);
    }
  }
  if (!Array.isArray(inputs)) {
    throw new TypeError(`Cannot ${action}: a list of inputs was expected, but ${describe(inputs)} was found`);
  }
  const points = inputs.map((input) => {
    const { data, shape } = asTensor(action, input);
    return new Tensor(data.slice(), shape, true);
  });
  const output = withRecording(() => f(...points));
  if (!(output instanceof Tensor)) {
    throw new TypeError(`Cannot ${action}: a tensor was expected of f, but it gives ${describe(output)}`);
  }
  const rows = jacobianRows(output, points);
  points.forEach((point, k) => {
    for (let j = 0; j < point.size; j++) {
      const quotients = differenceQuotients(f, points, k, j, eps);
      rows.forEach((row, i) => {
        const found = row[k]?.data[j] ?? 0, quotient = quotients[i];
        if (Math.abs(found - quotient) <= absoluteTolerance + relativeTolerance * Math.abs(quotient)) return;
        throw new Error(
          `Cannot ${action}: the derivative of output ${i} by entry ${j} of input ${k}, of shape ` +
            `${formatShape(point.shape)}, was expected near the difference quotient ${quotient}, but is ${found}`,
        );
      });
    }
  });
  return true;
}

/** For every entry of `output` its gradients at all points. */
function jacobianRows(output: Tensor, points: readonly Tensor[]): (Tensor | null)[][] {
  return Array.from({ length: output.size }, (_, i) => {
    if (!output.requiresGrad) return points.map(() => null);
    const gradient = new Tensor(new Float64Array(output.size), output.shape);
    gradient.data[i] = 1;
    return grad(output, points, { gradient, retainGraph: true, allowUnused: true });
  });
}

/** `(f(x + h) − f(x − h)) / 2h` for every entry of the output, where `h` moves entry `j` of point `k`. */
function differenceQuotients(
  f: (...inputs: Tensor[]) => Tensor,
  points: readonly Tensor[],
  k: number,
  j: number,
  eps: number,
): Float64Array {
  const at = (shift: number): Float64Array => {
    const moved = points.map(({ data, shape }) => new Tensor(data.slice(), shape));
    moved[k].data[j] += shift;
    return noGrad(() => f(...moved)).data;
  };
  const above = at(eps), below = at(-eps);
  return above.map((value, i) => (value - below[i]) / (2 * eps));
}
