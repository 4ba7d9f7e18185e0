/**
 * Clamping.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import type { ClampOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise } from "./_elementwise.ts";

/**
 * Every entry, raised to `min` if below and lowered to `max` if above; `max` wins where `min > max`.
 *
 * Differentiable: except at the bounds, where the gradient is 0, as outside.
 *
 * @throws {TypeError} If neither bound is given, or one is not a number.
 *
 * @example Into the unit interval
 * ```ts
 * import { clamp } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(clamp([-1, 0.5, 2], { min: 0, max: 1 }).toArray(), [0, 0.5, 1]);
 * ```
 */
export function clamp(x: TensorLike, options: ClampOptions): Tensor {
  const { min, max } = checkedBounds(options);
  return elementwise({
    name: "clamp",
    action: "clamp",
    value: (x) => Math.min(Math.max(x, min ?? -Infinity), max ?? Infinity),
    slope: (x) => (min === undefined || x > min) && (max === undefined || x < max) ? 1 : 0, // 0 at the bounds
    masked: true,
  }, x);
}

function checkedBounds(options: ClampOptions = {}): ClampOptions {
  const { min, max } = asOptions("clamp", options, ["min", "max"]);
  if (min === undefined && max === undefined) {
    throw new TypeError("Cannot clamp: one of min and max was expected, but neither was found");
  }
  for (const bound of [min, max]) {
    if (bound !== undefined && typeof bound !== "number") {
      throw new TypeError(`Cannot clamp: bounds must be numbers, but one is ${String(bound)}`);
    }
  }
  return { min, max };
}
