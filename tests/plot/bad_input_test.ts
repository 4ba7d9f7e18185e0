/**
 * Data that cannot be drawn, or hardly: every mark leaves out what is not finite and says so, and never writes a NaN.
 *
 * @module
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Axes, type Figure, subplots } from "../../mod.ts";
import { elements, parseXml } from "./xml.ts";

/** The marks that take points. */
const MARKS: Record<string, (ax: Axes, x: number[], y: number[]) => Axes> = {
  scatter: (ax, x, y) => ax.scatter(x, y),
  "scatter by value": (ax, x, y) => ax.scatter(x, y, { c: y }).colorbar(),
  plot: (ax, x, y) => ax.plot(x, y, { marker: "o" }),
  step: (ax, x, y) => ax.step(x, y),
  fill: (ax, x, y) => ax.fill(x, y),
  fillBetween: (ax, x, y) => ax.fillBetween(x, y),
  bar: (ax, x, y) => ax.bar(x, y),
  barh: (ax, x, y) => ax.barh(x, y),
  errorbar: (ax, x, y) => ax.errorbar(x, y, { yerr: 1, xerr: 0.5, capsize: 2 }),
  quiver: (ax, x, y) => ax.quiver(x, y, x, y).quiverKey(0.5, 0.5, 1, "one"),
  hist: (ax, x) => ax.hist(x),
  hlines: (ax, x, y) => ax.hlines(y, 0, x),
  axvline: (ax, x) => ax.axvline(x),
};

/** Data on the edge, by name. */
const DATA: Record<string, [number[], number[]]> = {
  "nothing": [[], []],
  "one point": [[1], [2]],
  "one point at zero": [[0], [0]],
  "one value": [[1, 1, 1], [2, 2, 2]],
  "negative values": [[-1, -2, -3], [-4, -5, -6]],
  "a NaN": [[0, NaN, 2], [0, 1, 2]],
  "infinities": [[0, 1, Infinity, 3], [0, -Infinity, 2, 3]],
  "nothing finite": [[NaN, Infinity], [0, -Infinity]],
  "huge and tiny values": [[1e-300, 1e150], [1e-300, 1e150]],
};

function assertSound(figure: Figure, message: string): void {
  const svg = figure.toSVG(), root = parseXml(svg);
  const drawn = svg.replace(/<(title|desc)[^>]*>[^<]*/g, "");
  assert(!/NaN|Infinity|undefined/.test(drawn), `${message}: ${/.{40}(NaN|Infinity|undefined).{20}/.exec(drawn)?.[0]}`);
  const { length } = elements(root, "text");
  assert(length < 60, `${message}: ${length} texts`);
}

for (const [name, mark] of Object.entries(MARKS)) {
  for (const [kind, [x, y]] of Object.entries(DATA)) {
    Deno.test(`${name} draws ${kind} without a NaN, on axes of every scale`, () => {
      for (const scale of ["linear", "log", "symlog"] as const) {
        const [figure, ax] = subplots();
        mark(ax, x, y).setXscale(scale).setYscale(scale).legend();
        assertSound(figure, scale);
        const limits = [...ax.getXlim(), ...ax.getYlim()];
        assert(limits.every(Number.isFinite) && limits[0] < limits[1] && limits[2] < limits[3], `${scale}: ${limits}`);
      }
    });
  }
}

Deno.test("Every mark counts what it leaves out", () => {
  for (const name of ["scatter", "plot", "step", "fill", "bar", "errorbar", "quiver"]) {
    const [figure, ax] = subplots();
    MARKS[name](ax, [0, 1, NaN, 3], [0, 1, 2, -Infinity]);
    const text = elements(parseXml(figure.toSVG()), "desc")[0].text;
    assert(/2 \w+ \(2 not finite, left out\)/.test(text), `${name}: ${text}`);
  }
});

Deno.test("Text with markup, in every place that takes text, comes out as it went in", () => {
  const nasty = `<b onload="x">&'</b>`, [figure, ax] = subplots();
  ax.plot([0, 1], [0, 1], { label: nasty }).legend({ title: nasty }).setTitle(nasty).setXlabel(nasty).setYlabel(nasty)
    .text(0, 0, nasty).annotate(nasty, [1, 1], { xytext: [0, 1], arrowprops: {} }).setXticks([0], [nasty])
    .setYformat(() => nasty).quiver([0], [0], [1], [1]).quiverKey(0.5, 0.5, 1, nasty)
    .scatter([0], [0], { c: [1], tooltips: [nasty] }).colorbar({ label: nasty });
  figure.suptitle(nasty);
  const root = parseXml(figure.toSVG());
  const texts = [...elements(root, "text"), ...elements(root, "title")].filter(({ text }) => text === nasty);
  assert(texts.length >= 12, `${texts.length} texts`);
  assertEquals([elements(root, "b").length, elements(root, "script").length], [0, 0]);
});

Deno.test("Scripts that are not closed, lone signs and foreign characters stay as they are", () => {
  for (
    const text of [
      "a_{b",
      "_",
      "^",
      "\\",
      "$",
      "a__b",
      "x^",
      "__init__",
      "100 %",
      "^^",
      "a_ b",
      "\\unknown",
      "日本_語語",
    ]
  ) {
    const [figure, ax] = subplots();
    ax.axis("off").setTitle(text);
    assertEquals(elements(parseXml(figure.toSVG()), "text").map(({ text }) => text), [text]);
  }
});

Deno.test("Unknown colours, markers and options are refused with a list of those that exist, by every mark", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const calls: Record<string, (options: object) => unknown> = {
    scatter: (options) => any.scatter([1], [1], options),
    plot: (options) => any.plot([1], [1], options),
    step: (options) => any.step([1], [1], options),
    fill: (options) => any.fill([1], [1], options),
    fillBetween: (options) => any.fillBetween([1], [1], 0, options),
    bar: (options) => any.bar([1], [1], options),
    barh: (options) => any.barh([1], [1], options),
    errorbar: (options) => any.errorbar([1], [1], options),
    hist: (options) => any.hist([1], options),
    quiver: (options) => any.quiver([1], [1], [1], [1], options),
    hlines: (options) => any.hlines([1], 0, 1, options),
    axvspan: (options) => any.axvspan(0, 1, options),
    text: (options) => any.text(0, 0, "a", options),
  };
  for (const [name, call] of Object.entries(calls)) {
    assertThrows(() => call({ color: "mud" }), RangeError, 'must be a CSS colour, "tab:red" and the like', name);
    assertThrows(() => call({ colour: "r" }), TypeError, 'but one is "colour"', name);
    assertThrows(() => call({ zorder: "top" }), TypeError, 'zorder must be a number, but is "top"', name);
    assertThrows(() => call({ alpha: 2 }), RangeError, "alpha must lie between 0 and 1, but is 2", name);
  }
  assertEquals(figure.toSVG(), before);
});
