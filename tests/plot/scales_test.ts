/**
 * Scales and their ticks: logarithms, both signs, ticks and formats set by hand, axes turned round.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, subplots } from "../../mod.ts";
import goldens from "../goldens/matplotlib.json" with { type: "json" };
import { descendants, elements, parseXml, type XmlElement } from "./xml.ts";

function drawn(draw: (ax: Axes) => unknown): { root: XmlElement; ax: Axes } {
  const [figure, ax] = subplots(1, 1, { figsize: [8, 5] });
  draw(ax);
  return { root: parseXml(figure.toSVG()), ax };
}

/** The numbers below the axes and beside them, scripts set in line after `^`. */
function numbers({ root }: { root: XmlElement }): { x: string[]; y: string[] } {
  const written = ({ text, children }: XmlElement) =>
    [text, ...children.map((span) => `^${span.text}`)].filter((part) => part !== "").join("");
  const texts = elements(root, "text");
  return {
    x: texts.filter(({ attributes }) => attributes["text-anchor"] === "middle").map(written),
    y: texts.filter(({ attributes }) => attributes["text-anchor"] === "end").map(written),
  };
}

Deno.test("Scales leave matplotlib's margins around the data, whatever their signs", () => {
  for (const { scale, x, y, options, xlim, ylim } of goldens.scales) {
    const name = scale as "log" | "symlog";
    const { ax } = drawn((ax) => ax.scatter(x, y).setXscale(name, options).setYscale(name, options));
    [...ax.getXlim(), ...ax.getYlim()].forEach((found, i) => {
      const expected = [...xlim, ...ylim][i];
      assertAlmostEquals(found / expected, 1, 1e-9, `${scale} ${x} ${y}, limit ${i}`);
    });
  }
});

Deno.test("setAspect() compares decades of logarithmic axes as matplotlib does", () => {
  for (const { adjustable, position, xlim, ylim } of goldens.logAspects) {
    const [, ax] = subplots(1, 1, { figsize: [8, 3] });
    ax.scatter([1, 10, 1000], [0.1, 20, 500]).setXscale("log").setYscale("log")
      .setAspect("equal", { adjustable: adjustable as "box" | "datalim" });
    const { left, bottom, width, height } = ax.getPosition();
    [left, bottom, width, height].forEach((value, i) => assertAlmostEquals(value, position[i], 1e-9, adjustable));
    [...ax.getXlim(), ...ax.getYlim()].forEach((value, i) => {
      assertAlmostEquals(value / [...xlim, ...ylim][i], 1, 1e-9, adjustable);
    });
  }
});

Deno.test("Logarithmic axes are numbered at decades, at every second where these crowd", () => {
  const ten = numbers(drawn((ax) => ax.plot([1, 1000], [1, 1e20]).setXscale("log").setYscale("log")));
  assertEquals(ten.x, ["10^0", "10^1", "10^2", "10^3"]);
  assertEquals(ten.y, ["10^0", "10^3", "10^6", "10^9", "10^12", "10^15", "10^18", "10^21"].slice(0, ten.y.length));
  assertEquals(numbers(drawn((ax) => ax.plot([1, 8], [1, 2]).setXscale("log", { base: 2 }))).x, [
    "2^0",
    "2^1",
    "2^2",
    "2^3",
  ]);
});

Deno.test("Logarithmic axes within a decade are numbered at round multiples, and evenly where they are shorter", () => {
  assertEquals(numbers(drawn((ax) => ax.plot([2, 7], [1, 2]).setXscale("log"))).x, ["2", "3", "4", "5", "6", "7"]);
  assertEquals(numbers(drawn((ax) => ax.plot([2e7, 7e7], [1, 2]).setXscale("log").setXlim(1.9e7, 7e7))).x[0], "2×10^7");
  assertEquals(numbers(drawn((ax) => ax.plot([1, 2], [1, 2]).setXscale("log").setXlim(1.01, 1.06))).x.slice(0, 2), [
    "1.01",
    "1.02",
  ]);
});

Deno.test("Symlog axes are numbered at zero and at decades of both signs", () => {
  const { x } = numbers(drawn((ax) => ax.plot([-1e4, 1e4], [0, 1]).setXscale("symlog")));
  assertEquals(x, ["−10^4", "−10^3", "−10^2", "−10^1", "0", "10^1", "10^2", "10^3", "10^4"]);
});

Deno.test("Values that a logarithm cannot show are out of sight, without a NaN", () => {
  const [figure, ax] = subplots();
  ax.plot([1, 10, 100], [1, -1, 10]).scatter([1, 2, 3], [0, -5, 5]).fill([1, 2, 3], [0, 1, 2]).vlines([1, -1], 0, 10)
    .setXscale("log").setYscale("log").setYlim(-3, 20).setXlim(0);
  const svg = figure.toSVG();
  assert(!svg.replace(/<desc[^>]*>[^<]*/, "").includes("NaN") && !svg.includes("Infinity"));
  assert(ax.getYlim()[0] > 0 && ax.getXlim()[0] > 0);
  assert(elements(parseXml(svg), "desc")[0].text.includes("x from 0.794 to 126 (logarithmic"), svg.slice(0, 800));
  for (const axes of [subplots()[1], subplots()[1].scatter([-1], [-1]), subplots()[1].scatter([5], [5])]) {
    axes.setXscale("log").setYscale("log");
    assert(axes.getXlim()[0] > 0 && axes.getXlim()[1] > axes.getXlim()[0]);
  }
});

