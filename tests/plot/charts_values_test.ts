/**
 * What single charts draw: complexes against filtrations, densities against SciPy, matchings, bars, steps, plans, cameras.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  alphaFiltration,
  arange,
  type Axes,
  bottleneckMatching,
  cubeFiltration,
  diagramToRows,
  type DiffFiltration,
  plotBarcode,
  plotBettiCurve,
  plotChain,
  plotFlow,
  plotMatching,
  plotPersistenceImage,
  plotPointCloud,
  plotTransport,
  randn,
  vrFiltration,
} from "../../mod.ts";
import { estimateDensity, scottBandwidth } from "../../plot/charts/kernel_density.ts";
import { alphaComplex, ripsComplex } from "../../plot/charts/planar_complex.ts";
import { elements, parseXml, type XmlElement } from "./xml.ts";

function root(ax: Axes): XmlElement {
  return parseXml(ax.figure.toSVG());
}

function description(ax: Axes): string {
  return elements(root(ax), "desc")[0].text;
}

/** Cells as texts, each with its vertices in ascending order. */
function sorted(cells: readonly (readonly number[])[]): string[] {
  return cells.map((cell) => [...cell].sort((a, b) => a - b).join()).sort();
}

function cellsAt(filtration: DiffFiltration, dimension: number, value: number): string[] {
  return sorted(
    filtration.cellsInDimension(dimension).filter((cell) => cell.value <= value).map((cell) => cell.vertices),
  );
}

Deno.test("plotFiltration() has the simplices of alphaFiltration() and vrFiltration()", () => {
  for (const seed of [1, 2, 3]) {
    const points = randn([60, 2], { seed }), column = (c: number) => points.data.filter((_, i) => i % 2 === c);
    const [x, y] = [column(0), column(1)], alpha = alphaFiltration(points);
    const rips = vrFiltration(points, { maxDim: 2, eps: 0, maxDiameter: 10 });
    for (const radius of [0.05, 0.2, 0.4, 1, 30]) {
      const complex = alphaComplex(x, y, radius);
      assertEquals(sorted(complex.edges), cellsAt(alpha, 1, radius ** 2), `alpha edges at ${radius}`);
      assertEquals(sorted(complex.triangles), cellsAt(alpha, 2, radius ** 2), `alpha triangles at ${radius}`);
    }
    for (const radius of [0.05, 0.2, 0.4]) {
      const complex = ripsComplex(x, y, radius);
      assertEquals(sorted(complex.edges), cellsAt(rips, 1, 2 * radius), `Rips edges at ${radius}`);
      assertEquals(sorted(complex.triangles), cellsAt(rips, 2, 2 * radius), `Rips triangles at ${radius}`);
    }
  }
});

Deno.test("plotFiltration() joins points on a line to their neighbours", () => {
  const { edges, triangles } = alphaComplex(Float64Array.of(3, 0, 1, 1.5), Float64Array.of(3, 0, 1, 1.5), 0.8);
  assertEquals([sorted(edges), triangles.length], [["1,2", "2,3"], 0]);
  assertEquals(alphaComplex(Float64Array.of(1), Float64Array.of(1), 5).edges, []);
});

/** Weights, SciPy 1's width of the Gaussians, and its density at 0, 0.5 and 1.5. */
const SCIPY: [Float64Array, number, number[]][] = [
  [Float64Array.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 0.5507418909466035, [
    0.3713764540885884,
    0.4290652318028486,
    0.2449191414593186,
  ]],
  [Float64Array.of(1.0, 2.0, 1.0, 0.5, 3.0, 1.0, 1.0), 0.6888391612466176, [
    0.29910983596092344,
    0.33971618477030174,
    0.2678040629528906,
  ]],
];

Deno.test("plotDensity1d() estimates as SciPy's gaussian_kde does, with and without weights", () => {
  const values = Float64Array.of(0.1, 0.4, 0.35, 1.2, 2, -0.5, 0.9);
  for (const [weights, width, expected] of SCIPY) {
    const found = scottBandwidth(values, weights);
    assertAlmostEquals(found, width, 1e-12);
    // 0, 0.5 and 1.5 are three of the places −1, −0.5, ..., 3.
    const reach = 0.5 / found, { places, heights } = estimateDensity(values, weights, found, 8, reach);
    assertAlmostEquals(places[0], -1, 1e-12);
    [2, 3, 5].forEach((k, i) => assertAlmostEquals(heights[k], expected[i], 1e-12));
  }
});

