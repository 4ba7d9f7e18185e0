/**
 * A point of a diagram in words.
 *
 * @module
 */

/** What the pointer is told of a point; `times` for several at one place. */
export function describePoint(label: string, birth: number, death: number, times = 1): string {
  const digits = (value: number) => Number.isFinite(value) ? value.toPrecision(5) : value > 0 ? "∞" : "−∞";
  const numbers = `birth ${digits(birth)}, death ${digits(death)}, persistence ${digits(death - birth)}`;
  return `${label}: ${numbers}${times === 1 ? "" : `, ${times} times`}`.replace(/-(?=\d)/g, "−");
}
