/**
 * Threads and memory: results do not depend on them, and what needs too much is refused before it is done.
 */
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  alphaFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  Generator,
  type LimitOptions,
  persistenceDiagram,
  randn,
  simplexFiltration,
  vrFiltration,
} from "../../../mod.ts";
import { SUBJECTS } from "../filtrations/_conforming.ts";

const cloud = (n: number, d: number) => randn([n, d], { generator: new Generator(2) });

/** What needs more than a few hundred kilobytes, and which action refuses to take them. */
const LARGE: Readonly<Record<string, [action: string, run: (limits: LimitOptions) => unknown]>> = {
  "the diagram of Vietoris–Rips": [
    "compute the persistence of a Vietoris–Rips filtration",
    (limits) => persistenceDiagram(vrFiltration(cloud(2000, 2)), limits),
  ],
  "the diagram of Vietoris–Rips in dimension 2": [
    "compute the persistence of a Vietoris–Rips filtration",
    (limits) => persistenceDiagram(vrFiltration(cloud(500, 3)), limits),
  ],
  "the cells of Vietoris–Rips": [
    "list the cells of a Vietoris–Rips filtration",
    (limits) => vrFiltration(cloud(2000, 3), { ...limits, maxDiameter: Infinity }).size,
  ],
  "the diagram of a Freudenthal filtration": [
    "compute the persistence of a grid",
    (limits) => persistenceDiagram(freudenthalFiltration(cloud(400, 400)), limits),
  ],
  "the diagram of a cubical filtration in four dimensions": [
    "compute the persistence of a grid",
    (limits) => persistenceDiagram(cubeFiltration(cloud(400, 400).reshape([20, 20, 20, 20])), limits),
  ],
  "the cells of a grid": [
    "list the cells of a grid",
    (limits) => freudenthalFiltration(cloud(400, 400), limits).values,
  ],
  "a Delaunay complex": ["compute a Delaunay complex", (limits) => alphaFiltration(cloud(5000, 3), limits)],
  "the diagram of a Delaunay complex": [
    "compute the persistence of a complex",
    (limits) => persistenceDiagram(alphaFiltration(cloud(5000, 3)), limits),
  ],
};

for (const [name, [action, run]] of Object.entries(LARGE)) {
  Deno.test(`${name} is refused when it needs more than maxMemory, with an estimate and what to change`, () => {
    const { message } = assertThrows(() => run({ maxMemory: 200_000 }), RangeError, `Cannot ${action}: `);
    assertMatch(
      message,
      /: at most 195\.3 KiB of memory \(maxMemory\) were expected, but .+ would need about [\d.]+ (KiB|MiB|GiB); .+/,
    );
  });
}

Deno.test("a complex that cannot be listed is refused at once", () => {
  const filtration = vrFiltration(cloud(1500, 3), { maxDiameter: Infinity, maxMemory: 2 ** 30 });
  assertThrows(() => filtration.size, RangeError, "Cannot list the cells of a Vietoris–Rips filtration: ");
});

Deno.test("limits out of range are refused by name", () => {
  const builds: Record<string, (limits: LimitOptions) => DiffFiltration> = {
    vrFiltration: (limits) => vrFiltration([[0], [1]], limits),
    alphaFiltration: (limits) => alphaFiltration([[0], [1]], limits),
    freudenthalFiltration: (limits) => freudenthalFiltration([0, 1], limits),
    cubeFiltration: (limits) => cubeFiltration([0, 1], limits),
    simplexFiltration: (limits) => simplexFiltration([[0]], [0], limits),
  };
  const runs = [
    ...Object.values(builds),
    (limits: LimitOptions) => persistenceDiagram(vrFiltration([[0], [1]]), limits),
  ];
  for (const run of runs) {
    for (const nThreads of [0, -1, 1.5, NaN, Infinity, "2" as unknown as number]) {
      assertThrows(
        () => run({ nThreads }),
        RangeError,
        `nThreads must be an integer of at least 1, but is ${nThreads}`,
      );
    }
    for (const maxMemory of [0, -1, NaN, "1 GB" as unknown as number]) {
      assertThrows(
        () => run({ maxMemory }),
        RangeError,
        `maxMemory must be a positive number of bytes, but is ${maxMemory}`,
      );
    }
    run({ nThreads: 3, maxMemory: Infinity });
    run({ nThreads: undefined, maxMemory: undefined });
  }
});

for (const { name, build, generic, others } of SUBJECTS) {
  Deno.test(`persistenceDiagram() of ${name} gives the same bits for every number of threads`, () => {
    for (const input of [generic, ...Object.values(others)]) {
      const filtration = build(input);
      const [one, ...more] = [1, 2, 4, 8].map((nThreads) => {
        const diagrams = persistenceDiagram(filtration, { nThreads });
        return diagrams.dims.map((dim) => [diagrams[dim].data, diagrams.simplices(dim)]);
      });
      for (const diagrams of more) assertEquals(diagrams, one);
    }
  });
}
