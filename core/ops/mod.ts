/**
 * The differentiable operations, one per file: the value and the derivative stand side by side.
 *
 * Files that start with `_` hold the rules that several operations share.
 *
 * @module
 */
import "./methods.ts";

// Pairs of entries
export { add } from "./add.ts";
export { sub } from "./sub.ts";
export { mul } from "./mul.ts";
export { div } from "./div.ts";
export { pow } from "./pow.ts";
export { maximum } from "./maximum.ts";
export { minimum } from "./minimum.ts";
export { where } from "./where.ts";

// Single entries
export { clone } from "./clone.ts";
export { neg } from "./neg.ts";
export { square } from "./square.ts";
export { sqrt } from "./sqrt.ts";
export { exp } from "./exp.ts";
export { expm1 } from "./expm1.ts";
export { log } from "./log.ts";
export { log1p } from "./log1p.ts";
export { abs } from "./abs.ts";
export { sign } from "./sign.ts";
export { sin } from "./sin.ts";
export { cos } from "./cos.ts";
export { tanh } from "./tanh.ts";
export { sigmoid } from "./sigmoid.ts";
export { relu } from "./relu.ts";
export { clamp } from "./clamp.ts";

// Many entries to one
export { sum } from "./sum.ts";
export { mean } from "./mean.ts";
export { max } from "./max.ts";
export { min } from "./min.ts";
export { argmax } from "./argmax.ts";
export { argmin } from "./argmin.ts";
export { std } from "./std.ts";
export { variance } from "./variance.ts";
export { logSumExp } from "./log_sum_exp.ts";
export { norm } from "./norm.ts";

// Along an axis
export { softmax } from "./softmax.ts";
export { logSoftmax } from "./log_softmax.ts";
export { cumsum } from "./cumsum.ts";
export { sort } from "./sort.ts";
export { argsort } from "./argsort.ts";
export { topk } from "./topk.ts";

// Shapes
export { reshape } from "./reshape.ts";
export { transpose } from "./transpose.ts";
export { permute } from "./permute.ts";
export { squeeze } from "./squeeze.ts";
export { unsqueeze } from "./unsqueeze.ts";
export { broadcastTo } from "./broadcast_to.ts";
export { flip } from "./flip.ts";

// Parts and wholes
export { slice } from "./slice.ts";
export { index } from "./index.ts";
export { gather } from "./gather.ts";
export { indexSelect } from "./index_select.ts";
export { concat, concat as cat } from "./concat.ts";
export { stack } from "./stack.ts";

// Matrices and clouds
export { matmul } from "./matmul.ts";
export { cdist } from "./cdist.ts";
export { pairwiseDistances } from "./pairwise_distances.ts";