Deno.test("plotDensity1d() of many values counts them in bins, and changes the density by less than 1e-4", () => {
  const values = randn([30_000], { seed: 1 }).data, weights = new Float64Array(30_000).fill(1);
  const halves = [values.subarray(0, 15_000), values.subarray(15_000)];
  const all = estimateDensity(values, weights, 0.1, 41, 0);
  all.places.forEach((place, k) => {
    const exact = halves.flatMap((half) => [...half]).reduce(
      (sum, value) => sum + Math.exp(-0.5 * ((place - value) / 0.1) ** 2),
      0,
    ) / (30_000 * 0.1 * Math.sqrt(2 * Math.PI));
    assertAlmostEquals(all.heights[k], exact, 1e-4);
  });
});

Deno.test("plotMatching() draws what it is asked for: edges, the longest, ends on the diagonal, points at infinity", () => {
  const a = [[0, 2], [1, 1.2], [0, Infinity]], b = [[0, 1.5], [0.1, Infinity]];
  const matching = bottleneckMatching(a, b, { ignoreInfPoints: false });
  const edges = (options: Parameters<typeof plotMatching>[3]) =>
    [...description(plotMatching(a, b, matching, options)).matchAll(/(\d+) edges?(?: "([^"]*)")?/g)]
      .map(([, count, label]) => `${count} ${label ?? ""}`.trim());
  assertEquals(edges({}), ["1", "1 longest edge"]);
  assertEquals(edges({ plotAToDiagonal: true }), ["2", "1 longest edge"]);
  assertEquals(edges({ plotEssential: true, highlightLongest: false }), ["1", "1"]);
  assertEquals(edges({ plotAToDiagonal: true, minPersistence: 0.5 }), ["1", "1 longest edge"]);
  assertEquals(edges({ plotAToDiagonal: true, pairFilter: "both", minPersistence: 0.1, highlightLongest: false }), [
    "1",
  ]);
  assertEquals(edges({ plotAToDiagonal: true, topKPairs: 1, highlightLongest: false }), ["1"]);
  const marked = plotMatching(a, b, matching, { plotDiagonalProjections: true, plotPoints: false });
  assert(description(marked).includes("1 point"));
});

Deno.test("plotBarcode() lists bars by dimension, birth and death, and lets those without an end reach the spine", () => {
  const ax = plotBarcode({ 1: [[2, 3], [0, Infinity]], 0: [[1, 2], [0, 4], [0, 1], [5, 5]] });
  const titles = elements(root(ax), "title").slice(1).map(({ text }) => text.replace(/, persistence.*/, ""));
  assertEquals(titles, [
    "H0: birth 0.0000, death 1.0000",
    "H0: birth 0.0000, death 4.0000",
    "H0: birth 1.0000, death 2.0000",
    "H1: birth 0.0000, death ∞",
    "H1: birth 2.0000, death 3.0000",
  ]);
  const bars = elements(root(ax), "rect").filter(({ children }) => children.length > 0).map(({ attributes }) =>
    attributes
  );
  const { left, width } = ax.getPosition();
  assertAlmostEquals((Number(bars[3].x) + Number(bars[3].width)) / 460.8, left + width, 1e-5);
  assert(bars.every(({ y }, i) => i === 0 || Number(y) > Number(bars[i - 1].y)));
  assert(description(plotBarcode([[0, NaN], [0, 1]])).includes('1 bar (1 not finite, left out) "H0"'));
  const few = plotBarcode({ 0: [[0, 4], [0, 1], [1, 3]] }, { maxIntervals: 2 });
  assertEquals(elements(root(few), "title").length, 3);
});

Deno.test("plotBettiCurve() holds each value up to the next place", () => {
  const ax = plotBettiCurve([1, 3, 2], { grid: [0, 1, 4], color: "tab:red" }).setXlim(0, 4).setYlim(0, 4);
  const { d } = elements(root(ax), "path").find(({ attributes }) => attributes.stroke === "#d62728")!.attributes;
  const { left, bottom, width, height } = ax.getPosition();
  const corners = [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, u, v]) => [
    Math.round(4000 * (Number(u) / 460.8 - left) / width) / 1000,
    Math.round(4000 * (1 - Number(v) / 345.6 - bottom) / height) / 1000,
  ]);
  assertEquals(corners, [[0, 1], [1, 1], [1, 3], [4, 3], [4, 2]]);
});

