/**
 * The two densities of the gradient flows in 2-D: a comet that is to become a wave and a drop.
 *
 * Their masses, means and deviations are near those of the images in GeomLoss' example.
 *
 * @module
 */
import { covered, type Drawing, stroke } from "./drawing.ts";

const SIZE = 100;

/** A head at the left with a tail that thins out to the right. */
export const comet: Drawing = {
  size: SIZE,
  inside: covered(
    stroke((t) => [0.205 + 0.4 * t, 0.545 + 0.14 * t * (1 - t) + 0.05 * t, 0.112 * (1 - t) ** 0.9 + 0.008]),
  ),
};

/** A stroke that turns left and right as it goes up, and a drop beside its end. */
export const wave: Drawing = {
  size: SIZE,
  inside: covered([
    ...stroke((t) => [0.785 - 0.14 * Math.sin(2 * Math.PI * t), 0.185 + 0.445 * t, 0.072 - 0.028 * t]),
    [0.62, 0.77, 0.055],
  ]),
};
