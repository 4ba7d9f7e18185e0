/**
 * What stands beside several axes: the legend of the figure, and colour bars for some of its axes.
 *
 * @module
 */
import { boxOf } from "./axis_texts.ts";
import { type AxesView, outerBox } from "./axes_view.ts";
import { type ColorbarLayout, layoutColorbar } from "./colorbar.ts";
import type { ColorbarStyle } from "./colorbar_style.ts";
import { layoutLegend, type LegendLayout } from "./legend.ts";
import type { LegendStyle } from "./legend_style.ts";
import { type Box, unionBox } from "./text.ts";

/** A colour bar for several axes, by their indices. */
export interface SharedColorbar {
  /** How it looks. */
  readonly style: ColorbarStyle;
  /** The axes that it stands beside: all between the first and the last row and column. */
  readonly members: readonly number[];
}

/** What a figure has besides its axes. */
export interface FigureParts {
  /** In the order of their calls, the first nearest to the axes. */
  readonly colorbars: readonly SharedColorbar[];
  /** `null` for none. */
  readonly legend: LegendStyle | null;
}

/** Room that is taken beside axes. */
export interface TakenRoom {
  /** The axes, by their indices. */
  readonly members: readonly number[];
  /** The rectangle. */
  readonly box: Box;
}

/** The parts of a figure whose places are found. */
export interface BesideLayout {
  /** The colour bars. */
  readonly colorbars: readonly ColorbarLayout[];
  /** The legend, or `null` for none. */
  readonly legend: LegendLayout | null;
  /** The room for which the axes must give way. */
  readonly taken: readonly TakenRoom[];
}

/** Places what stands beside axes that stand already; `page` is the whole figure. */
export function placeBeside({ colorbars, legend }: FigureParts, views: readonly AxesView[], page: Box): BesideLayout {
  const taken: TakenRoom[] = [];
  const bars = colorbars.map(({ style, members }) => {
    const around = taken.filter((other) => other.members.some((i) => members.includes(i))).map(({ box }) => box);
    const own = members.map((i) => views[i]), outer = unionBox([...own.map(outerBox), ...around]);
    const bar = layoutColorbar(style, style.mark.colors!, unionBox(own.map(({ box }) => box)), outer);
    taken.push({ members, box: unionBox([bar.bar, ...bar.texts.map(boxOf)]) });
    return bar;
  });
  if (legend === null) return { colorbars: bars, legend, taken };
  const isOutside = legend.anchor === null && legend.location.startsWith("outside");
  const box = isOutside ? unionBox(views.map((view) => view.box)) : page;
  const outer = unionBox([...views.map(outerBox), ...taken.map((room) => room.box)]);
  const marks = views.flatMap(({ state }) => state.marks);
  const placed = layoutLegend(marks, legend, { ...views[0].projection, box }, outer);
  if (placed !== null && isOutside) taken.push({ members: [...views.keys()], box: placed.box });
  return { colorbars: bars, legend: placed, taken };
}

/** All axes between the first and the last row, and the first and the last column, of the `chosen` ones. */
export function spanOf(chosen: readonly number[], columns: number): number[] {
  const rows = chosen.map((i) => Math.floor(i / columns)), across = chosen.map((i) => i % columns);
  const between = (values: readonly number[]) => {
    const first = Math.min(...values);
    return Array.from({ length: Math.max(...values) - first + 1 }, (_, k) => first + k);
  };
  return between(rows).flatMap((row) => between(across).map((column) => row * columns + column));
}
