/**
 * One or more smooth points for every differentiable operation.
 *
 * @module
 */
import * as ops from "../../../core/ops/mod.ts";
import { sizeOf } from "../../../core/tensor/shape.ts";
import { Tensor } from "../../../mod.ts";

/** An operation at a point where it is smooth. */
export interface Case {
  /** What is special about the point. */
  readonly title: string;
  /** The point. */
  readonly inputs: readonly Tensor[];
  /** The operation. */
  readonly run: (...inputs: Tensor[]) => Tensor;
}

/** Numbers between −2 and 2, away from 0, in no order and without equal differences: no kink of any operation is near. */
export function scattered(shape: readonly number[], seed = 0): Tensor {
  const at = (i: number) => {
    const golden = ((i + 1) * 0.6180339887498949 + seed * 0.5233) % 1;
    return (golden < 0.5 ? -1 : 1) * (0.15 + 1.7 * ((2 * golden) % 1) ** 1.3);
  };
  return new Tensor(Float64Array.from({ length: sizeOf(shape) }, (_, i) => at(i)), shape);
}

/** The same with positive entries. */
export function positive(shape: readonly number[], seed = 0): Tensor {
  const { data } = scattered(shape, seed);
  return new Tensor(data.map(Math.abs), shape);
}

const point = (title: string, inputs: readonly Tensor[], run: Case["run"]): Case => ({ title, inputs, run });

type Binary = (a: Tensor, b: Tensor) => Tensor;

const pairs = (run: Binary, make = scattered): Case[] => [
  point("of equal shapes", [make([2, 3]), make([2, 3], 1)], run),
  point("with a number first", [make([]), make([2, 3], 1)], run),
  point("with a number second", [make([4]), make([], 2)], run),
  point("of a column and a row", [make([3, 1]), make([4], 3)], run),
  point("with inner and leading axes repeated", [make([2, 1, 3]), make([1, 4, 1], 1)], run),
];

const entries = (run: (x: Tensor) => Tensor, make = scattered): Case[] => [
  point("of a matrix", [make([3, 4])], run),
  point("of a number", [make([], 5)], run),
];

type Reduce = (x: Tensor, dim?: number | number[], options?: { keepDim: boolean }) => Tensor;

const reductions = (run: Reduce): Case[] => [
  point("over all entries", [scattered([2, 3, 4])], (x) => run(x)),
  point("over the first axis", [scattered([3, 4])], (x) => run(x, 0)),
  point("over the last axis, kept", [scattered([2, 3, 2])], (x) => run(x, -1, { keepDim: true })),
  point("over neighbouring axes", [scattered([2, 3, 2])], (x) => run(x, [2, 1])),
  point("over separate axes", [scattered([2, 3, 2])], (x) => run(x, [0, -1])),
  point("over separate axes, kept", [scattered([2, 3, 2])], (x) => run(x, [2, 0], { keepDim: true })),
];

const single = (run: (x: Tensor, dim?: number, options?: { keepDim: boolean }) => Tensor): Case[] => [
  point("over all entries", [scattered([2, 3])], (x) => run(x)),
  point("over the first axis", [scattered([3, 4])], (x) => run(x, 0)),
  point("over an inner axis, kept", [scattered([2, 3, 2])], (x) => run(x, -2, { keepDim: true })),
];

const axes = (run: (x: Tensor, dim?: number) => Tensor): Case[] => [
  point("along the last axis", [scattered([2, 4])], (x) => run(x)),
  point("along an inner axis", [scattered([2, 3, 2])], (x) => run(x, 1)),
];

