/**
 * Weighted clouds that the tests of this room share.
 *
 * @module
 */
import type { SamplesLossKind, SamplesLossOptions } from "../../../mod.ts";
import goldens from "../../goldens/geomloss_static.json" with { type: "json" };

/** Two clouds of seven and of five points with weights of sum 1, those of the goldens. */
export const { x, y, a, b } = goldens;

/** A loss, by its kind and options. */
export type Loss = readonly [kind: SamplesLossKind, options: SamplesLossOptions];

/** Every kind, balanced and not, debiased and not, with several exponents, where iterations converge quickly. */
export const LOSSES: readonly Loss[] = [
  ["gaussian", { blur: 0.3 }],
  ["laplacian", { blur: 0.3 }],
  ["energy", {}],
  ["hausdorff", { p: 1, blur: 0.1, tol: 1e-13 }],
  ["hausdorff", { p: 2, blur: 0.3, tol: 1e-13 }],
  ...[1, 1.5, 2, 3].flatMap((p) =>
    [undefined, 0.6].flatMap((reach) =>
      [true, false].map((debias): Loss => ["sinkhorn", { p, blur: p < 2 ? 0.1 : 0.3, reach, debias, tol: 1e-13 }])
    )
  ),
];

/** How a test names a loss. */
export function nameOf([kind, options]: Loss): string {
  const words = Object.entries(options).filter(([name, value]) => name !== "tol" && value !== undefined);
  return `samplesLoss("${kind}"${
    words.length === 0 ? "" : `, { ${words.map((word) => word.join(": ")).join(", ")} }`
  })`;
}
