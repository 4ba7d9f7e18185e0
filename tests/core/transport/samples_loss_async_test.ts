/**
 * Losses between samples from another thread: the same ones, with progress, and an end when one is asked for.
 */
import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { Generator, randn, samplesLoss, samplesLossAsync, type SamplesLossKind, tensor } from "../../../mod.ts";
import { a, b, x, y } from "./_clouds.ts";

const noise = (seed: number, ...shape: number[]) => randn(shape, { generator: new Generator(seed) });

const KINDS: readonly SamplesLossKind[] = ["sinkhorn", "gaussian", "laplacian", "energy", "hausdorff"];

for (const kind of KINDS) {
  Deno.test(`samplesLossAsync("${kind}") gives what samplesLoss() gives, with gradients`, async () => {
    const given = () => [a, x, b, y].map((data) => tensor(data, { requiresGrad: true }));
    const here = given(), there = given(), later = samplesLossAsync(kind, { blur: 0.1 });
    const expected = samplesLoss(kind, { blur: 0.1 })(here[0], here[1], here[2], here[3]);
    assertStrictEquals(later.report, undefined);
    const found = await later(there[0], there[1], there[2], there[3]);
    assertEquals(found.item(), expected.item());
    expected.backward();
    found.backward();
    there.forEach(({ grad }, k) => assertEquals(grad!.data, here[k].grad!.data));
    assertEquals(later.report!.pairs.length, kind === "sinkhorn" || kind === "hausdorff" ? 1 : 0);
    const [f, g] = await samplesLossAsync(kind, { potentials: true })(a, x, b, y);
    const [f0, g0] = samplesLoss(kind, { potentials: true })(a, x, b, y);
    assertEquals([f.data, g.data], [f0.data, g0.data]);
  });

  Deno.test(`samplesLossAsync("${kind}") leaves the event loop free and stops when asked`, async () => {
    const controller = new AbortController(), reason = new Error("enough");
    const seen: number[] = [];
    let turns = 0;
    const clock = setInterval(() => {
      if (++turns === 8) controller.abort(reason);
    }, 10);
    const options = { blur: 1e-3, signal: controller.signal, onProgress: (fraction: number) => seen.push(fraction) };
    const error = await assertRejects(
      () => samplesLossAsync(kind, options)(noise(1, 60_000, 4), noise(2, 60_000, 4)),
      Error,
      "enough",
    );
    clearInterval(clock);
    assertStrictEquals(error, reason);
    assert(turns >= 8);
    assertEquals(seen, seen.toSorted((a, b) => a - b));
    assert(seen.every((fraction) => 0 < fraction && fraction < 1));
  });
}

Deno.test("samplesLossAsync() runs several calls at once", async () => {
  const loss = samplesLossAsync("sinkhorn"), now = samplesLoss("sinkhorn");
  const clouds = Array.from({ length: 5 }, (_, k) => [noise(k, 30, 2), noise(50 + k, 20 + k, 2)]);
  const found = await Promise.all(clouds.map(([x, y]) => loss(x, y)));
  clouds.forEach(([x, y], k) => assertEquals(found[k].item(), now(x, y).item()));
});

Deno.test("samplesLossAsync() tells its progress, which ends with 1", async () => {
  const seen: number[] = [];
  const loss = samplesLossAsync("sinkhorn", { blur: 0.01, onProgress: (fraction) => seen.push(fraction) });
  await loss(noise(1, 1500, 2), noise(2, 1500, 2));
  assertEquals(seen.at(-1), 1);
  assert(seen.length > 1, `${seen}`);
  assertEquals(seen, [...new Set(seen)].sort((a, b) => a - b));
});

Deno.test("samplesLossAsync() does not start when its signal is aborted already", async () => {
  const reason = { why: "never mind" };
  let caught: unknown;
  await samplesLossAsync("energy", { signal: AbortSignal.abort(reason) })(x, y).catch((error) => caught = error);
  assertStrictEquals(caught, reason);
});

Deno.test("samplesLossAsync() takes data as they were when it was called", async () => {
  const data = Float64Array.from(x.flat()), pending = samplesLossAsync("energy")({ data, shape: [7, 2] }, y);
  data.fill(0);
  assertEquals((await pending).item(), samplesLoss("energy")(x, y).item());
});

Deno.test("samplesLossAsync() refuses an input that was assigned new values meanwhile", async () => {
  const points = tensor(x, { requiresGrad: true }), pending = samplesLossAsync("energy")(points, y);
  points.assign(points.data.map((entry) => entry + 1));
  await assertRejects(
    () => pending,
    Error,
    "unchanged inputs were expected, but one was assigned new values meanwhile",
  );
});

Deno.test("samplesLossAsync() refuses what it cannot take", async () => {
  const cases: [unknown, string][] = [
    [{ signal: 1 }, "signal must be an AbortSignal, but is a number"],
    [{ onProgress: true }, "onProgress must be a function, but is a boolean"],
    [
      { cost: () => 0 },
      "options must be among p, blur, reach, diameter, scaling, debias, potentials, compat, mode",
    ],
    [{ blur: 0 }, "blur must be a positive number, but is 0"],
    [7, "an object of options was expected, but a number was found"],
  ];
  for (const [options, message] of cases) {
    await assertRejects(async () => await samplesLossAsync("sinkhorn", options as never)(x, y), Error, message);
  }
  await assertRejects(() => samplesLossAsync("sinkhorn")(x, [[1]]), TypeError, "the same number of coordinates");
  await assertRejects(() => samplesLossAsync("sinkhorn")([2], [[0]], [1], [[1]]), RangeError, "those sum to 2 and 1");
});
