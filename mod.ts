/**
 * Differentiable persistence diagrams and the losses between them: tensors with reverse-mode gradients, filtrations,
 * diagrams, and plots.
 *
 * The contents page: one line per source file, grouped by room.
 *
 * @module
 */
import { useKernels } from "./core/kernels.ts";
import { nativeKernels } from "./native/mod.ts";

useKernels(nativeKernels);

// Tensors: core/tensor
export { arange, eye, full, linspace, ones, tensor, type TensorOptions, zeros } from "./core/tensor/create.ts";
export { type NestedNumbers, Tensor, type TensorLike } from "./core/tensor/tensor.ts";

// Gradients: core/autodiff
export { noGrad } from "./core/autodiff/recording.ts";

// Native library: native
export { NativeError, type NativeErrorCode } from "./native/errors.ts";