Deno.test("setXticks() and setYticks() write what they are told, and no ticks outside the limits", () => {
  const { x, y } = numbers(
    drawn((ax) => ax.plot([0, 4], [0, 1]).setXticks([0, 2, 4, 9], ["a", "b", "c", "d"]).setYticks([0, 0.25])),
  );
  assertEquals([x, y], [["a", "b", "c"], ["0", "0.25"]]);
  assertEquals(numbers(drawn((ax) => ax.plot([0, 4], [0, 1]).setXticks([]))).x, []);
  const turned = elements(
    drawn((ax) => ax.plot([0, 4], [0, 1]).setXticks([0], ["zero"], { rotation: 45 })).root,
    "text",
  )
    .find(({ text }) => text === "zero")!;
  assert(turned.attributes.transform.endsWith("rotate(-45)"));
});

Deno.test("setXformat() and setYformat() take d3's formats and functions", () => {
  const { x, y } = numbers(
    drawn((ax) => ax.plot([0, 1], [0, 2]).setXformat(".0%").setYformat((value) => `${value} m`)),
  );
  assertEquals([x, y.at(-1)], [["0%", "20%", "40%", "60%", "80%", "100%"], "2 m"]);
});

Deno.test("minorTicks() parts the steps between numbers in four or five", () => {
  const lines = (draw: (ax: Axes) => unknown) => elements(drawn(draw).root, "line").length;
  const base = (ax: Axes) => ax.setXlim(0, 1).setYlim(0, 1).setYticks([]);
  assertEquals(lines((ax) => base(ax).minorTicks()) - lines(base), 15);
  assertEquals(
    lines((ax) => base(ax).setXlim(1, 10).setXscale("log")) -
      lines((ax) => base(ax).setXlim(1, 10).setXscale("log").minorTicks(false)),
    8,
  );
});

Deno.test("invertXaxis() turns automatic limits and those set by hand, and twice is not at all", () => {
  const [, ax] = subplots();
  ax.scatter([0, 10], [0, 10]).invertXaxis();
  assertEquals(ax.getXlim(), [10.5, -0.5]);
  assertEquals(ax.setXlim(3, 1).invertXaxis().invertYaxis().invertYaxis().getXlim(), [1, 3]);
  assertEquals(ax.getYlim(), [-0.5, 10.5]);
});

Deno.test("Text sets scripts and Greek, keeps names with underscores, and tells readers the plain text", () => {
  const [figure, ax] = subplots();
  ax.setTitle("H_1 of $\\mu^{(0)}$, file_name.ts, x_i^2 \\_ a_").setXlabel("W_2\n10^-3");
  const root = parseXml(figure.toSVG()), [title] = elements(root, "text").slice(-1);
  const spans = title.children.map(({ text, attributes }) => [text, attributes["font-size"] ?? ""]);
  assertEquals(title.text, "H");
  assertEquals(spans, [["1", "8.4"], [" of μ", ""], ["(0)", "8.4"], [", file_name.ts, x", ""], ["i", "8.4"], [
    "2",
    "8.4",
  ], [
    " _ a_",
    "",
  ]]);
  // Whatever goes up comes down again.
  const rises = descendants(title).map(({ attributes }) => Number(attributes.dy ?? 0));
  assertAlmostEquals(rises.reduce((a, b) => a + b), 0, 2e-3);
  assertEquals(elements(root, "title")[0].text, "Figure: H1 of μ(0), file_name.ts, xi2 _ a_");
});

Deno.test("Scales, ticks and formats that do not exist are refused", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const bad: [() => unknown, string][] = [
    [
      () => any.setXscale("logit"),
      'Cannot set the x scale: the scale must be one of "linear", "log", "symlog", but is "logit"',
    ],
    [() => ax.setYscale("log", { base: 1 }), "Cannot set the y scale: base must be above 1, but is 1"],
    [() => ax.setYscale("log", { linthresh: 1 }), 'options must be among base, but one is "linthresh"'],
    [() => ax.setXscale("symlog", { linthresh: 0 }), "linthresh must be positive, but is 0"],
    [() => ax.setXticks([0, 1], ["a"]), "Cannot set the x ticks: labels must be one per tick"],
    [() => ax.setYticks([NaN]), "Cannot set the y ticks: a tick must be finite, but is NaN"],
    [() => ax.setXformat("%d"), 'Cannot set the x format: the format must be one of d3\'s, such as ".2f"'],
    [() => any.minorTicks("on"), 'the argument must be true or false, but is "on"'],
  ];
  for (const [call, message] of bad) assertThrows(call, Error, message);
  assertEquals(figure.toSVG(), before);
});
