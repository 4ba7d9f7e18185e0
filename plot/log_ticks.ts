/**
 * Ticks of logarithmic axes: decades, or round numbers where the axis holds fewer than two.
 *
 * @module
 */
import type { Interval, Scale } from "./scales.ts";
import { type Fits, plain, type Tick, type Ticks, ticks } from "./ticks.ts";

/** Multiples of a power of ten that are labelled where the axis is short of decades, the densest first. */
const MULTIPLES: readonly (readonly number[])[] = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5], [1, 2, 5], [1, 3]];
/** What rounding may take from an exponent. */
const SLACK = 1e-9;
/** Numbers from here, and below `10 ** 6`, are written without a power. */
const LEAST_PLAIN = 1e-4, MOST_PLAIN = 1e6;

/** At most `most` labelled ticks of a logarithmic axis such that `fits` holds, with small ones in between. */
export function logTicks({ base }: Scale, limits: Interval, most: number, fits: Fits): Ticks {
  const [low, high] = [Math.min(...limits), Math.max(...limits)];
  const [first, last] = exponents(low, high, base);
  if (last - first >= 1) {
    for (let stride = leastStride(first, last, most); stride <= last - first + 1; stride++) {
      const marks = range(Math.ceil(first / stride) * stride, last, stride).map((e) => power(base, e, 1));
      if (marks.length > most || !fits(marks)) continue;
      const minor = stride > 1
        ? range(first, last, 1).filter((e) => e % stride !== 0).map((e) => base ** e)
        : multiplesOf(base, low, high);
      return { marks, unit: "", minor };
    }
  }
  return base === 10 ? roundTicks(low, high, most, fits) : ticks(limits, most, fits);
}

/** Labelled ticks at zero and the decades of both signs beyond the linear part. */
export function symlogTicks(scale: Scale, limits: Interval, most: number, fits: Fits): Ticks {
  const { base, linthresh } = scale, [low, high] = [Math.min(...limits), Math.max(...limits)];
  const first = Math.floor(Math.log(linthresh) / Math.log(base) + SLACK);
  const last = Math.floor(Math.log(Math.max(-low, high)) / Math.log(base) + SLACK);
  for (let stride = leastStride(first, last, most); stride <= last - first + 1; stride++) {
    // Those nearest to zero stand closest, and go first.
    for (const least of [first, first + 1, first + 2]) {
      const shown = range(least, last, 1).filter((e) => (last - e) % stride === 0);
      const marks = [...shown.flatMap((e) => [power(base, e, -1), power(base, e, 1)]), { value: 0, label: "0" }]
        .filter(({ value }) => value >= low && value <= high).sort((a, b) => a.value - b.value);
      if (marks.length >= 3 && marks.length <= most + 1 && fits(marks)) return { marks, unit: "", minor: [] };
    }
  }
  return ticks(limits, most, fits);
}

/** Every so many decades there are `most` ticks, or hardly more. */
function leastStride(first: number, last: number, most: number): number {
  return Math.max(1, Math.floor((last - first + 1) / (most + 2)));
}

function roundTicks(low: number, high: number, most: number, fits: Fits): Ticks {
  const all = multiplesOf(10, low, high, 1);
  for (const multiples of MULTIPLES) {
    const values = all.filter((value) => multiples.includes(Number(value.toExponential(0).split("e")[0])));
    const marks = values.map((value) => ({ value, label: labelOf(value) }));
    if (values.length < 2) break;
    if (values.length > most || !fits(marks)) continue;
    return { marks, unit: "", minor: all.filter((value) => !values.includes(value)) };
  }
  return ticks([low, high], most, fits);
}

function labelOf(value: number): string {
  if (value >= LEAST_PLAIN && value < MOST_PLAIN) {
    return plain(value, Math.max(0, -Math.floor(Math.log10(value) + SLACK)));
  }
  const [digit, exponent] = value.toExponential(0).split("e");
  return `${digit}×10^{${signed(Number(exponent))}}`;
}

function power(base: number, exponent: number, sign: 1 | -1): Tick {
  const name = Number.isInteger(base) ? String(base) : Math.abs(base - Math.E) < SLACK ? "e" : base.toPrecision(3);
  const label = `${sign < 0 ? "−" : ""}${name}^{${signed(exponent)}}`;
  // The literal has the digits that a power may miss.
  return { value: sign * (base === 10 ? Number(`1e${exponent}`) : base ** exponent), label };
}

function signed(exponent: number): string {
  return String(exponent).replace("-", "−");
}

/** The decades between two numbers. */
function exponents(low: number, high: number, base: number): Interval {
  const unit = Math.log(base);
  return [Math.ceil(Math.log(low) / unit - SLACK), Math.floor(Math.log(high) / unit + SLACK)];
}

/** Multiples of powers of `base` between two numbers, from `from` times a power on. */
function multiplesOf(base: number, low: number, high: number, from = 2): number[] {
  const [first, last] = exponents(low, high, base);
  return range(first - 1, last, 1).flatMap((e) =>
    range(from, Math.ceil(base) - 1, 1).map((m) => base === 10 ? Number(`${m}e${e}`) : m * base ** e)
  ).filter((value) => value >= low && value <= high);
}

function range(first: number, last: number, step: number): number[] {
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length: count }, (_, i) => first + i * step);
}
