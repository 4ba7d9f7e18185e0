/**
 * Every chart alike: valid SVG from ordinary, empty, single and broken data, drawing into axes that are given, and refusing
 * what is no option.
 *
 * @module
 */
import { assert, assertEquals, assertMatch, assertStrictEquals, assertThrows } from "@std/assert";
import * as d from "../../mod.ts";
import { parseXml } from "./xml.ts";

type Options = { ax?: d.Axes };
/** A chart of data that are ordinary, empty, one point, and partly not finite. */
interface Chart {
  readonly draw: (data: never, options: Options) => d.Axes;
  readonly data: Readonly<Record<"ordinary" | "empty" | "single" | "broken", unknown>>;
}

const POINTS = [[0, 0], [1, 0.2], [0.4, 1], [1.3, 1.1]], BROKEN = [[0, NaN], [1, 0], [Infinity, 2], [0.5, 1], [1, 1]];
const DGM = [[0, 1], [0.2, 0.9], [0.3, Infinity]], BAD_DGM = [[0, NaN], [0, 1], [-Infinity, 2], [1, -Infinity], [1, 1]];
const NOTHING = { finiteToFinite: [], aToDiagonal: [], bToDiagonal: [] };
const FILTRATION = d.vrFiltration(POINTS, { maxDim: 2 });
const clouds = { ordinary: POINTS, empty: [], single: [[1, 2]], broken: BROKEN };
const diagrams = { ordinary: { 0: DGM, 1: DGM }, empty: { 1: [] }, single: [[1, 2]], broken: BAD_DGM };
const lists = { ordinary: [3, 1, 2], empty: [], single: [1], broken: [NaN, 1, Infinity, 2, -1] };
const matrices = { ordinary: [[1, 2, 3], [3, 4, 5]], empty: [[0]], single: [[5]], broken: [[NaN, 1], [Infinity, 2]] };

const CHARTS: Record<string, Chart> = {
  plotDiagram: { draw: d.plotDiagram, data: diagrams },
  plotDiagramGradient: {
    draw: (data: d.DiagramInput, options) => d.plotDiagramGradient(data, data, options),
    data: diagrams,
  },
  plotBarcode: { draw: d.plotBarcode, data: diagrams },
  plotMatching: {
    draw: ([a, matching]: [number[][], typeof NOTHING], options) => d.plotMatching(a, DGM, matching, options),
    data: {
      ordinary: [DGM, { finiteToFinite: [[0, 1]], aToDiagonal: [1], bToDiagonal: [0] }],
      empty: [[], NOTHING],
      single: [[[0, 1]], { ...NOTHING, finiteToFinite: [[0, 0]] }],
      broken: [BAD_DGM, { ...NOTHING, aToDiagonal: [0, 2, 3] }],
    },
  },
  plotChain: {
    draw: (data: number[][], options) => d.plotChain(data, FILTRATION, data.length < 4 ? [] : [0, 4, 5, 8], options),
    data: clouds,
  },
  plotFiltration: { draw: (data: number[][], options) => d.plotFiltration(data, 0.6, options), data: clouds },
  plotLandscape: { draw: d.plotLandscape, data: matrices },
  plotPersistenceImage: { draw: d.plotPersistenceImage, data: matrices },
  plotBettiCurve: { draw: d.plotBettiCurve, data: lists },
  plotPointCloud: { draw: d.plotPointCloud, data: clouds },
  plotFlow: {
    draw: (data: number[][], options) => d.plotFlow([data, data], { velocity: data, target: POINTS, ...options }),
    data: clouds,
  },
  plotDensity1d: { draw: d.plotDensity1d, data: lists },
  plotTransport: {
    draw: (data: number[][], options) => d.plotTransport(data, POINTS, data.map(([x], i) => [x, i, 0, NaN]), options),
    data: clouds,
  },
  plotLoss: { draw: d.plotLoss, data: lists },
};

