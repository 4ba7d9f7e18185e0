/**
 * Layouts: no text overlaps another or is cut; ticks; shared axes.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type Figure, type HorizontalAlignment, subplots } from "../../mod.ts";
import { measureText, textBox } from "../../plot/text.ts";
import { FIGURES } from "./figures.ts";
import { elements, parseXml, type XmlElement } from "./xml.ts";

interface PlacedText {
  text: string;
  box: { x: number; y: number; width: number; height: number };
}

function textsOf(figure: Figure): { size: [number, number]; texts: PlacedText[] } {
  const root = parseXml(figure.toSVG());
  const [, , width, height] = root.attributes.viewBox.split(" ").map(Number);
  return { size: [width, height], texts: elements(root, "text").map(readText) };
}

function readText({ attributes, text, children }: XmlElement): PlacedText {
  // Lines have a place of their own; scripts follow what they belong to, and are no broader than plain text.
  const isSplit = children.some((span) => "x" in span.attributes);
  const lines = children.map((span) => span.text).reduce(
    (all, part) => `${all}${isSplit && all !== "" ? "\n" : ""}${part}`,
    text,
  );
  const anchors: Record<string, HorizontalAlignment> = { middle: "center", end: "right" };
  const align = anchors[attributes["text-anchor"]] ?? "left";
  const style = { size: Number(attributes["font-size"]), align };
  const turned = /^translate\((\S+) (\S+)\) rotate\((\S+)\)$/.exec(attributes.transform ?? "");
  const [x, y] = [Number(attributes.x), Number(attributes.y)];
  if (turned === null) return { text: lines, box: textBox(lines, x, y, style) };
  // The box of a turned text around its corners, from the plain transform.
  const plain = textBox(lines, x, y, style), angle = Number(turned[3]) * Math.PI / 180;
  const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([i, j]) => {
    const [u, v] = [plain.x + i * plain.width, plain.y + j * plain.height];
    return [
      Number(turned[1]) + u * Math.cos(angle) - v * Math.sin(angle),
      Number(turned[2]) + u * Math.sin(angle) + v * Math.cos(angle),
    ];
  });
  const [x0, y0] = [0, 1].map((k) => Math.min(...corners.map((corner) => corner[k])));
  const [x1, y1] = [0, 1].map((k) => Math.max(...corners.map((corner) => corner[k])));
  return { text: lines, box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } };
}

function assertTidy(figure: Figure, name: string): void {
  const { size: [width, height], texts } = textsOf(figure);
  for (const { text, box } of texts) {
    assert(
      box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
      `${name}: "${text}" is cut`,
    );
  }
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      const apart = a.box.x + a.box.width <= b.box.x || b.box.x + b.box.width <= a.box.x ||
        a.box.y + a.box.height <= b.box.y || b.box.y + b.box.height <= a.box.y;
      assert(apart, `${name}: "${a.text}" and "${b.text}" overlap`);
    }
  });
}

for (const [name, make] of Object.entries(FIGURES)) {
  Deno.test(`The texts of "${name}" neither overlap nor are cut, in either layout`, () => {
    assertTidy(make(), name);
    assertTidy(make().tightLayout(), `${name}, tight`);
  });
}

Deno.test("Layouts hold long numbers, long titles over several lines, and labels on every axes", () => {
  for (const tight of [false, true]) {
    const [figure, axes] = subplots(2, 2, { figsize: [8, 7] });
    for (const ax of axes.flat()) {
      ax.plot([-123456.5, 123456.5], [1e-7, 5e-7]).setXlabel("a long label\nin two lines").setYlabel("the other label")
        .setTitle("A title\nin two lines");
    }
    figure.suptitle("Everything\nat once");
    assertTidy(tight ? figure.tightLayout() : figure, tight ? "tight" : "default");
  }
});

Deno.test("Ticks are at round numbers with one number of decimals and a true minus sign", () => {
  const labels = (x: number[]) => {
    const [figure, ax] = subplots();
    return (ax.plot(x, x).setYlim(0, 1), textsOf(figure).texts.map(({ text }) => text).slice(0, -6));
  };
  assertEquals(labels([-1, 1]), ["−1.00", "−0.75", "−0.50", "−0.25", "0.00", "0.25", "0.50", "0.75", "1.00"]);
  assertEquals(labels([0, 250000]), ["0", "50000", "100000", "150000", "200000", "250000"]);
});

Deno.test("Ticks of tiny, huge and remote numbers are short, and what they leave out stands once at the axis", () => {
  const labels = (x: number[]) => {
    const [figure, ax] = subplots();
    return (ax.plot(x, x).setYlim(0, 1), textsOf(figure).texts.map(({ text }) => text).slice(0, -6));
  };
  // The numbers are those of matplotlib; its units are written 1e-7, 1e15, +1e9, 1e-7+1.23456e-1, -1e9.
  assertEquals(labels([0, 5e-7]), ["0", "1", "2", "3", "4", "5", "×10⁻⁷"]);
  assertEquals(labels([-1e-5, 1e-5]), [
    "−1.00",
    "−0.75",
    "−0.50",
    "−0.25",
    "0.00",
    "0.25",
    "0.50",
    "0.75",
    "1.00",
    "×10⁻⁵",
  ]);
  assertEquals(labels([1e15, 3e15]), ["1.00", "1.25", "1.50", "1.75", "2.00", "2.25", "2.50", "2.75", "3.00", "×10¹⁵"]);
  assertEquals(labels([1e9 + 1, 1e9 + 3]), [
    "1.00",
    "1.25",
    "1.50",
    "1.75",
    "2.00",
    "2.25",
    "2.50",
    "2.75",
    "3.00",
    "+1×10⁹",
  ]);
  assertEquals(labels([0.1234567, 0.1234568]), ["7.0", "7.2", "7.4", "7.6", "7.8", "8.0", "×10⁻⁷ + 0.123456"]);
  assertEquals(labels([-1e9 - 3, -1e9 - 1]), [
    "−3.00",
    "−2.75",
    "−2.50",
    "−2.25",
    "−2.00",
    "−1.75",
    "−1.50",
    "−1.25",
    "−1.00",
    "−1×10⁹",
  ]);
  assertEquals(labels([1000, 1001]), ["1000.0", "1000.2", "1000.4", "1000.6", "1000.8", "1001.0"]);
});

Deno.test("A title and a label give way to what stands at the end of their axis", () => {
  const [figure, ax] = subplots(1, 1, { figsize: [2.5, 2] });
  ax.plot([0.1234567, 0.1234568], [0.1234567, 0.1234568]).setTitle("A broad title").setXlabel("a broad label");
  assertTidy(figure, "default");
  assertTidy(figure.tightLayout(), "tight");
});

Deno.test("measureText() uses the advances of the font: two digits of 10 points take 12.7 points", () => {
  assertAlmostEquals(measureText("00", 10).width, 2 * 1303 / 2048 * 10, 1e-12);
  assertEquals(measureText("a\nb", 10).height, 22);
});

Deno.test("sharex and sharey give all axes the same limits, numbered at the edges only", () => {
  const [figure, axes] = subplots(2, 2, { sharex: true, sharey: true });
  axes.flat().forEach((ax, i) => ax.scatter([0, i], [0, -i]));
  for (const ax of figure.axes) {
    assertEquals(ax.getXlim(), axes[1][1].getXlim());
    assertEquals(ax.getYlim(), axes[1][1].getYlim());
  }
  axes[0][0].setXlim(-7, 7);
  assertEquals(axes[1][1].getXlim(), [-7, 7]);
  const zeros = textsOf(figure).texts.filter(({ text }) => text === "0" || text === "0.0");
  assertEquals(zeros.length, 4);
});

Deno.test("sharex and sharey may hold for rows or columns alone", () => {
  const [figure, axes] = subplots(2, 2, { sharex: "col", sharey: "row" });
  axes.flat().forEach((ax, i) => ax.scatter([0, i + 1], [0, 10 * (i + 1)]));
  assertEquals(axes[0][0].getXlim(), axes[1][0].getXlim());
  assertEquals(axes[0][0].getYlim(), axes[0][1].getYlim());
  assert(axes[0][0].getXlim()[1] !== axes[0][1].getXlim()[1] && axes[0][0].getYlim()[1] !== axes[1][0].getYlim()[1]);
  assertTidy(figure, "shared");
  const apart = subplots(2, 2, { sharex: "row", sharey: "col" })[1];
  apart[0][0].setXlim(-1, 1).setYlim(-2, 2);
  assertEquals([apart[0][1].getXlim(), apart[1][0].getYlim()], [[-1, 1], [-2, 2]]);
  assertEquals([apart[1][0].getXlim(), apart[0][1].getYlim()], [[0, 1], [0, 1]]);
});
