/**
 * Ticks at round numbers, and what is written beside them.
 *
 * @module
 */
import { tickStep, tickValues } from "./d3.ts";
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

/**
 * At most `most` ticks (one more where round numbers want it), 1, 2 or 5 times a power of ten apart, such that `fits`
 * holds; their labels have one number of decimals. None if nothing fits.
 */
export function ticks(limits: Interval, most: number, fits: Fits): Ticks {
  const offset = sharedOffset(limits);
  const exponent = sharedExponent(limits, offset);
  const unit = unitOf(exponent, offset);
  for (let count = most; count >= 1; count--) {
    const values = tickValues(limits[0], limits[1], count);
    if (values.length === 0 || values.length > most + 1) continue;
    const step = Math.abs(tickStep(limits[0], limits[1], count)) / 10 ** exponent;
    // The logarithm of 0.001 must not come out a little below −3.
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const marks = values.map((value) => ({ value, label: plain((value - offset) / 10 ** exponent, decimals) }));
    if (fits(marks)) return { marks, unit, minor: [] };
  }
  return NO_TICKS;
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
  return largest >= MOST_PLAIN || largest < LEAST_PLAIN ? Math.floor(Math.log10(largest)) : 0;
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
