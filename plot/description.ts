/**
 * A figure in words, for those who cannot see it.
 *
 * @module
 */
import type { AxisState } from "./axes_state.ts";
import type { AxesView } from "./axes_view.ts";
import type { FigureSpec } from "./layout.ts";
import { plainText } from "./rich_text.ts";
import type { Interval } from "./scales.ts";

/** One line: the figure's title, or what its axes are called. */
export function summarize({ suptitle, axes, rows, columns }: FigureSpec): string {
  const titles = axes.map(({ title }) => title).filter((title) => title !== "");
  const name = suptitle !== "" ? suptitle : titles.join(", ");
  const size = axes.length === 1 ? "Figure" : `Figure with ${rows} × ${columns} axes`;
  return plainText(name === "" ? size : `${size}: ${name}`).replace(/\s+/g, " ");
}

/** What each of the axes shows. */
export function describe(views: readonly AxesView[]): string {
  return plainText(
    views.map((view, i) => {
      const { state, xLimits, yLimits } = view;
      const title = state.title === "" ? `Axes ${i + 1}` : state.title;
      const content = state.marks.length === 0 ? "empty" : state.marks.map(({ summary }) => summary).join(", ");
      return `${title}: ${range(state.x, "x", xLimits)}, ${range(state.y, "y", yLimits)}; ${content}.`;
    }).join(" "),
  ).replace(/\s+/g, " ");
}

function range({ label, limits }: AxisState, fallback: string, [start, end]: Interval): string {
  const digits = (value: number) => String(Number(value.toPrecision(3))).replace("-", "−");
  const note = limits.scale.name === "log" ? " (logarithmic: values up to 0 are out of sight)" : "";
  return `${label === "" ? fallback : label} from ${digits(start)} to ${digits(end)}${note}`;
}