/** Every operation that carries gradients. */
export const table: Readonly<Record<string, readonly Case[]>> = {
  add: pairs(ops.add),
  sub: pairs(ops.sub),
  mul: pairs(ops.mul),
  div: pairs(ops.div),
  pow: pairs(ops.pow, positive),
  maximum: pairs(ops.maximum),
  minimum: pairs(ops.minimum),
  where: pairs((a, b) => ops.where(ops.sign(ops.relu(scattered([4], 9))), a.sum(-1, { keepDim: true }), b.sum())),
  clone: entries(ops.clone),
  neg: entries(ops.neg),
  square: entries(ops.square),
  sqrt: entries(ops.sqrt, positive),
  exp: entries(ops.exp),
  expm1: entries(ops.expm1),
  log: entries(ops.log, positive),
  log1p: entries(ops.log1p, positive),
  abs: entries(ops.abs),
  sign: entries(ops.sign),
  sin: entries(ops.sin),
  cos: entries(ops.cos),
  tanh: entries(ops.tanh),
  sigmoid: entries(ops.sigmoid),
  relu: entries(ops.relu),
  clamp: entries((x) => ops.clamp(x, { min: -0.7, max: 0.9 })),
  sum: reductions(ops.sum),
  mean: reductions(ops.mean),
  std: reductions(ops.std),
  variance: reductions(ops.variance),
  logSumExp: reductions(ops.logSumExp),
  norm: [1, 1.5, 2, 3, Infinity].flatMap((p) =>
    reductions((x, dim, options) => ops.norm(x, dim, { p, ...options })).map((c) => ({
      ...c,
      title: `${c.title}, p ${p}`,
    }))
  ),
  max: single(ops.max),
  min: single(ops.min),
  softmax: axes(ops.softmax),
  logSoftmax: axes(ops.logSoftmax),
  cumsum: axes(ops.cumsum),
  sort: axes((x, dim) => ops.sort(x, { dim }).values),
  topk: axes((x, dim) => ops.topk(x, 2, { dim, largest: false }).values),
  reshape: [point("to a matrix", [scattered([6])], (x) => ops.reshape(x, [2, -1]))],
  transpose: [point("of outer axes", [scattered([2, 3, 4])], (x) => ops.transpose(x, 0, -1))],
  permute: [point("of three axes", [scattered([2, 3, 4])], (x) => ops.permute(x, [1, -1, 0]))],
  squeeze: [point("of one axis", [scattered([2, 1, 3])], (x) => ops.squeeze(x, 1))],
  unsqueeze: [point("in the middle", [scattered([2, 3])], (x) => ops.unsqueeze(x, 1))],
  broadcastTo: [point("of a column", [scattered([2, 1])], (x) => ops.broadcastTo(x, [3, 2, 4]))],
  flip: [point("of an inner axis", [scattered([2, 3, 2])], (x) => ops.flip(x, [1, -1]))],
  slice: [point("with steps", [scattered([2, 7])], (x) => ops.slice(x, 1, -1, { dim: 1, step: 2 }))],
  index: [point("of inner axes", [scattered([2, 3, 4])], (x) => ops.index(x, [null, -1, 2]))],
  gather: [point("with repeats", [scattered([2, 3])], (x) => ops.gather(x, [[0, 0, 2, 1]], { dim: 1 }))],
  indexSelect: [point("with repeats", [scattered([2, 3])], (x) => ops.indexSelect(x, [2, 2, 0], { dim: -1 }))],
  concat: [
    point(
      "of three",
      [scattered([2, 1]), scattered([2, 3], 1), scattered([2, 0])],
      (...x) => ops.concat(x, { dim: 1 }),
    ),
  ],
  stack: [point("of two", [scattered([2, 2]), scattered([2, 2], 1)], (...x) => ops.stack(x, { dim: -1 }))],
  matmul: [
    point("of matrices", [scattered([2, 3]), scattered([3, 4], 1)], ops.matmul),
    point("of vectors", [scattered([3]), scattered([3], 1)], ops.matmul),
    point("of a vector and matrices", [scattered([3]), scattered([2, 3, 2], 1)], ops.matmul),
    point("of matrices and a vector", [scattered([2, 2, 3]), scattered([3], 1)], ops.matmul),
    point("with repeated leading axes", [scattered([2, 1, 2, 3]), scattered([3, 3, 2], 1)], ops.matmul),
    point("with a single repeated number", [scattered([1, 1]), scattered([3, 1, 2], 1)], ops.matmul),
  ],
  cdist: [1, 1.5, 2, 3, Infinity].map((p) =>
    point(`p ${p}`, [scattered([3, 2]), scattered([4, 2], 2)], (x, y) => ops.cdist(x, y, { p }))
  ),
  pairwiseDistances: [0, 0.1].map((eps) =>
    point(`eps ${eps}`, [scattered([4, 3])], (x) => ops.pairwiseDistances(x, { eps }))
  ),
};