Deno.test("plotTransport() draws the heavy entries, the heavier the more opaque, and at most topK", () => {
  const x = [[0, 0], [0, 1]], y = [[1, 0], [1, 1]], plan = [[0.5, 0.004], [0.1, 0.25]];
  const strokes = (options: Parameters<typeof plotTransport>[3]) =>
    elements(root(plotTransport(x, y, plan, options)), "path").filter(({ attributes }) =>
      attributes.stroke === "#595959"
    )
      .map(({ attributes }) => Number(attributes["stroke-opacity"] ?? 1));
  // Opacities are in steps of a twelfth.
  assertEquals(strokes({ alpha: 1 }).map((alpha) => Math.round(12 * alpha)), [3, 6, 12]);
  assertEquals(strokes({ topK: 1, alpha: 1 }), [1]);
  assertEquals(strokes({ threshold: 0 }).length, 4);
});

Deno.test("plotPointCloud() looks from above at elev 90, and from the front at elev 0", () => {
  const points = [[0, 0, 0], [1, 0, 0], [0, 2, 0], [0, 0, 3]];
  const places = (elev: number, azim: number) => {
    const ax = plotPointCloud(points, { elev, azim, box: false, color: "tab:red" });
    const dots = elements(root(ax), "circle").map(({ attributes: { cx, cy } }) => [Number(cx), Number(cy)]);
    return [new Set(dots.map(([cx]) => Math.round(cx))).size, new Set(dots.map(([, cy]) => Math.round(cy))).size];
  };
  // From above with x to the right: 0, 1 across and 0, 2 upwards. From the front: 0, 2 across and 0, 3 upwards.
  assertEquals(places(90, -90), [2, 2]);
  assertEquals(places(0, 0), [2, 2]);
  // Upright lines stay upright.
  assertEquals(places(30, -60), [3, 4]);
});

Deno.test("plotPersistenceImage() puts samples in the middle of their pixels", () => {
  const ax = plotPersistenceImage([[1, 2, 3], [4, 5, 6]], { imRange: [0, 2, 10, 20] });
  assertEquals([ax.getXlim(), ax.getYlim()], [[-0.5, 2.5], [5, 25]]);
});

Deno.test("plotFlow() draws the last state, a trail of each point, and arrows of the length of the velocity", () => {
  const ax = plotFlow([[[0, 0], [1, 1]], [[0, 1], [1, 2]], [[0, 2], [1, 3]]], { velocity: [[1, 0], [0, 1]] });
  assert(/4 edges.*2 points.*2 arrows/.test(description(ax)), description(ax));
});

Deno.test("plotChain() draws squares, fields, chains counted from the end, and colours by dimension", () => {
  const cells = [0, 1, 2, 3].map((v) => ({ dimension: 0, vertices: [v] }));
  const square = { dimension: 2, vertices: [0, 1, 2, 3] }, edge = { dimension: 1, vertices: [0, 1] };
  const all = [...cells, edge, square], filtration = { size: 6, cell: (i: number) => all[i] };
  const ax = plotChain([[1, 2], [3, 4]], filtration, [0, 1], {
    sourceKind: "field",
    dualize: true,
    chainColor: { 1: "tab:green", 2: "tab:red" },
  });
  const svg = ax.figure.toSVG();
  assert(svg.includes("2 triangles") && svg.includes("1 edge") && svg.includes("<image"));
  assert(svg.includes("#2ca02c") && svg.includes("#d62728"));
});

Deno.test("plotChain() shows cells of a grid with three axes in its box, cubes by their six sides", () => {
  const filtration = cubeFiltration(arange(24).reshape([2, 3, 4])), places = [...Array(filtration.size).keys()];
  const cube = places.find((i) => filtration.cell(i).dimension === 3)!;
  const ax = plotChain(arange(24).reshape([2, 3, 4]), filtration, [cube], { elev: 0, azim: 0 });
  const svg = ax.figure.toSVG();
  assert(svg.includes("12 triangles") && !svg.includes("<image"), description(ax));
  // From the side of the first axis the second lies, and the third stands.
  const [x, y] = [ax.getXlim(), ax.getYlim()];
  assert(x[0] <= 0 && x[1] >= 2 && x[1] < 3 && y[0] <= 0 && y[1] >= 3);
});

Deno.test("diagramToRows() lists all points with their persistence", () => {
  assertEquals(diagramToRows({ 1: [[0.5, 2]], 0: [[0, Infinity]] }), [
    { dim: 0, birth: 0, death: Infinity, persistence: Infinity, essential: true },
    { dim: 1, birth: 0.5, death: 2, persistence: 1.5, essential: false },
  ]);
});
