/**
 * Ticks at round numbers, and what is written beside them.
 *
 * @module
 */
import type { Interval } from "./scales.ts";

/** A tick: where, and what is written there. */
export interface Tick {
  /** Position in data units. */
  readonly value: number;
  /** Text beside the tick. */
  readonly label: string;
}

/** The ticks of an axis. */
export interface Ticks {
  /** From the lower limit to the upper. */
  readonly marks: readonly Tick[];
  /** What all numbers share, to be written once: a power of ten as their unit, a summand, both, or `""`. */
  readonly unit: string;
  /** Positions of the small ticks in between, without text. */
  readonly minor: readonly number[];
}

/** Whether ticks leave one another room. */
export type Fits = (marks: readonly Tick[]) => boolean;

/** No ticks. */
export const NO_TICKS: Ticks = { marks: [], unit: "", minor: [] };

/** Limits this many times as far from zero as from each other share their first digits. */
const REMOTE = 1e4;
/** Numbers up to here are written plainly, as are those from `LEAST_PLAIN`. */
const MOST_PLAIN = 1e6;
const LEAST_PLAIN = 1e-4;

/** Steps between ticks, in powers of ten: matplotlib's. */
const STEPS = [1, 2, 2.5, 5];
/** Lesser powers of ten lose their digits. */
const LEAST_POWER = -300;
/** What rounding may take from the number of a tick. */
const SLACK = 1e-9;

/** The distance of ticks: one of `STEPS` times a power of ten. */
interface Step {
  readonly digits: number;
  readonly exponent: number;
}

/**
 * Ticks at the multiples of the least round number that has at most `most` of them to the length of the axis, or a greater
 * one, such that `fits` holds [Hunter07]; their labels have one number of decimals. None if nothing fits.
 */
export function ticks(limits: Interval, most: number, fits: Fits): Ticks {
  const offset = sharedOffset(limits);
  const exponent = sharedExponent(limits, offset);
  const unit = unitOf(exponent, offset);
  for (let rank = firstRank(limits, most);; rank++) {
    const step = stepOf(rank), values = multiplesOf(step, limits);
    // 2.5 has a decimal more than its power of ten.
    const decimals = Math.max(0, exponent - step.exponent + (Number.isInteger(step.digits) ? 0 : 1));
    const marks = values.map((value) => ({ value, label: plain((value - offset) / 10 ** exponent, decimals) }));
    if (marks.length > 0 && fits(marks)) return { marks, unit, minor: [] };
    if (marks.length < 2) return NO_TICKS;
  }
}

/** The rank of the least step that parts the axis into at most `most`; a lesser one where there would be a single tick. */
function firstRank([start, end]: Interval, most: number): number {
  const wanted = Math.min(Number.MAX_VALUE, Math.abs(end - start) / most);
  let rank = Math.max(LEAST_POWER * STEPS.length, STEPS.length * Math.floor(Math.log10(wanted)) - 1);
  while (lengthOf(stepOf(rank)) < wanted) rank++;
  while (rank > LEAST_POWER * STEPS.length && multiplesOf(stepOf(rank), [start, end]).length < 2) rank--;
  return rank;
}

/** Steps in the order of their lengths, 1 having the rank 0. */
function stepOf(rank: number): Step {
  const exponent = Math.floor(rank / STEPS.length);
  return { digits: STEPS[rank - exponent * STEPS.length], exponent };
}

function lengthOf({ digits, exponent }: Step): number {
  return exponent < 0 ? digits / 10 ** -exponent : digits * 10 ** exponent;
}

/** The multiples of a step between two limits, in their direction, with the digits of round numbers. */
function multiplesOf({ digits, exponent }: Step, [start, end]: Interval): number[] {
  const length = lengthOf({ digits, exponent });
  const first = Math.ceil(Math.min(start, end) / length - SLACK),
    last = Math.floor(Math.max(start, end) / length + SLACK);
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const multiple = (first + i) * digits;
    return exponent < 0 ? multiple / 10 ** -exponent : multiple * 10 ** exponent;
  });
  return start <= end ? values : values.reverse();
}

/** The digits that both limits begin with, as a number, where they are many; otherwise 0. */
function sharedOffset([start, end]: Interval): number {
  const range = Math.abs(end - start), nearest = Math.min(Math.abs(start), Math.abs(end));
  if (start * end <= 0 || nearest < REMOTE * range) return 0;
  const pitch = 10 ** Math.ceil(Math.log10(range));
  return Math.sign(start) * Number((Math.floor(nearest / pitch) * pitch).toPrecision(15));
}

/** The power of ten that makes numbers less `offset` short. */
function sharedExponent([start, end]: Interval, offset: number): number {
  const largest = Math.max(Math.abs(start - offset), Math.abs(end - offset));
  return largest >= MOST_PLAIN || largest < LEAST_PLAIN ? Math.max(LEAST_POWER, Math.floor(Math.log10(largest))) : 0;
}

function unitOf(exponent: number, offset: number): string {
  const power = exponent === 0 ? "" : `×10${raised(exponent)}`;
  if (offset === 0) return power;
  const sign = offset < 0 ? "−" : "+";
  return power === "" ? sign + short(Math.abs(offset)) : `${power} ${sign} ${short(Math.abs(offset))}`;
}

/** A number with so many decimals and a true minus sign; zero has none. */
export function plain(value: number, decimals: number): string {
  return value.toFixed(decimals).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
}

/** A positive number with all its digits, with a power of ten where that is shorter. */
function short(value: number): string {
  if (value < MOST_PLAIN && value >= LEAST_PLAIN) return String(value);
  const [digits, exponent] = value.toExponential().split("e");
  return `${digits}×10${raised(Number(exponent))}`;
}

function raised(exponent: number): string {
  return [...String(exponent)].map((digit) => digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}
