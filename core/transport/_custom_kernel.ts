/**
 * Discrepancies by a kernel of the user.
 *
 * @module
 */
import { add } from "../ops/add.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { transpose } from "../ops/transpose.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Clouds } from "./_clouds.ts";
import { checkRoom, type Cloud, cloudPairs, joined, matrixOf, stacked } from "./_matrices.ts";
import type { Outcome } from "./_native_losses.ts";
import type { SampleKernel, Settings } from "./samples_loss_options.ts";

/** `½ ⟨a, F⟩ + ½ ⟨b, G⟩` with the potentials `F = K_xx a − K_xy b` and `G = K_yy b − K_yx a`, on the tape. */
export function customKernelOutcome(clouds: Clouds, kernel: SampleKernel, settings: Settings): Outcome {
  checkRoom(clouds, settings);
  const call = (x: Tensor, y: Tensor) => kernel(x, y, settings.blur);
  const k = (left: Cloud, right: Cloud) => matrixOf(settings.action, "kernel", left, right, call);
  const found = cloudPairs(clouds).map(([x, y]) => {
    const between = k(x, y);
    const f = sub(matmul(k(x, x), x.weights), matmul(between, y.weights));
    const g = sub(matmul(k(y, y), y.weights), matmul(transpose(between), x.weights));
    return { value: mul(add(matmul(x.weights, f), matmul(y.weights, g)), 0.5), f: f.data, g: g.data };
  });
  return {
    value: stacked(found.map(({ value }) => value), clouds.shape),
    f: joined(found.map(({ f }) => f)),
    g: joined(found.map(({ g }) => g)),
    reports: [],
  };
}
