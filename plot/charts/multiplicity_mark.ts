/**
 * Numbers beside points that stand for several.
 *
 * @module
 */
import { type Mark, NO_EXTENT } from "../marks/mark.ts";
import { textNode } from "../text.ts";

/** Distance of a number from its point, and its size, in points. */
const NUMBER_PAD = 4, NUMBER_SIZE = 7;

/** The numbers beside the points (`x[i]`, `y[i]`), each of which stands for `times[i]`. */
export function multiplicityMark(x: Float64Array, y: Float64Array, times: Uint32Array): Mark {
  const several = [...times.keys()].filter((i) => times[i] > 1 && Number.isFinite(x[i]));
  return {
    zorder: 3,
    label: null,
    clipped: true,
    summary: `${several.length} ${several.length === 1 ? "place" : "places"} with several points`,
    extent: () => NO_EXTENT,
    anchors: () => [],
    draw: (projection) =>
      several.map((i) => {
        const style = { size: NUMBER_SIZE, valign: "center_baseline", fill: "#404040" } as const;
        return textNode(`×${times[i]}`, projection.x(x[i]) + NUMBER_PAD, projection.y(y[i]), style);
      }),
    key: () => [],
  };
}
