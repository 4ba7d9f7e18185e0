/**
 * Gradient flows: those of GeomLoss, snapshot by snapshot, their iteration and what they refuse.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { gradientFlow, linspace, samplesLoss, type SamplesLossKind, type Tensor, tensor } from "../../../mod.ts";
import flows from "../../goldens/geomloss_flows.json" with { type: "json" };

const half = (x: Tensor) => x.square().sum().div(2 * x.shape[0]);

interface State {
  readonly loss: number;
  readonly mean: readonly number[];
  readonly x0: readonly number[];
  readonly xl: readonly number[];
}

/** The flows: kind, options, and the time until which rounding does not decide in one or two dimensions. */
const FLOWS: Record<string, [SamplesLossKind, object, line?: number, plane?: number]> = {
  "gaussian_.5": ["gaussian", { blur: 0.5 }],
  "gaussian_.1": ["gaussian", { blur: 0.1 }],
  "laplacian_.1": ["laplacian", { blur: 0.1 }, 0.5, 2],
  energy: ["energy", {}],
  sink_p1_1: ["sinkhorn", { p: 1, blur: 1 }],
  "sink_p1_.01": ["sinkhorn", { p: 1, blur: 0.01 }, 0.5, 0.5],
  sink_p2_1: ["sinkhorn", { p: 2, blur: 1 }],
  "sink_p2_.01": ["sinkhorn", { p: 2, blur: 0.01 }],
  "sink_p2_.01_reach.3": ["sinkhorn", { p: 2, blur: 0.01, reach: 0.3 }],
};
const TIMES = [0, 0.25, 0.5, 1, 2, 5];

for (const [name, [kind, options, line = 5, plane = 5]] of Object.entries(FLOWS)) {
  Deno.test(`gradientFlow() has the losses of GeomLoss at each snapshot: ${name}`, () => {
    const loss = samplesLoss(kind, { ...options, compat: "geomloss-0.3.1" }), t = linspace(0, 1, 50).reshape([-1, 1]);
    const clouds = [
      { key: `1D_N50_${name}`, x: t.mul(0.2), y: t.mul(0.4).add(0.6), lr: 0.01, until: line },
      { key: `2D_N100_${name}`, x: tensor(flows.X2), y: tensor(flows.Y2), lr: 0.05, until: plane },
    ];
    for (const { key, x, y, lr, until } of clouds) {
      const states = Object.values((flows as unknown as Record<string, Record<string, State>>)[key]);
      // The documented flow makes one step more than time 5 has.
      const times = [...TIMES.slice(0, 5), 5 + lr].filter((time) => time <= until + lr);
      const steps = Math.round(times.at(-1)! / lr);
      const flow = gradientFlow((z) => loss(z, y), x, { lr, steps, snapshots: times }).run();
      assertEquals(flow.snapshots.length, times.length);
      flow.snapshots.forEach((snapshot, k) => {
        const { mean, x0, xl } = states[k], where = `${key} at ${times[k]}`, { data, shape: [n, d] } = snapshot.x;
        assertAlmostEquals(snapshot.loss, states[k].loss, 1e-8, where);
        mean.forEach((m, c) => assertAlmostEquals(snapshot.x.mean(0).data[c], m, 1e-8, where));
        x0.forEach((value, c) => assertAlmostEquals(data[c], value, 1e-8, where));
        xl.forEach((value, c) => assertAlmostEquals(data[(n - 1) * d + c], value, 1e-8, where));
      });
    }
  });
}

Deno.test("gradientFlow() makes Euler's steps, times the number of points, and keeps what was asked for", () => {
  const flow = gradientFlow(half, [[1, 2], [3, 4], [5, 6], [7, 8]], { lr: 0.5, steps: 3, snapshots: [1.5, 0, 0.4] });
  const seen = [...flow];
  assertEquals(seen.map(({ step, time }) => [step, time]), [[0, 0], [1, 0.5], [3, 1.5]]);
  assertEquals(seen[2].x.toArray(), [[1, 2], [3, 4], [5, 6], [7, 8]].map((row) => row.map((x) => x / 8)));
  assertEquals(seen[1].gradient.toArray(), [[1, 2], [3, 4], [5, 6], [7, 8]].map((row) => row.map((x) => x / 8)));
  assertEquals(flow.losses.length, 4);
  assertEquals(flow.losses[3], flow.losses[0] / 64);
  assertEquals([flow.isDone, flow.step, flow.time, flow.loss], [true, 3, 1.5, flow.losses[3]]);
  assertEquals([...flow], []);
  assertEquals(flow.snapshots.map(({ x }) => x.data), seen.map(({ x }) => x.data));
  assert(flow.seconds > 0 && seen[0].seconds <= seen[2].seconds);
});

