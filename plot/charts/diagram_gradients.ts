/**
 * The gradients at the points of diagrams: those that are given, or those that `backward` left.
 *
 * @module
 */
import { found } from "../checks.ts";
import { isShaped } from "../values.ts";
import { type DiagramInput, type DiagramPoints, type DiagramRows, readColumns, readDiagrams } from "./diagram_input.ts";

/** The gradient of each diagram, from `grads` or from the tensors themselves. */
export function readGradients(
  action: string,
  diagrams: readonly DiagramRows[],
  grads: DiagramInput | null,
): [Float64Array, Float64Array][] {
  const given = grads === null ? null : new Map(readDiagrams(action, grads).map((rows) => [rows.dimension, rows]));
  // One tensor of gradients belongs to the one diagram there is, whatever its dimension.
  const single = grads !== null && isShaped(grads) && diagrams.length === 1 ? [...given!.values()][0] : undefined;
  return diagrams.map(({ dimension, births, source }) => {
    const rows = single ?? given?.get(dimension);
    if (given !== null && rows === undefined) {
      throw new TypeError(
        `Cannot ${action}: grads must have every dimension drawn, but dimension ${dimension} is missing`,
      );
    }
    const name = `the gradient of dimension ${dimension}`;
    const columns: [Float64Array, Float64Array] = rows === undefined
      ? readColumns(action, name, ownGradient(action, dimension, source))
      : [rows.births, rows.deaths];
    if (columns[0].length !== births.length) {
      throw new TypeError(
        `Cannot ${action}: ${name} must have shape [${births.length}, 2], but its shape is [${columns[0].length}, 2]`,
      );
    }
    return columns;
  });
}

function ownGradient(action: string, dimension: number, source: DiagramPoints): DiagramPoints {
  const gradient = isShaped(source) ? source.grad : null;
  if (gradient) return gradient;
  // Without points there is nothing to be missed.
  if (isShaped(source) && source.shape[0] === 0) return [];
  throw new TypeError(
    `Cannot ${action}: the diagram of dimension ${dimension} must have a gradient (call retainGrad() on it before ` +
      `backward(), or pass grads), but its grad is ${found(gradient)}`,
  );
}
