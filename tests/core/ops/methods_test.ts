/**
 * Every method of a tensor is the function of the same name.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import * as d from "../../../mod.ts";
import "../../open_library.ts";
import { positive, scattered } from "./_table.ts";

type Anything = (...args: unknown[]) => d.Tensor | { values: d.Tensor; indices: d.Tensor };

const other = scattered([3, 3], 1);

/** The arguments of every method after the tensor itself. */
const calls: Record<Exclude<keyof d.TensorMethods<d.Tensor>, "backward" | "where" | "concat" | "stack">, unknown[]> = {
  clone: [],
  add: [other],
  sub: [other],
  mul: [other],
  div: [other],
  pow: [2],
  maximum: [other],
  minimum: [other],
  neg: [],
  square: [],
  sqrt: [],
  exp: [],
  expm1: [],
  log: [],
  log1p: [],
  abs: [],
  sign: [],
  sin: [],
  cos: [],
  tanh: [],
  sigmoid: [],
  relu: [],
  clamp: [{ min: 0.5, max: 1 }],
  sum: [0, { keepDim: true }],
  mean: [0, { keepDim: true }],
  max: [0, { keepDim: true }],
  min: [0, { keepDim: true }],
  argmax: [0, { keepDim: true }],
  argmin: [0, { keepDim: true }],
  std: [0, { keepDim: true, correction: 0 }],
  variance: [0, { keepDim: true, correction: 0 }],
  logSumExp: [0, { keepDim: true }],
  softmax: [0],
  logSoftmax: [0],
  norm: [0, { keepDim: true, p: 1 }],
  cumsum: [0],
  sort: [{ dim: 0, descending: true }],
  argsort: [{ dim: 0, descending: true }],
  topk: [2, { dim: 0, largest: false }],
  reshape: [[9, 1]],
  transpose: [1, 0],
  permute: [[1, 0]],
  squeeze: [0],
  unsqueeze: [1],
  broadcastTo: [[2, 3, 3]],
  slice: [0, 3, { dim: 1, step: 2 }],
  index: [[null, 1]],
  gather: [[[0, 2]], { dim: 1 }],
  indexSelect: [[0, 2], { dim: 1 }],
  flip: [0],
  matmul: [other],
  cdist: [other, { p: 1 }],
  pairwiseDistances: [{ eps: 0.5 }],
};

for (const [name, args] of Object.entries(calls)) {
  Deno.test(`Tensor.${name}() is the function of the same name`, () => {
    const x = positive([3, 3]);
    const method = (x as unknown as Record<string, Anything>)[name].bind(x) as Anything;
    const operation = (d as unknown as Record<string, Anything>)[name];
    assertEquals(method(...args), operation(x, ...args));
  });
}

Deno.test("Tensor.where() takes its own values where the condition holds", () => {
  assertEquals(d.tensor([1, 2]).where([1, 0], 9).toArray(), [1, 9]);
});

Deno.test("Tensor.concat() and Tensor.stack() put the others after it", () => {
  const x = d.tensor([[1, 2]]), y = [[3, 4]];
  assertEquals(x.concat([y, [[5, 6]]]), d.concat([x, y, [[5, 6]]]));
  assertEquals(x.concat([y], { dim: 1 }).toArray(), [[1, 2, 3, 4]]);
  assertEquals(x.stack([y]), d.stack([x, y]));
  assertEquals(x.stack([y], { dim: 2 }).toArray(), [[[1, 3], [2, 4]]]);
  for (const join of [x.concat, x.stack]) {
    assertThrows(() => join.call(x, x as never), TypeError, "a list of tensors was expected, but an object of class");
  }
});

Deno.test("Tensor.backward() is the function of the same name", () => {
  const x = d.tensor([1, 2], { requiresGrad: true });
  x.square().backward({ gradient: [1, 10] });
  assertEquals(x.grad!.toArray(), [2, 40]);
});

Deno.test("methods of tensors do not show up among their properties", () => {
  assertEquals(Object.keys(d.Tensor.prototype), []);
});