Deno.test("gradientFlow() takes lengths of steps from a function", () => {
  const flow = gradientFlow(half, [1], { lr: (step) => 1 / 2 ** (step + 1), steps: 3, snapshots: [0.75] }).run();
  assertEquals(flow.x.item(), 0.5 * 0.75 * 0.875);
  assertEquals([flow.snapshots[0].step, flow.time], [2, 0.875]);
});

Deno.test("gradientFlow() goes on after a loop that was left, and hands out copies only", () => {
  const start = tensor([[8]], { requiresGrad: true });
  const flow = gradientFlow(half, start, {
    lr: 0.5,
    steps: 3,
    onStep: ({ x, gradient }) => void (x.data.fill(NaN), gradient.data.fill(NaN)),
  });
  assertEquals([flow.x.item(), flow.loss, flow.step, flow.isDone], [8, undefined, 0, false]);
  for (const { x } of flow) {
    if (x.item() < 8) break;
    x.data.fill(NaN);
  }
  assertEquals([flow.step, flow.x.item(), flow.isDone], [1, 4, false]);
  assertEquals(String(flow), "GradientFlow(1 × 1, step 1 of 3, time 0.5, loss 8)");
  assertEquals([...flow].map(({ x }) => x.item()), [2, 1]);
  assertEquals([start.item(), start.grad], [8, null]);
});

Deno.test("gradientFlow() ends when onStep gives true, and with no step is one evaluation", () => {
  const flow = gradientFlow(half, [1], { onStep: ({ step }) => step === 2 }).run();
  assertEquals([flow.step, flow.isDone, flow.losses.length], [2, true, 3]);
  const still = gradientFlow(half, [1], { steps: 0 }).run();
  assertEquals([still.step, still.loss, still.snapshots.length, still.isDone], [0, 0.5, 1, true]);
});

Deno.test("gradientFlow() iterates asynchronously, and lets timers run in between", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const slow = (x: Tensor) => {
    for (const start = performance.now(); performance.now() - start < 3;);
    return half(x);
  };
  const flow = gradientFlow(slow, [1], { lr: 0.5, steps: 20 }), seen: number[] = [];
  for await (const { step } of flow) seen.push(step);
  clearInterval(timer);
  assertEquals(seen, Array.from({ length: 21 }, (_, step) => step));
  assert(ticks > 0);
  assertEquals(
    (await gradientFlow(half, [1], { lr: 0.5 }).runAsync()).x.data,
    (gradientFlow(half, [1], { lr: 0.5 }).run()).x.data,
  );
});

Deno.test("gradientFlow() cancelled in the middle throws the reason and leaves a usable result", async () => {
  const controller = new AbortController(), reason = new Error("enough");
  const flow = gradientFlow(half, [1024], {
    lr: 0.5,
    steps: 50,
    signal: controller.signal,
    onStep: ({ step }) => {
      if (step === 4) controller.abort(reason);
    },
  });
  const seen: number[] = [];
  const thrown = await assertRejects(async () => {
    for await (const { x } of flow) seen.push(x.item());
  }, Error);
  assertEquals(thrown, reason);
  assertEquals(seen, [1024, 512, 256, 128, 64]);
  assertEquals([flow.step, flow.x.item(), flow.loss, flow.snapshots.length], [4, 64, 2048, 5]);
  assertThrows(() => flow.run(), Error, "enough");
  assertEquals(flow.step, 4);
});

Deno.test("gradientFlow() is cancelled by a timer, too", async () => {
  const signal = AbortSignal.timeout(20);
  const flow = gradientFlow(half, [1], { lr: 1e-6, steps: 1e6, snapshots: [], signal });
  await assertRejects(() => flow.runAsync(), DOMException, "timeout");
  assert(flow.step > 0 && flow.step < 1e6 && flow.x.item() < 1);
});

/** What `run` writes to the error output if that is a terminal. */
async function writtenBy(run: () => Promise<unknown> | unknown): Promise<string> {
  const { stderr } = Deno as { stderr: Partial<typeof Deno.stderr> }, decoder = new TextDecoder();
  let text = "";
  Object.assign(stderr, {
    isTerminal: () => true,
    writeSync: (bytes: Uint8Array) => (text += decoder.decode(bytes), bytes.length),
  });
  try {
    await run();
  } finally {
    delete stderr.isTerminal; // those of the class are behind them
    delete stderr.writeSync;
  }
  return text;
}

const EMPTY = "░".repeat(30), FULL = "█".repeat(30);

Deno.test("gradientFlow() draws a progress bar in a terminal, and none without being asked", async () => {
  const options = { lr: 0.5, steps: 3 };
  const whole = `\r${EMPTY} 0/3\r${FULL} 3/3\n`;
  assertEquals(await writtenBy(() => gradientFlow(half, [1], { ...options, progress: true }).run()), whole);
  assertEquals(await writtenBy(() => gradientFlow(half, [1], { ...options, progress: true }).runAsync()), whole);
  assertEquals(await writtenBy(() => gradientFlow(half, [1], options).run()), "");
});