for (const [name, { draw, data }] of Object.entries(CHARTS)) {
  for (const [kind, value] of Object.entries(data)) {
    Deno.test(`${name}() draws ${kind} data as valid SVG without a NaN, into the axes it is given`, () => {
      const [figure, ax] = d.subplots();
      ax.plot([0, 1], [0, 1]);
      assertStrictEquals(draw(value as never, { ax }), ax);
      const svg = figure.toSVG(), root = parseXml(svg);
      assertEquals(root.name, "svg");
      assert(
        !/NaN|undefined/.test(svg.replace(/<(title|desc)[^>]*>[^<]*/g, "")),
        svg.match(/.{60}(NaN|undefined).{20}/)?.[0],
      );
      // Twice into the same axes, and into axes of its own.
      draw(value as never, { ax });
      parseXml(figure.toSVG());
      parseXml(draw(value as never, {}).figure.toSVG());
    });
  }

  Deno.test(`${name}() refuses options that do not exist, and axes that are none, and draws nothing then`, () => {
    const [figure, ax] = d.subplots(), before = figure.toSVG();
    const call = (options: unknown) => () => draw(data.ordinary as never, options as never);
    assertMatch(
      assertThrows(call({ ax, nonsense: 1 }), TypeError).message,
      /^Cannot .*options must be among .*"nonsense"$/,
    );
    assertThrows(call({ ax: figure }), TypeError, "ax must be axes of a figure, but is an object");
    assertThrows(call({ ax, title: 5 }), TypeError, "the title must be a string, but is 5");
    assertEquals(figure.toSVG(), before);
  });
}

Deno.test("every chart is in the table above", () => {
  const names = Object.keys(d).filter((name) => /^plot[A-Z]/.test(name));
  assertEquals(names.sort(), Object.keys(CHARTS).sort());
});

Deno.test("charts refuse data of another shape, saying which", () => {
  const bad = (value: unknown) => value as never;
  const calls: [() => unknown, string][] = [
    [
      () => d.plotPointCloud([[1, 2, 3, 4]]),
      "Cannot plot the points: the points must have shape [n, 2] or [n, 3], but its shape is [1, 4]",
    ],
    [() => d.plotPointCloud(bad(3)), "the points must have shape [n, 2] or [n, 3], but is 3"],
    [() => d.plotFiltration([[1, 2, 3]], 1), "the points must have shape [n, 2], but its shape is [1, 3]"],
    [() => d.plotTransport(POINTS, POINTS, [[1]]), "the plan must have shape [4, 4], but its shape is [1, 1]"],
    [() => d.plotFlow(POINTS, { velocity: [[1, 2]] }), "velocity must have shape [4, 2], but its shape is [1, 2]"],
    [() => d.plotFlow([POINTS, [[1, 2]]]), "all states must be equally large, but state 1 has 1 points after 4"],
    [() => d.plotFlow(bad(3)), "the states must be a cloud or a list of clouds, but are 3"],
    [() => d.plotDensity1d([1, 2], { weights: [1] }), "weights must be one per value, but are 1 for 2"],
    [() => d.plotLandscape([[1, 2]], { grid: [1] }), "grid must have one place per value, but has 1 for 2"],
    [
      () => d.plotMatching(DGM, DGM, bad(null)),
      "matching must have the lists finiteToFinite, aToDiagonal and bToDiagonal, but is null",
    ],
    [() => d.plotChain(POINTS, bad({}), [0]), "filtration must list cells, but is an object"],
    [() => d.plotChain(POINTS, FILTRATION, bad(3)), "chain must be a list of places, but is 3"],
    [() => d.plotLoss(bad(3)), "losses must be a list of numbers or such lists by name, but are 3"],
    [() => d.plotBarcode(DGM, { color: ["r", "g"] }), "color must be one, or one per dimension, but is"],
  ];
  for (const [call, message] of calls) assertThrows(call, TypeError, message);
  const ranges: [() => unknown, string][] = [
    [() => d.plotFiltration(POINTS, -1), "the radius must be at least 0, but is -1"],
    [
      () => d.plotFiltration(POINTS, 1, { complex: bad("cech") }),
      'complex must be one of "alpha", "rips", but is "cech"',
    ],
    [() => d.plotChain(POINTS, FILTRATION, [99]), "places must be whole numbers below 9, but one is 99"],
    [() => d.plotChain([[0, 0]], FILTRATION, [0, 3]), "vertices must be below 1, the size of the data, but one is 3"],
    [
      () => d.plotMatching(DGM, DGM, { ...NOTHING, aToDiagonal: [7] }),
      "matching must name rows of the diagrams, but names 7 of 3",
    ],
    [() => d.plotDensity1d([1], { weights: [-1] }), "weights must be at least 0, but one is -1"],
    [() => d.plotDensity1d([1], { bandwidth: 0 }), "bandwidth must be positive, but is 0"],
    [() => d.plotPersistenceImage([[1, 2]], { imRange: [1, 0, 0, 1] }), "imRange must ascend, but is [1, 0, 0, 1]"],
    [() => d.plotPointCloud(POINTS, { color: "nope" }), "color must be a CSS colour"],
  ];
  for (const [call, message] of ranges) assertThrows(call, RangeError, message);
});
