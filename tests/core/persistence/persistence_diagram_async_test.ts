/**
 * Diagrams from another thread: the same ones, with progress, and an end when one is asked for.
 */
import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import {
  alphaFiltration,
  type AsyncPersistenceOptions,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  Generator,
  persistenceDiagram,
  persistenceDiagramAsync,
  randn,
  simplexFiltration,
  vrFiltration,
} from "../../../mod.ts";

const noise = (...shape: number[]) => randn(shape, { generator: new Generator(6) });

/** One filtration for each engine that is at work for long enough to be interrupted. */
const LONG: Readonly<Record<string, () => DiffFiltration>> = {
  "Vietoris–Rips, dimension 1": () => vrFiltration(noise(6000, 8), { maxDim: 2 }),
  "Vietoris–Rips, dimension 3": () => vrFiltration(noise(500, 4)),
  "a grid": () => freudenthalFiltration(noise(160, 160, 160)),
};

Deno.test("persistenceDiagramAsync() gives the diagrams of persistenceDiagram(), with gradients", async () => {
  const filtrations: ((x: ReturnType<typeof noise>) => DiffFiltration)[] = [
    (x) => vrFiltration(x),
    (x) => alphaFiltration(x),
    (x) => cubeFiltration(x),
    (x) => freudenthalFiltration(x, { wrap: true }),
  ];
  for (const build of filtrations) {
    const [one, other] = [noise(40, 3), noise(40, 3)];
    one.requiresGrad = other.requiresGrad = true;
    const expected = persistenceDiagram(build(one)), found = await persistenceDiagramAsync(build(other));
    assertEquals(
      [...found].map(([d, points]) => [d, points.toArray()]),
      [...expected].map(([d, p]) => [d, p.toArray()]),
    );
    expected[1].square().sum().backward();
    found[1].square().sum().backward();
    assertEquals(other.grad!.data, one.grad!.data);
  }
});

Deno.test("persistenceDiagramAsync() runs several at once", async () => {
  const filtrations = Array.from({ length: 5 }, (_, k) => vrFiltration(noise(30 + k, 2)));
  const found = await Promise.all(filtrations.map((filtration) => persistenceDiagramAsync(filtration)));
  filtrations.forEach((filtration, k) =>
    assertEquals(found[k][1].toArray(), persistenceDiagram(filtration)[1].toArray())
  );
});

for (const [name, build] of Object.entries(LONG)) {
  Deno.test(`persistenceDiagramAsync() of ${name} leaves the event loop free and stops when asked`, async () => {
    const filtration = build(), controller = new AbortController(), reason = new Error("enough");
    const seen: number[] = [];
    let turns = 0;
    const clock = setInterval(() => {
      if (++turns === 8) controller.abort(reason);
    }, 10);
    const options = { signal: controller.signal, onProgress: (fraction: number) => seen.push(fraction) };
    const error = await assertRejects(() => persistenceDiagramAsync(filtration, options), Error, "enough");
    clearInterval(clock);
    assertStrictEquals(error, reason);
    assert(turns >= 8);
    assertEquals(seen, seen.toSorted((a, b) => a - b));
    assert(seen.every((fraction) => 0 < fraction && fraction < 1));
  });
}

Deno.test("persistenceDiagramAsync() tells its progress, which ends with 1", async () => {
  const seen: number[] = [];
  await persistenceDiagramAsync(vrFiltration(noise(400, 4), { maxDim: 3 }), {
    onProgress: (fraction) => seen.push(fraction),
  });
  assertEquals(seen.at(-1), 1);
  assert(seen.length > 1, `${seen}`);
  assertEquals(seen, [...new Set(seen)].sort((a, b) => a - b));
  seen.length = 0;
  await persistenceDiagramAsync(vrFiltration([[0, 0], [1, 0]]), { onProgress: (fraction) => seen.push(fraction) });
  assertEquals(seen, [1]);
});

Deno.test("persistenceDiagramAsync() is rejected by what onProgress throws", async () => {
  const error = new Error("no more");
  const onProgress = () => {
    throw error;
  };
  const filtration = vrFiltration(noise(500, 4));
  assertStrictEquals(await assertRejects(() => persistenceDiagramAsync(filtration, { onProgress })), error);
});

Deno.test("persistenceDiagramAsync() does not start when its signal is aborted already", async () => {
  const reason = { why: "never mind" }, options = { signal: AbortSignal.abort(reason) };
  let caught: unknown;
  await persistenceDiagramAsync(vrFiltration([[0], [1]]), options).catch((error) => caught = error);
  assertStrictEquals(caught, reason);
});

Deno.test("persistenceDiagramAsync() rejects what it cannot take", async () => {
  const filtration = vrFiltration([[0], [1]]);
  const cases: [unknown, string][] = [
    [{ signal: 1 }, "signal must be an AbortSignal, but is a number"],
    [{ onProgress: true }, "onProgress must be a function, but is a boolean"],
    [{ nonsense: 1 }, "options must be among dualize, includeInfPoints"],
    [{ nThreads: 0 }, "nThreads must be an integer of at least 1, but is 0"],
    [7, "an object of options was expected, but a number was found"],
  ];
  for (const [options, message] of cases) {
    await assertRejects(() => persistenceDiagramAsync(filtration, options as AsyncPersistenceOptions), Error, message);
  }
  await assertRejects(() => persistenceDiagramAsync(null as never), TypeError, "a filtration was expected, but null");
});

Deno.test("persistenceDiagramAsync() refuses an input that was assigned new values meanwhile", async () => {
  const points = noise(60, 3), pending = persistenceDiagramAsync(vrFiltration(points));
  points.assign(noise(60, 3));
  await assertRejects(() => pending, Error, "was assigned new values");
});

Deno.test("persistenceDiagramAsync() of a complex without edges is empty", async () => {
  assertEquals((await persistenceDiagramAsync(simplexFiltration([[0]], [1]))).dims, []);
});
