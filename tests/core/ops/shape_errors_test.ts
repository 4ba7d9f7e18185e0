/**
 * What operations on shapes, parts, matrices and clouds refuse.
 *
 * @module
 */
import * as d from "../../../mod.ts";
import { testRefusals, wrong } from "./_refusals.ts";

const x = d.tensor([[1, 2, 3], [4, 5, 6]]);

testRefusals([
  [
    "reshape() when the number of entries does not fit",
    () => d.reshape(x, [4]),
    TypeError,
    "Cannot reshape: a shape with as many entries as [2, 3] was expected, but [4] was found",
  ],
  [
    "reshape() when the free length does not come out",
    () => d.reshape(x, [4, -1]),
    TypeError,
    "Cannot reshape: a shape with as many entries as [2, 3] was expected, but [4, -1] was found",
  ],
  [
    "reshape() when two lengths are free",
    () => d.reshape(x, [-1, -1]),
    TypeError,
    "Cannot reshape: the length −1 must follow from the others, but does not in [-1, -1]",
  ],
  [
    "reshape() when the free length could be any",
    () => d.reshape([], [0, -1]),
    TypeError,
    "Cannot reshape: the length −1 must follow from the others, but does not in [0, -1]",
  ],
  [
    "reshape() when a length is negative",
    () => d.reshape(x, [-2, -3]),
    TypeError,
    "Cannot reshape: shape must be a list of non-negative integers, but is -2,-3",
  ],
  [
    "permute() when it is given no list",
    () => d.permute(x, 1 as never),
    TypeError,
    "Cannot permute: dims must be a list of axes, but is a number",
  ],
  [
    "permute() when an axis is missing",
    () => d.permute(x, [0]),
    RangeError,
    "Cannot permute: dims must name each of 2 axes once, but is [0]",
  ],
  [
    "permute() when an axis comes twice",
    () => d.permute(x, [0, 0]),
    RangeError,
    "Cannot permute: dims must name each of 2 axes once, but is [0, 0]",
  ],
  [
    "transpose() when there is one axis",
    () => d.transpose([1, 2]),
    RangeError,
    "Cannot transpose: dim must be an integer from -1 to 0, but is -2",
  ],
  [
    "squeeze() when the axis does not exist",
    () => d.squeeze(x, 2),
    RangeError,
    "Cannot squeeze: dim must be an integer from -2 to 1, but is 2",
  ],
  [
    "unsqueeze() when the axis does not exist",
    () => d.unsqueeze(x, 3),
    RangeError,
    "Cannot unsqueeze: dim must be an integer from -3 to 2, but is 3",
  ],
  [
    "broadcastTo() when a longer axis would shrink",
    () => d.broadcastTo(x, [2, 1]),
    TypeError,
    "Cannot broadcast: axes of length 1 and new leading ones can be repeated, but [2, 3] does not become [2, 1] by that",
  ],
  [
    "broadcastTo() when the shapes do not fit",
    () => d.broadcastTo(x, [4, 3]),
    TypeError,
    "Cannot broadcast: shapes must broadcast, but are [2, 3] and [4, 3]",
  ],
  [
    "slice() when a bound is not an integer",
    () => d.slice(x, 0.5),
    RangeError,
    "Cannot slice: bounds must be integers, but one is 0.5",
  ],
  [
    "slice() when the step is 0",
    () => d.slice(x, 0, 2, { step: 0 }),
    RangeError,
    "Cannot slice: step must be an integer of at least 1, but is 0",
  ],
  [
    "slice() when there is no axis",
    () => d.slice(1, 0),
    TypeError,
    "Cannot slice: at least one axis was expected, but the shape is []",
  ],
  [
    "index() when the position does not exist",
    () => d.index(x, [0, 3]),
    RangeError,
    "Cannot index: positions along axis 1 must be integers from -3 to 2, but one is 3",
  ],
  [
    "index() when the position is NaN",
    () => d.index(x, NaN),
    RangeError,
    "Cannot index: positions along axis 0 must be integers from -2 to 1, but one is NaN",
  ],
  [
    "index() when there are more positions than axes",
    () => d.index(x, [0, 0, 0]),
    TypeError,
    "Cannot index: at most 2 positions were expected for shape [2, 3], but 3 were found",
  ],
  [
    "gather() when an index does not exist",
    () => d.gather(x, [[3]], { dim: 1 }),
    RangeError,
    "Cannot gather: indices must be integers from 0 to 2, but the one at position 0 is 3",
  ],
  ["gather() when an index is negative", () => d.gather(x, [[0], [-1]]), RangeError, "the one at position 1 is -1"],
  ["gather() when an index is NaN", () => d.gather(x, [[NaN]]), RangeError, "the one at position 0 is NaN"],
  [
    "gather() when the indices have other axes",
    () => d.gather(x, [0]),
    TypeError,
    "Cannot gather: indices must have as many axes as x and be no longer except along dim 0, but the shapes are [1] and [2, 3]",
  ],
  [
    "gather() when the indices are too long",
    () => d.gather(x, d.zeros([3, 1]), { dim: 1 }),
    TypeError,
    "no longer except along dim 1, but the shapes are [3, 1] and [2, 3]",
  ],
  [
    "indexSelect() when an index does not exist",
    () => d.indexSelect(x, [0, 2]),
    RangeError,
    "Cannot select: indices must be integers from 0 to 1, but the one at position 1 is 2",
  ],
  ["indexSelect() when an index is not an integer", () => d.indexSelect(x, [0.5]), RangeError, "is 0.5"],
  [
    "indexSelect() when the axis is empty",
    () => d.indexSelect([], [0]),
    RangeError,
    "Cannot select: no index was expected for an axis of length 0, but the one at position 0 is 0",
  ],
  [
    "indexSelect() when the indices have two axes",
    () => d.indexSelect(x, d.zeros([1, 1])),
    TypeError,
    "Cannot select: indices with one axis were expected, but the shape is [1, 1]",
  ],
  [
    "indexSelect() when the indices are a number",
    () => d.indexSelect(x, wrong(1) as unknown as number[]),
    TypeError,
    "Cannot select: a list of indices was expected, but a number was found",
  ],
  [
    "indexSelect() when there is no axis",
    () => d.indexSelect(1, [0]),
    TypeError,
    "Cannot select: at least one axis was expected, but the shape is []",
  ],
  [
    "concat() when the list is empty",
    () => d.concat([]),
    TypeError,
    "Cannot concatenate: a list of tensors was expected, but it is empty",
  ],
  [
    "concat() when given a tensor",
    () => d.concat(x as unknown as d.Tensor[]),
    TypeError,
    "Cannot concatenate: a list of tensors was expected, but an object of class Tensor was found",
  ],
  [
    "concat() when shapes differ",
    () => d.concat([x, [[1, 2]]]),
    TypeError,
    "Cannot concatenate: shapes with an axis must be equal except along dim 0, but are [2, 3], [1, 2]",
  ],
  [
    "concat() when there is no axis",
    () => d.concat([1, 2]),
    TypeError,
    "Cannot concatenate: shapes with an axis must be equal except along dim 0, but are [], []",
  ],
  [
    "stack() when the list is empty",
    () => d.stack([]),
    TypeError,
    "Cannot stack: a list of tensors was expected, but it is empty",
  ],
  [
    "stack() when shapes differ",
    () => d.stack([[1], [1, 2]]),
    TypeError,
    "Cannot stack: equal shapes were expected, but they are [1], [2]",
  ],
  [
    "flip() when an axis comes twice",
    () => d.flip(x, [0, 0]),
    RangeError,
    "Cannot flip: every axis may be named once, but dim is [0, 0]",
  ],
  ["matmul() when a factor is a number", () => d.matmul(2, [1, 2]), TypeError, "but the shapes are [] and [2]"],
  [
    "matmul() when the inner axes differ",
    () => d.matmul(x, x),
    TypeError,
    "Cannot multiply matrices: the last axis of the first and the last but one of the second must be equal, but the shapes are [2, 3] and [2, 3]",
  ],
  [
    "matmul() when the leading axes do not broadcast",
    () => d.matmul(d.zeros([2, 1, 1]), d.zeros([3, 1, 1])),
    TypeError,
    "Cannot multiply matrices: shapes must broadcast, but are [2] and [3]",
  ],
  [
    "cdist() when dimensions differ",
    () => d.cdist(x, [[1, 2]]),
    TypeError,
    "Cannot compute distances: two clouds [n, d] and [m, d] were expected, but the shapes are [2, 3] and [1, 2]",
  ],
  [
    "cdist() when p is below 1",
    () => d.cdist(x, x, { p: 0 }),
    RangeError,
    "Cannot compute distances: p must be a number from 1 to Infinity, but is 0",
  ],
  [
    "pairwiseDistances() when given a list",
    () => d.pairwiseDistances([1, 2]),
    TypeError,
    "Cannot compute pairwise distances: a cloud [n, d] was expected, but the shape is [2]",
  ],
  [
    "pairwiseDistances() when eps is negative",
    () => d.pairwiseDistances(x, { eps: -1 }),
    RangeError,
    "Cannot compute pairwise distances: eps must be finite and not negative, but is -1",
  ],
]);
