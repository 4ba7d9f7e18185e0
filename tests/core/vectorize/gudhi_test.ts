/**
 * Vectors and images of diagrams against those of GUDHI.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  bettiCurve,
  entropy,
  type EntropyMode,
  imageRange,
  persistenceImage,
  persistenceLandscape,
  persistenceStatistics,
  type PointWeight,
  sampleGrid,
  silhouette,
  type Tensor,
  type TensorLike,
} from "../../../mod.ts";
import goldens from "../../goldens/gudhi_vectorize.json" with { type: "json" };

/** Numbers as JSON has them: `null` for NaN. */
type Numbers = (number | null)[];

interface Golden {
  kind: string;
  diagram: string;
  value: Numbers;
  weight?: string;
  grid?: Numbers;
  places?: Numbers;
  range?: Numbers;
  options: {
    resolution?: number | Numbers;
    bandwidth?: number;
    im_range?: Numbers;
    sample_range?: Numbers;
    keep_endpoints?: boolean;
    num_landscapes?: number;
    mode?: string;
    normalized?: boolean;
  };
}

const CASES = goldens.cases as Golden[];
const DIAGRAMS: Record<string, number[][]> = goldens.diagrams;
const WEIGHTS: Record<string, PointWeight | undefined> = {
  second: (_, other) => other,
  power: (birth, death) => death.sub(birth).square(),
};

const withNaN = (values: Numbers) => values.map((x) => x ?? NaN);

function ofKind(kind: string): (Golden & { dgm: number[][] })[] {
  const cases = CASES.filter((golden) => golden.kind === kind);
  assert(cases.length > 0);
  return cases.map((golden) => ({ ...golden, dgm: DIAGRAMS[golden.diagram] }));
}

function assertGolden(found: Tensor, { value, ...golden }: Golden): void {
  assertEquals(found.size, value.length);
  // GUDHI divides 0 by 0 where no point is alive at any place; here that is 0.
  value.forEach((x, i) => assertAlmostEquals(found.data[i], x ?? 0, 1e-12, `entry ${i} of ${JSON.stringify(golden)}`));
}

const range = (ends: Numbers) => withNaN(ends) as [number, number];

function sampling({ resolution, sample_range, keep_endpoints: keepEndpoints }: Golden["options"]) {
  return { resolution: resolution as number, sampleRange: range(sample_range!), keepEndpoints };
}

Deno.test("persistenceImage() gives the pixels of GUDHI", () => {
  for (const golden of ofKind("image")) {
    const { dgm, weight, options } = golden, [columns, rows] = options.resolution as number[];
    const image = persistenceImage(dgm, {
      bandwidth: options.bandwidth,
      weight: WEIGHTS[weight!],
      resolution: [columns, rows],
      imRange: withNaN(options.im_range!) as [number, number, number, number],
    });
    assertEquals(image.shape, [rows, columns]);
    assertGolden(image, golden);
    if (options.im_range!.every((end) => end === null)) {
      imageRange([dgm]).forEach((end, k) => assertAlmostEquals(end, golden.range![k]!, 1e-15));
    }
  }
});

Deno.test("persistenceLandscape() gives the samples of GUDHI, at its grid", () => {
  for (const golden of ofKind("landscape")) {
    const { dgm, options } = golden, numLandscapes = options.num_landscapes!;
    const landscape = persistenceLandscape(dgm, { numLandscapes, ...sampling(options) });
    assertEquals(landscape.shape, [numLandscapes, options.resolution as number]);
    assertGolden(landscape, golden);
    assertGolden(sampleGrid([dgm], sampling(options)), { ...golden, value: golden.grid! });
  }
});

Deno.test("silhouette() gives the samples of GUDHI", () => {
  for (const golden of ofKind("silhouette")) {
    assertGolden(silhouette(golden.dgm, { weight: WEIGHTS[golden.weight!], ...sampling(golden.options) }), golden);
  }
});

Deno.test("bettiCurve() gives the numbers of GUDHI", () => {
  for (const golden of ofKind("betti")) assertGolden(bettiCurve(golden.dgm, sampling(golden.options)), golden);
});

Deno.test("entropy() gives the number of GUDHI, and its function wherever GUDHI samples it at its grid", () => {
  let [atGrid, before] = [0, 0];
  for (const golden of ofKind("entropy")) {
    const { dgm, options } = golden, mode = options.mode as EntropyMode;
    if (mode === "scalar") {
      assertGolden(entropy(dgm), golden);
      continue;
    }
    const { normalized } = options, isTrimmed = !options.keep_endpoints && options.sample_range![0] === null;
    const predefinedGrid: TensorLike = golden.places!.map(Number);
    const where = isTrimmed ? { predefinedGrid } : sampling(options);
    assertGolden(entropy(dgm, { mode, normalized, ...where }), golden);
    if (isTrimmed) before++;
    else atGrid++;
  }
  assertEquals([atGrid, before], [72, 24]);
});

Deno.test("persistenceStatistics() gives what NumPy computes", () => {
  for (const golden of ofKind("statistics")) assertGolden(persistenceStatistics(golden.dgm), golden);
});
