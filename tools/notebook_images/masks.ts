/**
 * The two masks of the sliced flow and barycenter: a cross that is to become a tooth.
 *
 * Of every fifth pixel across and downwards about 350 lie on ink, as in POT's example.
 *
 * @module
 */
import { covered, type Drawing, stroke } from "./drawing.ts";

const SIZE = 128;

/** Two bars with round corners. */
export const cross: Drawing = {
  size: SIZE,
  inside: (x, y) => inBar(x - 0.5, y - 0.5) || inBar(y - 0.5, x - 0.5),
};

/** Half the length and the width of a bar, and the radius of its corners. */
const LENGTH = 0.475, WIDTH = 0.172, CORNER = 0.07;

function inBar(along: number, across: number): boolean {
  const beyond = (value: number, half: number) => Math.max(Math.abs(value) - half + CORNER, 0);
  return Math.hypot(beyond(along, LENGTH), beyond(across, WIDTH)) < CORNER;
}

/** Discs of a stroke, near enough to each other that no notch shows. */
const DISCS = 30;

/** A molar: two cusps above, two roots below. */
export const tooth: Drawing = {
  size: SIZE,
  inside: covered([-1, 1].flatMap((side) => [
    ...stroke((t) => [0.5 + side * 0.22 * t, 0.64, 0.2], DISCS),
    ...stroke((t) => [0.5 + side * (0.22 + 0.05 * t), 0.72 - 0.13 * t, 0.22 - 0.05 * t], DISCS),
    ...stroke((t) => [0.5 + side * (0.27 - 0.03 * Math.sin(2 * t)), 0.59 - 0.5 * t, 0.17 - 0.115 * t], DISCS),
  ])),
};
