/**
 * What axes remember until they are drawn.
 *
 * @module
 */
import { checkFlag, checkOptions } from "./checks.ts";
import type { ColorbarStyle } from "./colorbar_style.ts";
import type { Paint } from "./colors.ts";
import type { LegendStyle } from "./legend_style.ts";
import type { LineStyle } from "./line_style.ts";
import { type Extent, type Mark, NO_EXTENT, unionExtent } from "./marks/mark.ts";
import { LINEAR, type Scale } from "./scales.ts";
import { AUTOMATIC, type TickChoice } from "./tick_choice.ts";

/** Which of the two sides gives way so that units are equally long on both axes. */
export type Adjustable = "box" | "datalim";

/** How long a unit of y is in units of x, and what gives way. */
export interface Aspect {
  /** Length of a unit of y over that of a unit of x. */
  readonly ratio: number;
  /** The box or the limits. */
  readonly adjustable: Adjustable;
}

/** Which of the four lines around the data are drawn. */
export interface Spines {
  /** Upper line. */
  top: boolean;
  /** Right line. */
  right: boolean;
  /** Lower line. */
  bottom: boolean;
  /** Left line. */
  left: boolean;
}

/** Passes when every spine is known and told to be there or not. */
export function checkSpines(action: string, spines: Partial<Spines>): void {
  checkOptions(action, spines, ["top", "right", "bottom", "left"]);
  for (const [name, shown] of Object.entries(spines)) checkFlag(action, name, shown);
}

/** How grid lines are drawn. */
export interface GridLines {
  /** Colour. */
  readonly paint: Paint;
  /** Width in points. */
  readonly width: number;
  /** Dashes. */
  readonly style: LineStyle;
  /** Opacity. */
  readonly alpha: number;
  /** Drawing order among the marks. */
  readonly zorder: number;
}

/** Limits set by hand, and the axes that they hold for. */
export interface SharedLimits {
  /** Start of the axis, or `null` to follow the data. */
  lower: number | null;
  /** End of the axis, or `null` to follow the data. */
  upper: number | null;
  /** Whether limits that follow the data run from the greater to the lesser. */
  turned: boolean;
  /** How values are spread between them. */
  scale: Scale;
  /** Which ticks there are, and what is written beside them. */
  ticks: TickChoice;
  /** The axes that share the limits. */
  readonly members: AxesState[];
}

/** One of the two axes. */
export interface AxisState {
  /** Text along the axis. */
  label: string;
  /** Its limits. */
  limits: SharedLimits;
  /** Whether numbers stand at the ticks. */
  tickLabels: boolean;
}

/** The whole memory of axes. */
export interface AxesState {
  /** The horizontal axis. */
  readonly x: AxisState;
  /** The vertical axis. */
  readonly y: AxisState;
  /** In order of their calls. */
  readonly marks: Mark[];
  /** The colours that marks take in turn. */
  cycle: readonly string[];
  /** Text above. */
  title: string;
  /** `null` for automatic. */
  aspect: Aspect | null;
  /** Whether spines, ticks and axis labels are drawn. */
  framed: boolean;
  /** Lines around. */
  spines: Spines;
  /** `null` for none. */
  grid: GridLines | null;
  /** `null` for none. */
  legend: LegendStyle | null;
  /** `null` for none. */
  colorbar: ColorbarStyle | null;
}

/** The memory of empty axes. */
export function emptyAxes(spines: Spines, cycle: readonly string[]): AxesState {
  const axis = (): AxisState => ({
    label: "",
    limits: { lower: null, upper: null, turned: false, scale: LINEAR, ticks: AUTOMATIC, members: [] },
    tickLabels: true,
  });
  const state: AxesState = {
    x: axis(),
    y: axis(),
    marks: [],
    cycle,
    title: "",
    aspect: null,
    framed: true,
    spines: { ...spines },
    grid: null,
    legend: null,
    colorbar: null,
  };
  state.x.limits.members.push(state);
  state.y.limits.members.push(state);
  return state;
}

/** The smallest rectangle around all data of the axes. */
export function dataExtent(state: AxesState): Extent {
  return state.marks.reduce<Extent>((all, mark) => unionExtent(all, mark.extent()), NO_EXTENT);
}
