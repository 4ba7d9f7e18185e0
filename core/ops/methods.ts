/**
 * The operations as methods of tensors.
 *
 * Importing this file installs them. The type of the table makes a forgotten method an error of the compiler.
 *
 * @module
 */
import { backward } from "../autodiff/backward.ts";
import type { TensorMethods } from "../tensor/methods.ts";
import { Tensor } from "../tensor/tensor.ts";
import { asTensors } from "./_lists.ts";
import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { argmax } from "./argmax.ts";
import { argmin } from "./argmin.ts";
import { argsort } from "./argsort.ts";
import { broadcastTo } from "./broadcast_to.ts";
import { cdist } from "./cdist.ts";
import { clamp } from "./clamp.ts";
import { clone } from "./clone.ts";
import { concat } from "./concat.ts";
import { cos } from "./cos.ts";
import { cumsum } from "./cumsum.ts";
import { div } from "./div.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { flip } from "./flip.ts";
import { gather } from "./gather.ts";
import { index } from "./index.ts";
import { indexSelect } from "./index_select.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { logSoftmax } from "./log_softmax.ts";
import { logSumExp } from "./log_sum_exp.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maximum } from "./maximum.ts";
import { mean } from "./mean.ts";
import { min } from "./min.ts";
import { minimum } from "./minimum.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { norm } from "./norm.ts";
import { pairwiseDistances } from "./pairwise_distances.ts";
import { permute } from "./permute.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { sin } from "./sin.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { sort } from "./sort.ts";
import { sqrt } from "./sqrt.ts";
import { square } from "./square.ts";
import { squeeze } from "./squeeze.ts";
import { stack } from "./stack.ts";
import { std } from "./std.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { topk } from "./topk.ts";
import { transpose } from "./transpose.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { variance } from "./variance.ts";
import { where } from "./where.ts";

type Methods = {
  readonly [Name in keyof TensorMethods<Tensor>]: (
    this: Tensor,
    ...args: Parameters<TensorMethods<Tensor>[Name]>
  ) => ReturnType<TensorMethods<Tensor>[Name]>;
};

const methods: Methods = {
  backward(options) {
    backward(this, options);
  },
  add(other) {
    return add(this, other);
  },
  sub(other) {
    return sub(this, other);
  },
  mul(other) {
    return mul(this, other);
  },
  div(other) {
    return div(this, other);
  },
  pow(exponent) {
    return pow(this, exponent);
  },
  maximum(other) {
    return maximum(this, other);
  },
  minimum(other) {
    return minimum(this, other);
  },
  where(condition, other) {
    return where(condition, this, other);
  },
  clone() {
    return clone(this);
  },
  neg() {
    return neg(this);
  },
  square() {
    return square(this);
  },
  sqrt() {
    return sqrt(this);
  },
  exp() {
    return exp(this);
  },
  expm1() {
    return expm1(this);
  },
  log() {
    return log(this);
  },
  log1p() {
    return log1p(this);
  },
  abs() {
    return abs(this);
  },
  sign() {
    return sign(this);
  },
  sin() {
    return sin(this);
  },
  cos() {
    return cos(this);
  },
  tanh() {
    return tanh(this);
  },
  sigmoid() {
    return sigmoid(this);
  },
  relu() {
    return relu(this);
  },
  clamp(options) {
    return clamp(this, options);
  },
  sum(dim, options) {
    return sum(this, dim, options);
  },
  mean(dim, options) {
    return mean(this, dim, options);
  },
  max(dim, options) {
    return max(this, dim, options);
  },
  min(dim, options) {
    return min(this, dim, options);
  },
  argmax(dim, options) {
    return argmax(this, dim, options);
  },
  argmin(dim, options) {
    return argmin(this, dim, options);
  },
  std(dim, options) {
    return std(this, dim, options);
  },
  variance(dim, options) {
    return variance(this, dim, options);
  },
  logSumExp(dim, options) {
    return logSumExp(this, dim, options);
  },
  norm(dim, options) {
    return norm(this, dim, options);
  },
  softmax(dim) {
    return softmax(this, dim);
  },
  logSoftmax(dim) {
    return logSoftmax(this, dim);
  },
  cumsum(dim) {
    return cumsum(this, dim);
  },
  sort(options) {
    return sort(this, options);
  },
  argsort(options) {
    return argsort(this, options);
  },
  topk(k, options) {
    return topk(this, k, options);
  },
  reshape(shape) {
    return reshape(this, shape);
  },
  transpose(dim0, dim1) {
    return transpose(this, dim0, dim1);
  },
  permute(dims) {
    return permute(this, dims);
  },
  squeeze(dim) {
    return squeeze(this, dim);
  },
  unsqueeze(dim) {
    return unsqueeze(this, dim);
  },
  broadcastTo(shape) {
    return broadcastTo(this, shape);
  },
  flip(dims) {
    return flip(this, dims);
  },
  slice(start, end, options) {
    return slice(this, start, end, options);
  },
  index(positions) {
    return index(this, positions);
  },
  gather(indices, options) {
    return gather(this, indices, options);
  },
  indexSelect(indices, options) {
    return indexSelect(this, indices, options);
  },
  concat(others, options) {
    return concat([this, ...asTensors("concatenate", others)], options);
  },
  stack(others, options) {
    return stack([this, ...asTensors("stack", others)], options);
  },
  matmul(other) {
    return matmul(this, other);
  },
  cdist(other, options) {
    return cdist(this, other, options);
  },
  pairwiseDistances(options) {
    return pairwiseDistances(this, options);
  },
};

for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true });
}
