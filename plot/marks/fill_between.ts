/**
 * The area between two curves.
 *
 * @module
 */
import { checkChoice, checkNonNegative, checkOptions, found } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { readSome, readValues, type Values } from "../values.ts";
import { readLook } from "./look.ts";
import {
  countOf,
  type Mark,
  NO_EXTENT,
  pointAnchors,
  pointExtent,
  type Projection,
  unionExtent,
  withLabel,
} from "./mark.ts";
import { stepped, type StepPlace } from "./step.ts";

/** Options of {@linkcode Axes.fillBetween} and {@linkcode Axes.fillBetweenx}. */
export interface FillBetweenOptions {
  /** Colour of the area; default the next of the cycle. */
  color?: string;
  /** Colour of the outline; default none. */
  edgecolor?: string;
  /** Width of the outline in points; default 1. */
  linewidth?: number;
  /** Opacity; default 1. */
  alpha?: number;
  /** Where the area is filled, one per point; default everywhere. */
  where?: ArrayLike<boolean>;
  /** Whether both curves are stairs, and where these rise; default slopes. */
  step?: StepPlace;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
}

const ACTION = "fill between the curves";
const OPTIONS: readonly (keyof FillBetweenOptions)[] = [
  "color",
  "edgecolor",
  "linewidth",
  "alpha",
  "where",
  "step",
  "label",
  "zorder",
];

/** Reads the area between (`t[i]`, `a[i]`) and (`t[i]`, `b[i]`); along x, or along y where `turned`. */
export function fillBetween(
  t: Values,
  a: number | Values,
  b: number | Values,
  options: FillBetweenOptions,
  nextColor: () => string,
  turned = false,
): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const [name, other] = turned ? ["y", "x"] : ["x", "y"];
  const along = readValues(ACTION, name, t);
  const [from, to] = [a, b].map((values, i) => readSome(ACTION, `${other}${i + 1}`, values, along.length));
  const { alpha, label, zorder } = readLook(ACTION, options, 1);
  const width = checkNonNegative(ACTION, "linewidth", options.linewidth ?? 1);
  const rim = options.edgecolor === undefined ? null : parseColor(ACTION, "edgecolor", options.edgecolor);
  const paint = parseColor(ACTION, "color", options.color ?? nextColor());
  const step = options.step === undefined ? null : checkChoice(ACTION, "step", options.step, ["pre", "post", "mid"]);
  const { where } = options;
  if (where !== undefined && where?.length !== along.length) {
    throw new TypeError(`Cannot ${ACTION}: where must be one per point, but is ${found(where)} for ${along.length}`);
  }
  const attributes = { ...fillAttributes(paint, alpha), ...strokeAttributes({ paint: rim, width, alpha }) };
  const areas = runs(along, from, to, where).map((run) => outline(run, step, turned));
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(`an area over ${countOf(from.map((v, i) => v + to[i]), along, "point", "points")}`, label),
    extent: () => areas.map(([x, y]) => pointExtent(x, y)).reduce(unionExtent, NO_EXTENT),
    anchors: (projection) => areas.flatMap(([x, y]) => pointAnchors(x, y, projection)),
    draw: (projection) => areas.length === 0 ? [] : [drawAreas(areas, projection, attributes)],
    key: ({ x, y, width, height }) => [element("rect", { x, y, width, height, ...attributes })],
  };
}

type Curve = [Float64Array, Float64Array, Float64Array];

/** Stretches of points on end that are finite and wanted. */
function runs(t: Float64Array, a: Float64Array, b: Float64Array, where?: ArrayLike<boolean>): Curve[] {
  const found: Curve[] = [];
  const isDrawn = (i: number) => [t[i], a[i], b[i]].every(Number.isFinite) && (where === undefined || where[i]);
  for (let start = 0; start < t.length; start++) {
    if (!isDrawn(start)) continue;
    let end = start + 1;
    while (end < t.length && isDrawn(end)) end++;
    // An area of one point has no width.
    if (end - start > 1) found.push([t, a, b].map((values) => values.slice(start, end)) as Curve);
    start = end;
  }
  return found;
}

/** The corners of an area: there on the first curve, back on the second. */
function outline([t, a, b]: Curve, step: StepPlace | null, turned: boolean): [Float64Array, Float64Array] {
  const [there, first] = step === null ? [t, a] : stepped(t, a, step);
  const [back, second] = step === null ? [t, b] : stepped(t, b, step);
  const along = Float64Array.of(...there, ...back.toReversed()),
    across = Float64Array.of(...first, ...second.toReversed());
  return turned ? [across, along] : [along, across];
}

function drawAreas(
  areas: readonly (readonly [Float64Array, Float64Array])[],
  projection: Projection,
  attributes: Record<string, string | number | null | undefined>,
): SvgNode {
  const paths = areas.map(([x, y]) =>
    `M${
      Array.from(x, (value, i) => `${formatNumber(projection.x(value))},${formatNumber(projection.y(y[i]))}`).join("L")
    }Z`
  );
  return element("path", { d: paths.join(""), ...attributes });
}
