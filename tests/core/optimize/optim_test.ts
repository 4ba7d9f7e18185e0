/**
 * Optimisers of parameters in place: groups, state, and what they refuse.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { noGrad, optim, type Tensor, tensor } from "../../../mod.ts";

const parameter = (...values: number[]) => tensor(values, { requiresGrad: true });

function closureOf(optimizer: { zeroGrad(): void }, loss: () => Tensor): () => Tensor {
  return () => {
    optimizer.zeroGrad();
    const value = loss();
    value.backward();
    return value;
  };
}

Deno.test("optimizers give each group its own options, and take changes of them between steps", () => {
  const a = parameter(1), b = parameter(1);
  const optimizer = new optim.SGD([{ params: [a], lr: 0.5 }, { params: [b] }], { lr: 0.25 });
  const step = closureOf(optimizer, () => a.add(b).sum());
  assertEquals(optimizer.step(step), 2);
  assertEquals([a.item(), b.item()], [0.5, 0.75]);
  optimizer.paramGroups[1].lr = 1;
  optimizer.step(step);
  assertEquals([a.item(), b.item()], [0, -0.25]);
});

Deno.test("optimizers leave a parameter without a gradient as it is", () => {
  for (const make of [optim.SGD, optim.Adam]) {
    const a = parameter(1), b = parameter(1), optimizer = new make([a, b], { weightDecay: 1 });
    a.square().sum().backward();
    assertEquals(optimizer.step(), undefined);
    assert(a.item() < 1);
    assertEquals([b.item(), optimizer.state.has(b)], [1, false]);
    optimizer.zeroGrad();
    assertEquals(a.grad, null);
  }
});

Deno.test("optimizers evaluate a closure with recording, inside noGrad too", () => {
  for (const make of [optim.SGD, optim.Adam, optim.LBFGS]) {
    const x = parameter(1), optimizer = new make([x]);
    assertEquals(noGrad(() => optimizer.step(closureOf(optimizer, () => x.square().sum()))), 1);
    assert(x.item() < 1);
  }
});

const makers = {
  SGD: (x: Tensor) => new optim.SGD([x], { lr: 0.01, momentum: 0.9 }),
  Adam: (x: Tensor) => new optim.Adam([x], { lr: 0.1, amsgrad: true }),
  LBFGS: (x: Tensor) => new optim.LBFGS([x], { maxIter: 2, lineSearchFn: "strong_wolfe" }),
};
for (const [name, make] of Object.entries(makers)) {
  Deno.test(`optim.${name} goes on from a saved state as if it had never stopped`, () => {
    const x = parameter(3, -2), optimizer = make(x);
    const loss = (y: Tensor) => () => y.square().mul([1, 5]).sum().add(y.pow(4).sum());
    for (let i = 0; i < 4; i++) optimizer.step(closureOf(optimizer, loss(x)));
    const saved = structuredClone(optimizer.stateDict()), y = parameter(...x.data), other = make(y);
    optimizer.step(closureOf(optimizer, loss(x))); // changes nothing that was saved
    other.loadStateDict(saved as never);
    other.step(closureOf(other, loss(y)));
    assertEquals(x.data, y.data);
    assertEquals(optimizer.stateDict() as unknown, other.stateDict() as unknown);
  });
}

Deno.test("optim.SGD and optim.Adam climb when told to", () => {
  for (const make of [optim.SGD, optim.Adam]) {
    const x = parameter(1), optimizer = new make([x], { lr: 0.1, maximize: true });
    optimizer.step(closureOf(optimizer, () => x.square().sum().neg()));
    assert(x.item() < 1);
  }
});

Deno.test("optim.LBFGS stays where the gradient is 0, and stops where there is no descent", () => {
  const x = parameter(0), optimizer = new optim.LBFGS([x]);
  assertEquals(optimizer.step(closureOf(optimizer, () => x.square().sum().add(2))), 2);
  assertEquals([x.item(), optimizer.state.get(x)!.funcEvals, optimizer.state.get(x)!.nIter], [0, 1, 0]);
});

Deno.test("optim.LBFGS takes several parameters as one, and those without a gradient as still", () => {
  const a = parameter(1, 2), b = tensor([[3]], { requiresGrad: true }), still = parameter(7);
  const optimizer = new optim.LBFGS([a, b, still], { lineSearchFn: "strong_wolfe" });
  optimizer.step(closureOf(optimizer, () => a.square().sum().add(b.sub(1).square().sum())));
  assertAlmostEquals(a.data[1], 0, 1e-7);
  assertAlmostEquals(b.item(), 1, 1e-7);
  assertEquals([b.shape, still.item()], [[1, 1], 7]);
});

const x = parameter(1);
const refusals: [what: string, run: () => unknown, error: typeof TypeError | typeof RangeError, message: string][] = [
  ["a single tensor", () => new optim.SGD(x as never), TypeError, "but a tensor was found"],
  ["no list", () => new optim.SGD(3 as never), TypeError, "but a number was found"],
  ["an empty list", () => new optim.Adam([]), RangeError, "but there is none"],
  ["something else in the list", () => new optim.Adam([3 as never]), TypeError, "but a number was found"],
  ["tensors beside groups", () => new optim.Adam([x, { params: [x] }] as never), TypeError, "Tensor was found"],
  ["a computed tensor", () => new optim.SGD([x.mul(2)]), TypeError, "but one comes from mul"],
  ["a tensor without a gradient", () => new optim.SGD([tensor(1)]), TypeError, "but one does not require a gradient"],
  ["a tensor that comes twice", () => new optim.SGD([x, x]), RangeError, "but one comes twice"],
  [
    "a group with an unknown option",
    () => new optim.SGD([{ params: [x], lrr: 1 } as never]),
    TypeError,
    'but one is "lrr"',
  ],
  ["a negative lr", () => new optim.SGD([x], { lr: -1 }), RangeError, "lr must be a number from 0, but is -1"],
  ["a negative lr of a group", () => new optim.Adam([{ params: [x], lr: -1 }]), RangeError, "but is -1"],
  ["an infinite dampening", () => new optim.SGD([x], { dampening: Infinity }), RangeError, "but is Infinity"],
  ["nesterov without momentum", () => new optim.SGD([x], { nesterov: true }), RangeError, "but they are 0 and 0"],
  ["a flag that is a number", () => new optim.SGD([x], { maximize: 1 as never }), TypeError, "but is a number"],
  ["one beta", () => new optim.Adam([x], { betas: [0.9] as never }), RangeError, "but is 0.9"],
  ["a beta of 1", () => new optim.Adam([x], { betas: [0.9, 1] }), RangeError, "but is 0.9,1"],
  ["eps below 0", () => new optim.Adam([x], { eps: -1 }), RangeError, "eps must be"],
  [
    "two groups of LBFGS",
    () => new optim.LBFGS([{ params: [x] }, { params: [parameter(1)] }]),
    RangeError,
    "but there are 2",
  ],
  ["maxIter 0", () => new optim.LBFGS([x], { maxIter: 0 }), RangeError, "but is 0"],
  [
    "another line search",
    () => new optim.LBFGS([x], { lineSearchFn: "armijo" as never }),
    RangeError,
    'but is "armijo"',
  ],
  [
    "no closure",
    () => new optim.LBFGS([x]).step(undefined as never),
    TypeError,
    "closure must be a function, but is undefined",
  ],
  [
    "a closure without a value",
    () => new optim.SGD([x]).step((() => {}) as never),
    TypeError,
    "but it gives undefined",
  ],
  [
    "a closure with two values",
    () => new optim.SGD([x]).step(() => tensor([1, 2])),
    TypeError,
    "but it gives 2 numbers",
  ],
  [
    "a state of other groups",
    () => new optim.SGD([x]).loadStateDict({ state: {}, paramGroups: [] }),
    TypeError,
    "groups of 1 tensors",
  ],
  ["a state that is none", () => new optim.SGD([x]).loadStateDict(3 as never), TypeError, "but a number was found"],
];

for (const [what, run, error, message] of refusals) {
  Deno.test(`optimizers refuse ${what}`, () => {
    const thrown = assertThrows(run, error, message);
    assertMatch(thrown.message, /^Cannot [^:]+: .+(, but|; ) ?.+[^.]$/);
  });
}
