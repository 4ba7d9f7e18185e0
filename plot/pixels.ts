/**
 * Where thin straight lines look sharp.
 *
 * @module
 */

const POINTS_PER_INCH = 72;

/** The middle of the pixel that holds `position`, in points: a line along it fills one row of pixels and blurs into none. */
export function snap(position: number, dpi: number): number {
  return (Math.floor(position * dpi / POINTS_PER_INCH) + 0.5) * POINTS_PER_INCH / dpi;
}