Deno.test("gradientFlow() ends the line of its progress bar however it is left, and goes on with it", async () => {
  const bad = (x: Tensor) => x.data[0] < 1 ? half(x).mul(NaN) : half(x);
  const shown = await writtenBy(async () => {
    const flow = gradientFlow(half, [1], { lr: 0.5, steps: 3, progress: true });
    for await (const _ of flow) break;
    flow.run();
    assertThrows(() => gradientFlow(bad, [1], { lr: 0.5, progress: true }).run(), RangeError);
    gradientFlow(half, [1], { progress: true, onStep: () => true }).run();
  });
  assertEquals(shown, `\r${EMPTY} 0/3\n\r${FULL} 3/3\n\r${EMPTY} 0/100\n\r${EMPTY} 0/100\n`);
});

Deno.test("gradientFlow() stops at a loss that is not finite, says where, and keeps the points before", () => {
  const bad = (x: Tensor) => x.data[0] < 300 ? half(x).mul(NaN) : half(x);
  const flow = gradientFlow(bad, [1024], { lr: 0.5, steps: 5 });
  const { message } = assertThrows(() => flow.run(), RangeError);
  assertEquals(message, "Cannot follow the flow: a finite loss was expected, but at step 2 the loss is NaN");
  assertEquals([flow.x.item(), flow.step], [512, 1]);
  const steep = gradientFlow(() => ({ value: 1, gradient: [Infinity] }), [1]);
  assertThrows(() => steep.run(), RangeError, "but at step 0 the gradient has Infinity");
});

const refusals: [what: string, run: () => unknown, error: typeof TypeError | typeof RangeError, message: string][] = [
  [
    "a loss that is no function",
    () => gradientFlow(3 as never, [1]),
    TypeError,
    "loss must be a function, but is a number",
  ],
  ["a single number", () => gradientFlow(half, 1), TypeError, "but the shape of x0 is []"],
  ["no point", () => gradientFlow(half, []), RangeError, "but x0 is empty"],
  ["a point at infinity", () => gradientFlow(half, [1, Infinity]), RangeError, "but entry 1 is Infinity"],
  ["lr 0", () => gradientFlow(half, [1], { lr: 0 }), RangeError, "lr must be a positive number, but is 0"],
  ["lr below 0 with no step", () => gradientFlow(half, [1], { lr: -1, steps: 0 }), RangeError, "but is -1"],
  ["lr NaN", () => gradientFlow(half, [1], { lr: NaN }), RangeError, "but is NaN"],
  ["lr that becomes 0", () => gradientFlow(half, [1], { lr: (i) => 2 - i }), RangeError, "but is 0 at step 2"],
  ["lr as a word", () => gradientFlow(half, [1], { lr: "1" as never }), RangeError, "but is a string"],
  ["half a step", () => gradientFlow(half, [1], { steps: 0.5 }), TypeError, "but is 0.5"],
  [
    "a snapshot after the end",
    () => gradientFlow(half, [1], { lr: 1, steps: 2, snapshots: [2.5] }),
    RangeError,
    "from 0 to 2, but one is 2.5",
  ],
  ["a snapshot before the start", () => gradientFlow(half, [1], { snapshots: [-1] }), RangeError, "but one is -1"],
  ["a snapshot at NaN", () => gradientFlow(half, [1], { snapshots: [NaN] }), RangeError, "but one is NaN"],
  [
    "snapshots that are a number",
    () => gradientFlow(half, [1], { snapshots: 5 as never }),
    TypeError,
    "but is a number",
  ],
  ["a signal that is none", () => gradientFlow(half, [1], { signal: 1 as never }), TypeError, "but is a number"],
  ["onStep that is no function", () => gradientFlow(half, [1], { onStep: 1 as never }), TypeError, "but is a number"],
  ["progress that is a number", () => gradientFlow(half, [1], { progress: 1 as never }), TypeError, "but is a number"],
  [
    "a loss without a gradient",
    () => gradientFlow((x) => x.detach().sum(), [1]).run(),
    TypeError,
    "but it has no gradient",
  ],
];
for (const [what, run, error, message] of refusals) {
  Deno.test(`gradientFlow() refuses ${what}`, () => {
    const thrown = assertThrows(run, error, message);
    assertMatch(thrown.message, /^Cannot follow the flow: .+, but .+[^.]$/);
  });
}

Deno.test("gradientFlow() refuses a signal that was aborted before", () => {
  assertThrows(() => gradientFlow(half, [1], { signal: AbortSignal.abort(new Error("over")) }), Error, "over");
});
